"""The events that a question lists to be put in order, each in its own words."""

import pytest

from rag.answering.forms.chronology.listed_events import listed_events


@pytest.mark.parametrize(
    ("question", "events"),
    [
        (
            "What came first, the resignation, the vote or the report?",
            ["resignation", "vote", "report"],
        ),
        (
            "Put these in order: the closure, Ada Quist's letter and the sale",
            ["closure", "Ada Quist's letter", "sale"],
        ),
        ("Did Quist resign before or after the sale?", ["Quist resign", "sale"]),
        ("what came first, the vote or the strike?", ["vote", "strike"]),
        ("did the strike or the flood come first?", ["strike", "flood"]),
    ],
)
def test_each_stands_in_its_own_words(question: str, events: list[str]) -> None:
    assert [each.removeprefix("the ") for each in listed_events(question)] == events


def test_a_question_without_a_choice_lists_none() -> None:
    assert listed_events("When was the vote?") == []
