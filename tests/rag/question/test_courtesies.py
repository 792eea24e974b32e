"""What people type around a question is left out, and nothing of the question is."""

import pytest

from rag.question.courtesies import bare


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("What did they say, briefly?", "What did they say"),
        ("pls list the fares as a table", "list the fares"),
        ("hi, who paid for the pier?", "who paid for the pier?"),
        ("Yes, tell me: what does the ferry cost?", "what does the ferry cost?"),
        ("ok so why did it close pls", "why did it close"),
        ("tl;dr why did the ferry stop", "why did the ferry stop"),
        ("tl;dr of the harbour report", "tl;dr of the harbour report"),
        ("right to buy figures", "right to buy figures"),
        ("So many delays. Who is to blame?", "So many delays. Who is to blame?"),
        ("please", "please"),
        ("thanks!", "thanks!"),
    ],
)
def test_only_what_stands_around_the_question_is_left_out(question: str, plain: str) -> None:
    assert bare(question) == plain
