"""Who acts or writes for somebody speaks for him, where he is heard on nothing but that matter."""

from collections.abc import Iterable

import pytest
from pieces import entry

from rag.parties.affiliations import bodies
from rag.parties.parties import Parties
from rag.storage.catalogue import CatalogueEntry
from rag.types import Document, Sentence

FIRM = "Reed Marsh LLP"


class Office:
    """A library of papers, each spoken by one throughout."""

    def __init__(self, *papers: tuple[CatalogueEntry, str]) -> None:
        self._papers = papers

    def catalogue(self) -> tuple[CatalogueEntry, ...]:
        return tuple(held for held, _ in self._papers)

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        return {held.document_id: text for held, text in self._papers if held.document_id in ids}

    def document(self, id: str) -> Document:
        ((held, text),) = (each for each in self._papers if each[0].document_id == id)
        said = Sentence(0, len(text), speaker=held.speakers[0])
        return Document(id, held.path, text, held.metadata, (), (said,))


def letter(
    text: str, speaker: str = FIRM, id: str = "letter", kind: str = "other"
) -> tuple[CatalogueEntry, str]:
    return entry(id, speaker, publisher=speaker, author=speaker.upper(), kind=kind), text


@pytest.mark.parametrize(
    "opening",
    [
        "We act for Norvane Ferries Ltd (“Norvane”) and its director.",
        "We are instructed by Norvane Ferries Ltd.",
        "We write on behalf of our client, Norvane Ferries Ltd, to object.",
        "I am writing on behalf of Norvane Ferries Ltd.",
    ],
)
def test_lawyers_speak_for_the_client_they_act_for(opening: str) -> None:
    assert bodies(Office(letter(opening))) == {FIRM: "Norvane Ferries Ltd"}


@pytest.mark.parametrize(
    "text",
    [
        "We no longer act for Norvane Ferries Ltd.",
        "We act for a number of families and not for Norvane Ferries Ltd.",
        "The firm acts for Norvane Ferries Ltd.",
        "Our clients, who know Norvane Ferries Ltd, object.",
    ],
)
def test_naming_a_body_is_not_acting_for_it(text: str) -> None:
    assert bodies(Office(letter(text))) == {}


def test_lawyers_speak_for_themselves_on_other_matters() -> None:
    on_trains = letter("The trains were late.", "Ann Reed", "trains", "official")
    held = Office(letter("I write on behalf of Norvane Ferries Ltd.", "Ann Reed"), on_trains)
    assert bodies(held) == {}


def test_lawyers_of_two_clients_in_one_affair_speak_for_neither() -> None:
    held = Office(letter("We act for Norvane Ferries Ltd."), letter("We act for Holt Docks plc.", id="other"))
    assert bodies(held) == {}


def test_a_client_is_a_party_also_where_only_the_lawyers_are_heard() -> None:
    held = Office(letter("We act for Norvane Ferries Ltd. The demand is rejected."))
    parties = Parties(held.catalogue(), bodies(held))
    assert [party.name for party in parties.disputants()] == ["Norvane Ferries Ltd"]
    assert parties.of(FIRM) is parties.disputants()[0]
    assert [party.name for party in parties.named("what does Norvane Ferries Ltd say")] == [
        "Norvane Ferries Ltd"
    ]


def test_a_client_is_one_party_with_the_short_name_under_which_it_is_heard() -> None:
    news = entry("news", "Norvane", publisher="The Courier", kind="article")
    held = Office(letter("We act for Norvane Ferries Ltd."), (news, "Norvane said no."))
    parties = Parties(held.catalogue(), bodies(held))
    assert parties.of(FIRM) is parties.of("Norvane")


def test_a_letter_that_a_body_signs_itself_is_its_own_word_and_no_report_on_others() -> None:
    signed, _ = letter("The demand is rejected.")
    assert [party.name for party in Parties([signed]).disputants()] == [FIRM]
    assert Parties([entry("news", FIRM, publisher=FIRM, author="Ann Lee")]).disputants() == ()
