"""A chosen sentence is shown with what it leans on: the sentence before it, or in brackets the name of who is meant."""

import pytest
from pieces import WITHOUT_DOCUMENTS, evidence

from rag.answering.compose import Draft
from rag.generation.choice import Choice, Group
from rag.generation.offers import Offer, Offers, place
from rag.generation.selected import Selection
from rag.generation.transcript import Transcript
from rag.question.analysis import ask
from rag.types import Evidence

ASKED = "Who rowed home?"
NAMED = "David Orr had lost an oar on the way."
LONG = f"David Orr had lost an oar {'in the long night ' * 20}on the way."
LEANING = "He rowed home with the other."


def shown(
    before: str, text: str, same_paragraph: bool, room: int = 1500, speaker: str | None = None
) -> list[str]:
    """What is shown of a choice of `text`, which follows `before`; `room` for quotations of one document."""
    first = evidence(before)
    chosen = evidence(text, start=len(before) + 1, speaker=speaker)
    following: dict[tuple[str, int], Evidence] = {place(chosen): first}
    offers = Offers((Offer("pa1b2c3", chosen),), following if same_paragraph else {}, {}, following, {})
    transcript = Transcript({}, room)
    selection = Selection(offers, Draft("answered", (), ()), ask(ASKED, WITHOUT_DOCUMENTS), ASKED, transcript)
    selection.show(Choice((Group("", ("pa1b2c3",)),)))
    assert [each.quote for each in transcript.citations] == [
        each for each in (before, text) if any(each in sentence.text for sentence in transcript.sentences)
    ]
    return [each.text for each in transcript.sentences]


def test_a_short_sentence_before_is_brought_itself() -> None:
    first, second = shown(NAMED, LEANING, same_paragraph=True)
    assert NAMED in first
    assert second == f"“{LEANING}”"


def test_of_a_long_sentence_before_only_the_name_is_told_outside_the_quotation() -> None:
    (told,) = shown(LONG, LEANING, same_paragraph=True)
    assert told.startswith("[“He”: David Orr] ")
    assert told.endswith(f"“{LEANING}”")


def test_a_name_from_the_paragraph_before_is_added() -> None:
    (told,) = shown(NAMED, LEANING, same_paragraph=False)
    assert told.startswith("[“He”: David Orr] ")


@pytest.mark.parametrize("before", ["David Orr met Peter Lunt.", "The board had lost an oar."])
def test_no_name_is_added_when_the_sentence_before_leaves_it_open(before: str) -> None:
    (told,) = shown(before, LEANING, same_paragraph=False)
    assert "[“He”" not in told


def test_no_name_is_added_when_the_lead_in_names_the_speaker() -> None:
    (told,) = shown(NAMED, LEANING, same_paragraph=False, speaker="David Orr")
    assert "[“He”" not in told


def test_a_sentence_that_needs_no_other_stands_alone() -> None:
    (told,) = shown(NAMED, "The boat was old.", same_paragraph=True)
    assert "[“" not in told
