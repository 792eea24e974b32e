"""What a follow-up leans on; the asker's own words stay as they are."""

import pytest
from pieces import entry

from rag.parties.parties import Parties
from rag.question.context import context, without_style
from rag.types import Turn

PARTIES = Parties(
    [
        entry("review", "Tallow Pryce", "review by Tallow Pryce", publisher="Tallow Pryce", kind="report"),
        entry("reply", "Norvane Ferries", publisher="Norvane Ferries", kind="response"),
        entry(
            "paper", "Jo Hill", "Norvane spokeswoman", "The Courier", publisher="The Courier", kind="article"
        ),
    ]
)


def party_after(question: str, *said: str) -> str | None:
    found = context(question, tuple(Turn(each, "Nothing.") for each in said), PARTIES).party
    return found.name if found else None


def test_the_last_question_is_the_context() -> None:
    turns = (Turn("Who owns the pier?", "Nobody."), Turn("And the boats, please?", "Norvane."))
    assert context("Since when?", turns, PARTIES).earlier == "And the boats ?"
    assert context("Since when?", (), PARTIES).earlier == ""


@pytest.mark.parametrize(
    ("before", "question", "party"),
    [
        ("Who is Jo Hill?", "What exactly did she promise?", "Jo Hill"),
        ("What did Norvane say about the pier?", "Why did they say so?", "Norvane Ferries"),
        ("What does the review say about the wave limit?", "What did the other side say?", "Norvane Ferries"),
        ("Who is Jo Hill?", "What did Norvane say about her?", None),
        ("How many sailings were cancelled?", "Why?", None),
    ],
)
def test_a_pronoun_refers_to_the_party_last_named(before: str, question: str, party: str | None) -> None:
    assert party_after(question, before) == party


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("What did they say, briefly?", "What did they say ?"),
        ("pls list the fares as a table", "list the fares"),
        ("please", "please"),
    ],
)
def test_words_on_the_form_of_the_answer_are_left_out(question: str, plain: str) -> None:
    assert without_style(question) == plain
