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


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("I should be most grateful if you could list the wells", "list the wells"),
        ("I'd be very much obliged if you would list the wells.", "list the wells."),
        ("Would you be so kind as to list the wells?", "list the wells?"),
        ("It would be most helpful if you could list the wells", "list the wells"),
        ("might I trouble you for a list of the wells", "a list of the wells"),
        ("We’d be glad if you would please list the wells", "list the wells"),
        ("summarise, in plain terms, what the wells yield", "summarise what the wells yield"),
        ("Would it help if the wells were dug deeper?", "Would it help if the wells were dug deeper?"),
        ("Is the help of the parish good for the wells", "Is the help of the parish good for the wells"),
        ("Would you help?", "Would you help?"),
    ],
)
def test_a_polite_frame_is_no_part_of_a_question(typed: str, asked: str) -> None:
    assert bare(typed) == asked
