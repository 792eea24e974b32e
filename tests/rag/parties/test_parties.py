from rag.parties.affiliations import bodies
from rag.parties.parties import Parties
from rag.parties.speaker_keys import key_of
from rag.storage.catalogue import CatalogueEntry
from rag.types import Metadata


def entry(id: str, *speakers: str, publisher: str | None = None, kind: str = "article") -> CatalogueEntry:
    return CatalogueEntry(id, f"{id}.md", Metadata(publisher=publisher, kind=kind), speakers)  # type: ignore[arg-type]


def test_a_name_in_other_letters_is_one_party() -> None:
    parties = Parties([entry("1", "eHOUSING"), entry("2", "Ehousing report"), entry("3", "eHOUSING")])
    assert [party.weight for party in parties.disputants()] == [3]
    assert parties.of("Ehousing report") is parties.of("eHOUSING")


def test_a_family_name_is_the_only_person_who_has_it() -> None:
    held = [entry("1", "Pryce"), entry("2", "Tallow Pryce")]
    parties = Parties(held)
    assert parties.of("Pryce") is parties.of("Tallow Pryce")
    two = Parties([*held, entry("3", "Jo Pryce")])
    assert two.of("Pryce") not in (two.of("Tallow Pryce"), two.of("Jo Pryce"))


def test_an_office_for_two_things_is_one() -> None:
    office = "Secretary of State for Health and Transport"
    parties = Parties([entry("1", office), entry("2", "Secretary of State for Health")])
    assert parties.of(office) is parties.of("Secretary of State for Health")
    assert len(parties.all) == 1


def test_initials_stand_for_the_one_name_that_they_fit() -> None:
    parties = Parties([entry("1", "Housing Action Group"), entry("2", "HAG"), entry("3", "HAX")])
    assert parties.of("HAG") is parties.of("Housing Action Group")
    assert parties.of("HAX") is not parties.of("Housing Action Group")


def test_an_initial_and_a_surname_are_the_one_person_whom_they_fit() -> None:
    parties = Parties(
        [entry("1", "J. Hill"), entry("2", "Jo Hill"), entry("3", "J. Hill"), entry("4", "A. Hill")]
    )
    assert parties.of("J. Hill") is parties.of("Jo Hill")
    assert parties.of("J. Hill") is not parties.of("A. Hill")
    both = Parties([entry("1", "J. Hill"), entry("2", "Jo Hill"), entry("3", "Jane Hill")])
    assert len({id(both.of(name)) for name in ("J. Hill", "Jo Hill", "Jane Hill")}) == 3


def test_a_party_may_be_named_by_an_unambiguous_beginning_of_its_name() -> None:
    parties = Parties(
        [entry("1", "Tallow Pryce Partners"), entry("2", "Leith Trust"), entry("3", "Leith Council")]
    )
    assert [each.name for each in parties.speaking("Tallow")] == ["Tallow Pryce Partners"]
    assert [each.name for each in parties.facing("compare Tallow’s view with the Leith Trust")] == [
        "Tallow Pryce Partners",
        "Leith Trust",
    ]
    assert parties.speaking("Leith") == ()
    assert parties.speaking("tallow candles") == ()
    assert parties.named("what burns in Tallow?") == ()


def test_a_review_without_a_name_is_the_only_one_that_has_one() -> None:
    parties = Parties([entry("1", "review by Tallow Pryce"), entry("2", "review for the council")])
    assert parties.of("review for the council") is parties.of("review by Tallow Pryce")


def test_a_review_without_a_name_is_the_one_that_is_held_and_called_after_who_wrote_it() -> None:
    about = Metadata(title="Winter service: a review", publisher="Tallow Pryce", kind="report")
    held = CatalogueEntry("1", "1.md", about, ("Tallow Pryce",))
    parties = Parties([held, entry("2", "review for the council")])
    party = parties.of("review for the council")
    assert party is parties.of("Tallow Pryce")
    assert party is not None
    assert party.name == "Tallow Pryce review"
    another = CatalogueEntry(
        "3", "3.md", Metadata(publisher="Leith Trust", title="A review", kind="report"), ("Leith Trust",)
    )
    parties = Parties([held, another, entry("2", "review for the council")])
    assert parties.of("review for the council") is not parties.of("Tallow Pryce")


def test_a_name_is_whole_with_the_words_that_join_it() -> None:
    assert key_of("Association of Directors of Children’s Services") == (
        "Association of Directors of Children’s Services"
    )
    assert key_of("the chair of the iMPOWER board") == "iMPOWER"
    assert key_of("Harbour Watch.") == "Harbour Watch"


class Held:
    """A library of texts, for what `bodies` reads of one."""

    def __init__(self, texts: dict[str, str], *entries: CatalogueEntry) -> None:
        self._texts = texts
        self._entries = entries

    def catalogue(self) -> tuple[CatalogueEntry, ...]:
        return self._entries

    def texts(self, ids: set[str]) -> dict[str, str]:
        return {id: self._texts[id] for id in ids}


def spoken_for(text: str) -> dict[str, str]:
    """For whom Jo Hill speaks, by one text in which she, a council and a paper are heard."""
    heard = entry("1", "Jo Hill", "Leith Council", "Harbour Post", publisher="Harbour Post")
    return bodies(Held({"1": text}, heard))  # type: ignore[arg-type]


def test_the_holder_of_a_role_in_a_body_speaks_for_it() -> None:
    for text in (
        "Jo Hill, leader of Leith Council, said so.",
        "Jo Hill, the council's chair who leads, and Jo Hill of Leith Council agree.",
        "Leith Council leader Jo Hill said so.",
        "Jo Hill, Leith Council’s chief inspector, said so.",
    ):
        assert spoken_for(text) == {"Jo Hill": "Leith Council"}


def test_speaking_about_a_body_is_not_speaking_for_it() -> None:
    assert spoken_for("Jo Hill made a complaint about Leith Council. Leith Council told Jo Hill no.") == {}


def test_a_paper_is_no_person() -> None:
    assert "Harbour Post" not in spoken_for("Harbour Post, director of Leith Council, is no such thing.")


def test_a_body_may_be_called_by_the_noun_with_which_only_its_name_begins() -> None:
    held = [entry("1", "Association of Court Interpreters"), entry("2", "Leith Trust")]
    assert [each.name for each in Parties(held).speaking("the association")] == [
        "Association of Court Interpreters"
    ]
    both = Parties([*held, entry("3", "Association of Pilots")])
    assert both.speaking("the association") == ()
