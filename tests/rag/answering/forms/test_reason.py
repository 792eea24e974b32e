"""Why: the sentence that gives the reason comes before the one that tells the event."""

from collections.abc import Callable

from rag.types import Answer

Ask = Callable[[str], Answer]


def test_the_reason_is_given_with_what_goes_on_from_it(ask: Ask) -> None:
    answer = ask("why does the library roof leak?")
    assert answer.asked.kind == "reason"
    assert answer.citations[0].quote == "The roof leaks because the gutters were laid without a fall."


def test_an_event_without_a_reason_is_partial_and_says_what_is_missing(ask: Ask) -> None:
    answer = ask("why did Tom Reed become chair of the readers' society?")
    assert answer.status != "answered"
