"""What a follow-up leans on; the asker's own words stay as they are."""

import pytest
from pieces import entry

from rag.parties.parties import Parties
from rag.question.conversation.context import context
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
    assert context("Since when?", turns, PARTIES).earlier == "And the boats"
    assert context("Since when?", (), PARTIES).earlier == ""


@pytest.mark.parametrize(
    ("before", "question", "party"),
    [
        ("Who is Jo Hill?", "What exactly did she promise?", "Jo Hill"),
        ("What did Norvane say about the pier?", "Why did they say so?", "Norvane Ferries"),
        ("What does the review say about the wave limit?", "What did the other side say?", "Norvane Ferries"),
        ("Who is Jo Hill?", "What did Norvane say about her?", None),
        ("Who is Jo Hill?", "what did she call the Tallow Pryce report", "Jo Hill"),
        ("Who is Jo Hill?", "what did he call the Tallow Pryce report", None),
        ("What did Norvane say?", "What did they say about Norvane?", None),
        ("How many sailings were cancelled?", "Why?", None),
    ],
)
def test_a_pronoun_refers_to_the_party_last_named(before: str, question: str, party: str | None) -> None:
    assert party_after(question, before) == party


@pytest.mark.parametrize(
    ("question", "text", "earlier", "corrects"),
    [
        ("no, I meant the pier", "the pier", "How many sailings were cancelled?", True),
        ("sorry i meant on Sundays", "on Sundays", "How many sailings were cancelled?", True),
        ("ok different topic - who owns the pier?", "who owns the pier?", "", False),
        ("New question: who owns the pier?", "who owns the pier?", "", False),
        ("Why?", "Why?", "How many sailings were cancelled?", False),
        ("separately", "separately", "How many sailings were cancelled?", False),
    ],
)
def test_corrections_and_changes_of_subject_are_understood(
    question: str, text: str, earlier: str, corrects: bool
) -> None:
    found = context(question, (Turn("How many sailings were cancelled?", "Nobody knows."),), PARTIES)
    assert (found.text, found.earlier, found.corrects) == (text, earlier, corrects)


def test_a_question_that_points_back_brings_what_it_leans_on() -> None:
    asked = ("Who owns the pier?", "When did they buy it?", "and since")
    turns = tuple(Turn(each, "Nobody knows.") for each in asked)
    found = context("and the boats?", turns, PARTIES)
    assert (found.before, found.earlier, found.leans) == ("Who owns the pier?", "and since", True)
    assert context("What did they pay?", turns[:1], PARTIES).before == ""
    anew = Turn("New question: who steers the boats?", "Nobody knows.")
    assert context("and since", (*turns, anew), PARTIES).before == ""
    assert context("and since", (*turns, anew, Turn("When did he start?", "")), PARTIES).before == (
        "who steers the boats?"
    )


@pytest.mark.parametrize(
    ("question", "leaning"),
    [
        ("and the council", True),
        ("And since?", True),
        ("and who owns the boats", False),
        ("and", False),
        ("the council", False),
        ("and did Norvane reply", False),
    ],
)
def test_what_only_adds_to_the_question_before_always_leans_on_it(question: str, leaning: bool) -> None:
    turns = (Turn("How many sailings were cancelled?", "Nobody knows."),)
    assert context(question, turns, PARTIES).leans is leaning


def test_a_follow_up_may_ask_for_parties_other_than_the_last_one() -> None:
    found = context("anybody besides him?", (Turn("What did Jo Hill say?", ""),), PARTIES)
    assert found.besides
    assert found.party is not None
    assert found.party.name == "Jo Hill"


def test_the_reply_to_a_party_is_the_other_side_s() -> None:
    said = Turn("What does the review say about the wave limit?", "")
    found = context("and their reply?", (said,), PARTIES)
    assert found.asks_reply
    assert found.party is not None
    assert found.party.name == "Norvane Ferries"


def test_a_question_about_a_named_party_is_not_a_request_for_its_reply_to_the_one_before() -> None:
    turns = (Turn("Who is the mayor of Paris?", "Not in these documents."),)
    assert not context("How did Norvane respond to the review on the wave limit?", turns, PARTIES).asks_reply
    assert context("And their reply?", turns, PARTIES).asks_reply
    assert context("And what did Norvane reply to that?", turns, PARTIES).asks_reply
