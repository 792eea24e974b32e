"""Who is meant by an office."""

import pytest
from pieces import entry

from rag.parties.offices import offices
from rag.parties.parties import Parties
from rag.storage.catalogue import CatalogueEntry


class Shelf:
    """A library of one text, in which these people are heard."""

    def __init__(self, text: str, *speakers: str) -> None:
        self._text = text
        self._held = entry("1", *speakers)

    def catalogue(self) -> tuple[CatalogueEntry, ...]:
        return (self._held,)

    def texts(self, ids: set[str]) -> dict[str, str]:
        return dict.fromkeys(ids, self._text)


def meant(text: str, called: str) -> list[str]:
    """Whom a question means by these words, where Ruth Fell and Tom Orrey are heard in this text."""
    shelf = Shelf(text, "Ruth Fell", "Tom Orrey")
    known = Parties(shelf.catalogue(), None, offices(shelf))  # type: ignore[arg-type]
    return [party.name for party in known.speaking(called)]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("“No,” said Ruth Fell, head teacher of the school.", "the head teacher"),
        ("“No,” said Ruth Fell, head teacher of the school.", "the head"),
        ("Head teacher Ruth Fell said no. Tom Orrey said yes.", "the head teacher"),
        ("Ruth Fell, the managing director of Acme, said no.", "the director"),
        ("Present: Mrs Ruth Fell (site manager, Acme Ltd) and Tom Orrey (GMB).", "the site manager"),
        ("Ruth Fell, who became chief executive in May, said no.", "the chief executive"),
        ("The regional organiser, Ruth Fell, said no.", "the regional organiser"),
        ("Ruth Fell, the MP for Leith, said no; Tom Orrey said yes.", "the mp"),
        ("Ruth Fell (Leith and Moor) (Lab): No.\nTom Orrey (Holt) (Con): Yes.", "the MP for Leith and Moor"),
        ("Ruth Fell (Leith and Moor) (Lab): No.\nTom Orrey (Holt) (Con): Yes.", "MP for Leith and Moor"),
        ("Ruth Fell (Leith) (Lab): No.\nTom Orrey (Holt) (Con): Yes.", "the member for Leith"),
        ("Ruth Fell (Leith) (Lab): No.\nTom Orrey (Holt) (Con): Yes.", "the Labour MP"),
        ("Yours sincerely,\n\nRuth Fell\n\nAuditor General\n\ncc Tom Orrey", "the auditor general"),
        ("Yours sincerely,\n\nRuth Fell\nHarbour Engineer", "the engineer"),
        ("The Minister for Ferries (Ruth Fell): No.\nTom Orrey (Holt): Yes.", "the minister"),
        (
            "The Parliamentary Under-Secretary of State for Seas, Boats and Piers (Ruth Fell): No.",
            "the minister",
        ),
    ],
)
def test_an_office_that_one_person_has_stands_for_the_person(text: str, called: str) -> None:
    assert meant(text, called) == ["Ruth Fell"]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Ruth Fell, director of roads, met Tom Orrey, director of schools.", "the director"),
        ("Ruth Fell, former head teacher of the school, said no.", "the head teacher"),
        ("Ruth Fell spoke to the head teacher.", "the head teacher"),
        (
            "Yours,\n\nRuth Fell\n\nAuditor General Tom Orrey replied. Auditor General is Ann Bell.",
            "the auditor",
        ),
        ("Ruth Fell, head teacher of the school, said no.", "a head teacher"),
        ("Ruth Fell, the shadow housing minister, said no.", "the housing minister"),
        ("Ruth Fell, deputy director of Acme, said no.", "the director"),
        ("Ruth Fell, the prime minister, said no.", "the minister"),
        ("Ruth Fell, deputy head teacher of the school, said no.", "the head"),
        ("The Prime Minister (Ruth Fell): No.", "the minister"),
        ("Ruth Fell (Leith) (Lab): No.\nTom Orrey (Holt) (Lab): Yes.", "the Labour MP"),
        ("Ruth Fell (Leith) told us: no.", "the MP for Leith"),
    ],
)
def test_an_office_of_several_people_of_nobody_heard_or_of_before_stands_for_nobody(
    text: str, called: str
) -> None:
    assert meant(text, called) == []


def merged_by_office(office: str, wrote: str, holds: str) -> bool:
    """Is whoever is heard under this office the one who wrote the report, where the report says so?"""
    text = f"Ruth Fell, {holds}, reports. Tom Orrey said no."
    catalogue = [
        entry("1", "Ruth Fell", author=wrote, kind="report"),
        entry("2", "Tom Orrey"),
        entry("3", office),
    ]
    shelf = Shelf(text, "Ruth Fell", "Tom Orrey")
    known = Parties(catalogue, None, offices(shelf))  # type: ignore[arg-type]
    return known.of(office) is known.of("Ruth Fell")


@pytest.mark.parametrize("office", ["Auditor", "City Auditor", "the Auditor"])
def test_who_is_heard_by_an_office_alone_is_the_author_of_the_report_who_has_it(office: str) -> None:
    assert merged_by_office(office, "Ruth Fell", "City Auditor")


@pytest.mark.parametrize(
    ("office", "wrote", "holds"),
    [
        ("Auditor", "Tom Orrey", "City Auditor"),  # wrote nothing that is held
        ("Auditor", "Ruth Fell", "Harbour Master"),  # has another office
        ("Chair", "Ruth Fell", "Chair of the board"),  # each meeting has its own
        ("Auditor", "Ruth Fell", "former City Auditor"),
    ],
)
def test_who_is_heard_by_an_office_is_a_party_of_its_own_where_the_papers_do_not_say_whose_it_is(
    office: str, wrote: str, holds: str
) -> None:
    assert not merged_by_office(office, wrote, holds)


def test_whoever_is_named_with_and_without_a_title_holds_one_office() -> None:
    shelf = Shelf("Dame Ruth Fell, the chief inspector, said no.", "Dame Ruth Fell", "Ruth Fell")
    known = Parties(shelf.catalogue(), None, offices(shelf))  # type: ignore[arg-type]
    (party,) = known.speaking("the chief inspector")
    assert party.speakers == {"Dame Ruth Fell", "Ruth Fell"}
