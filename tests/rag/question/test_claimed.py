"""What is claimed in a question that asks whether it may be said."""

import pytest

from rag.question.claimed import claim_in, claimed


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("can i write that the roof leaks in 42 places?", "the roof leaks in 42 places"),
        ("Is it true the council paid for it?", "the council paid for it"),
        ("so is it fair to say that nobody was told", "nobody was told"),
        ("does the roof leak?", None),
    ],
)
def test_what_is_claimed_follows_the_words_that_ask_for_leave(question: str, claim: str | None) -> None:
    assert claimed(question) == claim


def test_a_question_may_also_ask_who_makes_a_claim() -> None:
    question = "who says that the roof leaks in winter?"
    assert (claimed(question), claim_in(question)) == (None, "the roof leaks in winter")
