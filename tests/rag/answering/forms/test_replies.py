"""A claim is shown with what another answers to it at once, a reply of a few words with its question."""

import pytest
from pieces import Said, evidence

from rag.answering.forms.replies import question_of, reply_to
from rag.types import Evidence

LEE: Said = {"speaker": "Ann Lee", "manner": "direct"}
HILL: Said = {"speaker": "Jo Hill", "manner": "direct"}


def said(*turns: tuple[str, Said]) -> list[Evidence]:
    found: list[Evidence] = []
    start = 0
    for text, speaker in turns:
        found.append(evidence(text, start=start, **speaker))
        start += len(text) + 2
    return found


def texts(told: list[Evidence]) -> list[str]:
    return [each.text for each in reply_to(told[0], lambda _: told)]


def test_a_denial_at_once_is_the_reply_and_a_question_is_none_of_it() -> None:
    told = said(
        ("The mill made £1.9 million.", LEE),
        ("May I?", HILL),
        ("That is not correct.", HILL),
        ("£1.9 million was the turnover.", HILL),
        ("Then publish it.", LEE),
    )
    assert texts(told) == ["That is not correct.", "£1.9 million was the turnover."]


def test_what_speaks_of_something_else_is_no_reply() -> None:
    told = said(("The mill made £1.9 million.", LEE), ("We were glad of the weather that summer.", HILL))
    assert texts(told) == []
    asked = said(("The mill made £1.9 million.", LEE), ("Was it not £1.9 million the year before?", HILL))
    assert texts(asked) == []


def test_outside_of_speech_there_is_no_reply() -> None:
    told = [evidence("The mill made £1.9 million."), evidence("That is not correct.", start=40, **HILL)]
    assert texts(told) == []


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("Q3 Sir Jo Hill: How many piers did you see?", "How many piers did you see?"),
        ("You went there. How many piers did you see?", "How many piers did you see?"),
        ("Q. How many piers did you see?", "How many piers did you see?"),
        ("So tell us this: how many piers did you see?", "So tell us this: how many piers did you see?"),
        ("I saw the piers.", ""),
        (f"{'So many ' * 40} piers?", ""),
        ("", ""),
    ],
)
def test_a_reply_of_a_few_words_has_its_question(before: str, question: str) -> None:
    reply = evidence("Dr Orr: None.", before=before, manner="direct", speaker="Mary Orr")
    assert question_of(reply) == question


def test_what_is_understood_by_itself_and_what_is_no_speech_has_no_question() -> None:
    asked = "How many piers did you see?"
    long = evidence(
        "We saw two piers and a lighthouse near Hull.", before=asked, manner="direct", speaker="Orr"
    )
    told = evidence("None.", before=asked)
    assert question_of(long) == question_of(told) == ""
