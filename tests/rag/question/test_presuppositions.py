"""The events that a question takes for granted."""

import pytest

from rag.question.presuppositions import events


@pytest.mark.parametrize(
    ("question", "verb", "clause"),
    [
        ("When did the museum repay its lenders?", "repay", "the museum repaid its lenders"),
        ("Why was the old quarry closed?", "closed", "the old quarry was closed"),
        ("How large was the fine that the court imposed?", "imposed", "the court imposed the fine"),
    ],
)
def test_an_event_is_the_verb_of_a_clause_with_its_statement(question: str, verb: str, clause: str) -> None:
    (event,) = events(question)

    assert (event.verb.plain, event.clause) == (verb, clause)


@pytest.mark.parametrize(
    "question",
    [
        "Who is the bishop of Leeds?",
        "What did the bishop say about the choir?",  # a verb of saying presupposes too little
        "When should the museum repay its lenders?",  # what should be is no event
        "Why did the museum not repay its lenders?",
    ],
)
def test_what_takes_no_event_for_granted_has_none(question: str) -> None:
    assert events(question) == ()
