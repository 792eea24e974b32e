"""A follow-up becomes a question that stands by itself; what stands by itself stays as it was typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pieces import entry

from rag.parties.parties import Parties
from rag.question.rewrite import rewrite
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


def after(question: str, *said: str) -> str:
    """The question as it is searched after these, each answered with silence."""
    return rewrite(question, tuple(Turn(each, "Not in these documents.") for each in said), PARTIES)


@pytest.mark.parametrize(
    ("before", "question", "searched"),
    [
        ("Who is Jo Hill?", "What exactly did she promise?", "What exactly did Jo Hill promise?"),
        ("Who is Jo Hill?", "And what is her job?", "What is Jo Hill’s job?"),
        (
            "What did Norvane say about the pier?",
            "Why did they say so?",
            "Why did Norvane Ferries say so (the pier)?",
        ),
        (
            "What does the review say about the wave limit?",
            "What did the other side say about it?",
            "What did Norvane Ferries say about the wave limit?",
        ),
        (
            "What does the review say about a relief vessel?",
            "And what does the operator reply to that?",
            "What does the operator reply to a relief vessel?",
        ),
        ("How many sailings were cancelled?", "Why?", "Why (sailings were cancelled)?"),
        (
            "By how much did fares rise after the review?",
            "And what did Norvane reply to that?",
            "What did Norvane reply to fares rise after the review?",
        ),
        ("In which year did the pier close?", "Why?", "Why (the pier close)?"),
        (
            "What does the review say about fares?",
            "How did the council respond?",
            "How did the council respond (fares)?",
        ),
        ("What does the review say about fares?", "And the council?", "The council (fares)?"),
        ("What does the review say about fares?", "Who disagreed?", "Who disagreed (fares)?"),
    ],
)
def test_what_a_follow_up_points_back_to_is_put_in_words(before: str, question: str, searched: str) -> None:
    assert after(question, before) == searched


@pytest.mark.parametrize(
    "question",
    [
        "What does the review recommend?",
        "Who is Jo Hill and what did she promise?",
        "How many sailings were cancelled in January 2019?",
        "Did Norvane lower the wave limit?",
        "Who is the harbour master?",
        "When was the pier closed?",
        "Why did Norvane lower the limit?",
        "Where is the depth measured?",
        "Who is Jo Hill?",
    ],
)
def test_what_stands_by_itself_stays_as_it_was_typed(question: str) -> None:
    assert after(question, "What does the review say about a relief vessel?") == question


@pytest.mark.parametrize("question", ["What exactly did she promise?", "Why?", "And the other side?"])
def test_without_anything_before_it_nothing_is_added(question: str) -> None:
    assert after(question) == question


def test_how_an_answer_is_to_look_is_no_part_of_what_is_searched() -> None:
    assert after("What does the review recommend, in short") == "What does the review recommend"
    assert after("What does the review recommend as a list?") == "What does the review recommend ?"


def test_the_subject_before_the_last_question_is_still_known() -> None:
    found = after("What did she promise?", "Who is Jo Hill?", "When was the pier closed?")
    assert found.startswith("What did Jo Hill promise")


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=120)
    | st.sampled_from(["and he?", "it", "their", "her", "the other side?", "(((", "why"]),
    st.lists(st.builds(Turn, st.text(max_size=80), st.text(max_size=80)), max_size=3),
)
def test_rewriting_never_fails_and_never_empties_a_question(question: str, turns: list[Turn]) -> None:
    found = rewrite(question, turns, PARTIES)
    assert bool(found.strip()) == bool(question.strip())
    if not turns:
        assert all(word in question for word in found.split())


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["What did he say?", "And it?", "What about them?"]), st.text(max_size=120))
def test_characters_of_what_was_said_before_are_never_taken_for_a_pattern(question: str, said: str) -> None:
    assert rewrite(question, (Turn(f"{said} \\1 \\g<0> (?P<x>", said),), PARTIES)
