"""Who stands against whom is read from what they say of each other, not from how often they are heard."""

from collections import Counter

import pytest
from pieces import entry

from rag.parties.descriptions import described
from rag.parties.opposition import opposition, speaks_against
from rag.parties.parties import Parties
from rag.parties.speaker_keys import keys_of
from rag.storage.catalogue import CatalogueEntry
from rag.types import Document, Metadata, Sentence


class Shelf:
    """A library of documents given as their title and who says which sentence."""

    def __init__(self, **papers: tuple[str, list[tuple[str, str]]]) -> None:
        self._papers = papers

    def catalogue(self) -> tuple[CatalogueEntry, ...]:
        return tuple(
            entry(id, *sorted({speaker for speaker, _ in said})) for id, (_, said) in self._papers.items()
        )

    def document(self, id: str) -> Document:
        title, said = self._papers[id]
        text, sentences = "", []
        for speaker, told in said:
            sentences.append(Sentence(len(text), len(text) + len(told), speaker=speaker))
            text += f"{told} "
        return Document(id, f"{id}.md", text, Metadata(title=title), (), tuple(sentences))


SHELF = Shelf(
    report=(
        "A river in trouble",
        [
            ("Tarn Trust", "Acme Water spilled for 400 hours."),
            ("Ann Bell", "“The Tarn Trust’s method is sound.”"),
        ],
    ),
    paper=(
        "A row over a river",
        [
            ("Tarn Trust", "The Tarn Trust said that the river was dirty."),
            ("Acme Water", "Acme Water dismissed the figure."),
            ("Ann Bell", "Ann Bell said that it was cautious."),
        ],
    ),
    statement=(
        "Statement on the Tarn Trust’s report",
        [("Acme Water", "We do not accept that we spilled in dry weather.")],
    ),
    again=("Rivers", [("Ann Bell", "“Rivers need rain.”")]),
)


def known() -> Parties:
    return Parties(
        SHELF.catalogue(),
        opposition=lambda parties: opposition(SHELF, parties),  # type: ignore[arg-type]
    )


def test_the_two_sides_are_those_who_speak_against_each_other() -> None:
    parties = known()
    assert {party.name for party in parties.facing("What do both sides say?")} == {"Tarn Trust", "Acme Water"}
    assert parties._against() == {"Acme Water": Counter({"Tarn Trust": 2})}


def test_the_other_side_is_an_opponent_and_not_who_is_heard_most() -> None:
    parties = known()
    (trust,) = parties.named("the Tarn Trust")
    other = parties.other(trust)
    assert other is not None
    assert other.name == "Acme Water"
    assert [each.name for each in parties.opponents(other)] == ["Tarn Trust"]


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("We reject the claim.", True),
        ("I do not agree that it failed.", True),
        ("She did not support the ban.", True),
        ("The board has failed the town.", True),
        ("We do not reject the claim.", False),
        ("We support the call for a ban.", False),
        ("The tide was high.", False),
    ],
)
def test_a_denied_agreement_is_against_and_a_denied_rejection_is_not(text: str, against: bool) -> None:
    assert speaks_against(text) is against


def test_several_authors_by_their_surnames_are_several_speakers() -> None:
    assert keys_of("Webb, Bennett and Orr", frozenset()) == ("Webb", "Bennett", "Orr")
    assert keys_of("Trust, Council and Orr", frozenset()) != ("Trust", "Council", "Orr")


def test_bare_nouns_are_no_side_of_a_dispute() -> None:
    parties = Parties((entry("a", "Sources", "Respondents", "Findings", "Colleagues", "Acme Water"),))
    assert [party.name for party in parties.disputants()] == ["Acme Water"]


def called(*papers: str) -> list[str]:
    """Whom "the company" means, in papers of which each has one sentence beside those of both companies."""
    said = {f"p{number}": ("", [("The Post", text)]) for number, text in enumerate(papers)}
    both = ("", [("Acme Water", "We pump."), ("Bolt Power", "We burn."), ("The Post", "They do.")])
    shelf = Shelf(both=both, **{id: (title, [*told, *both[1]]) for id, (title, told) in said.items()})
    parties = Parties(
        shelf.catalogue(),
        described=lambda known: described(shelf, known),  # type: ignore[arg-type]
    )
    return [party.name for party in parties.speaking("the company")]


def test_the_company_is_the_one_that_papers_call_so() -> None:
    assert called("Rain fell.") == []
    assert called("Acme Water, a private company, pumps.") == ["Acme Water"]
    assert called("The water company Acme Water pumps.") == ["Acme Water"]
    assert called("Acme Water, the company’s critics say, pumps.") == []
    assert called("Acme Water, the company, pumps.", "The company is weak.") == ["Acme Water"]
    assert called("Acme Water, a company, pumps.", "Bolt Power, a company, burns.") == []
