"""The parts of a question that asks several things."""

import pytest

from rag.question.parts import parts


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who built the pier and how much did it cost?", ("Who built the pier", "how much did it cost")),
        ("when was it built? and who paid", ("when was it built", "who paid")),
        ("What is a wherry, and where do they sail?", ("What is a wherry", "where do they sail")),
        (
            "who runs the ferry, when did it start and why was it late?",
            ("who runs the ferry", "when did it start", "why was it late"),
        ),
        (
            "I'm writing about the pier - who built it and who paid?",
            ("I'm writing about the pier - who built it", "who paid"),
        ),
        ("who built the pier and who paid for it", ("who built the pier", "who paid for it")),
        ("who did not pay and who is she", ("who did not pay", "who is she")),
        ("Who paid for it, and who is she?", ("Who paid for it", "who is she")),
    ],
)
def test_each_thing_that_is_asked_is_a_part(question: str, expected: tuple[str, ...]) -> None:
    assert parts(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Who built the pier and the harbour wall?",
        "What did the mayor say about fish and chips?",
        "Why?",
        "What happens when the tide is out?",
        "if this is obvious but who chaired the meeting",
        "how many lines were closed, which ones",
        "what was it made of - which stone?",
        "the harbour master?? who is he",
        "ada quist - who is she",
        "the tallow board, what's that then",
        "who says that it should close and who says it should not",
        "who wants to pay and who doesn't",
        "which councils supported the merger and which opposed it?",
        "who says yes, and who says no?",
        "",
    ],
)
def test_a_question_that_asks_one_thing_has_one_part(question: str) -> None:
    assert parts(question) == (question,)
