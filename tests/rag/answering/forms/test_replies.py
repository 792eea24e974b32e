"""A claim is shown with what another answers to it at once."""

from pieces import Said, evidence

from rag.answering.forms.replies import reply_to
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
