"""The part of a draft that only says who reports, held against what is known of the speaker."""

import pytest
from drafts import GAZETTE, aligned

from rag.text.analysis import tell
from rag.types import Sentence
from rag.verification.attribution import (
    names_its_source,
    reporting_fault,
    reporting_places,
    says_more,
    vouched_places,
)


def reporting(text: str) -> str:
    """The words of a draft that only say who reports."""
    told = tell(text)
    return " ".join(told.words[place].plain for place in sorted(reporting_places(told)))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("According to the Gazette, the mill was sold.", "according to the gazette"),
        ("The Gazette reported that the mill was sold.", "the gazette reported"),
        ("The mill was sold, Amy Lunt said.", "amy lunt said"),
        ("Amy Lunt: the mill was sold.", "amy lunt"),
        ("As the Gazette put it, the mill was sold.", "as the gazette put it"),
        ("The Gazette reported in May 2021 that the mill was sold.", "the gazette reported in may"),
        ("As Amy Lunt may have said, the mill was sold.", ""),
        ("The mill was sold.", ""),
        ("The council rejected every claim about the mill.", ""),
        ("The report said that the mill was sold.", "the report said"),
        (
            "Because nobody paid, the Gazette said that it was sold.",
            "",
        ),  # a clause says more than who reports
    ],
)
def test_the_reporting_part_of_a_sentence(text: str, part: str) -> None:
    assert reporting(text) == part


def judged(draft: str, source: str, speaker: str | None = None) -> str:
    found = aligned(draft, source)
    sentence = Sentence(0, len(source), speaker=speaker)
    places = reporting_places(found.draft)
    vouched = vouched_places(found.draft, places, GAZETTE, sentence, ())
    return reporting_fault(found.draft, found, places, vouched, GAZETTE)


@pytest.mark.parametrize(
    "draft",
    [
        "According to the Gazette, the mill was sold.",
        "Amy Lunt of the Gazette reported that the mill was sold.",
        "The Gazette reported on 4 May 2021 that the mill was sold.",
        "The paper said the mill was sold.",
    ],
)
def test_what_is_known_of_the_document_may_be_said(draft: str) -> None:
    assert judged(draft, "The mill was sold.") == ""


@pytest.mark.parametrize(
    ("draft", "named"),
    [
        ("According to the Herald, the mill was sold.", "Herald"),
        ("Ben Cole said the mill was sold.", "Ben"),
        ("The Gazette reported on 5 May 2021 that the mill was sold.", "5 May 2021"),
    ],
)
def test_another_source_or_date_is_named_in_the_reason(draft: str, named: str) -> None:
    assert named in judged(draft, "The mill was sold.")


def test_the_speaker_of_the_sentence_may_be_named_whoever_publishes_it() -> None:
    assert judged("Ben Cole said the mill was sold.", "The mill was sold.", speaker="Ben Cole") == ""


def test_a_part_with_words_that_nothing_supports_is_not_only_reporting() -> None:
    found = aligned("The furious Gazette said: the mill was sold.", "The mill was sold.")
    places = reporting_places(found.draft)
    vouched = vouched_places(found.draft, places, GAZETTE, Sentence(0, 18), ())
    assert says_more(found.draft, found, places, vouched)


@pytest.mark.parametrize(("speaker", "named"), [(None, True), ("Ben Cole", False)])
def test_a_draft_names_its_source_if_it_names_the_speaker_or_without_one_the_paper(
    speaker: str | None, named: bool
) -> None:
    told = tell("The Gazette reported that the mill was sold.")
    sentence = Sentence(0, 18, speaker=speaker)
    assert names_its_source(told, reporting_places(told), GAZETTE, sentence) is named
