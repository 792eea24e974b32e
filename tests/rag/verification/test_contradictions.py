"""Contradictions of a source sentence by a draft that uses its words."""

import pytest
from drafts import NOWHERE, aligned
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.verification.contradictions import contradiction

SENTENCES = (
    "The council did not repair the bridge.",
    "Sales rose by 5 per cent in May.",
    "The mine may be closed next year.",
    "Harris sold the boat to Bolton.",
    "Nobody answered the letter.",
    "The firm refused to pay the fine.",
)


def found(draft: str, source: str) -> str:
    return contradiction(aligned(draft, source), NOWHERE, NOWHERE)


@settings(deadline=None)
@given(st.sampled_from(SENTENCES))
def test_a_sentence_never_contradicts_itself(sentence: str) -> None:
    assert found(sentence, sentence) == ""


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("The council repaired the bridge.", "The council did not repair the bridge."),
        ("The council did not repair the bridge.", "The council repaired the bridge."),
        ("It is not true that nobody answered.", "Nobody answered the letter."),
        ("Sales fell by 5 per cent in May.", "Sales rose by 5 per cent in May."),
        ("The mine is closed.", "The mine may be closed."),
        ("Bolton sold the boat to Harris.", "Harris sold the boat to Bolton."),
        ("The firm paid the fine.", "The firm refused to pay the fine."),
        ("The Hull office was closed.", "The Leeds office was closed."),
        ("The water is safe.", "The water is unsafe."),
    ],
)
def test_a_draft_that_says_the_contrary_is_found(draft: str, source: str) -> None:
    assert found(draft, source)


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("The bridge was not repaired by the council.", "The council did not repair the bridge."),
        ("The council left the bridge unrepaired.", "The council did not repair the bridge."),
        ("Sales increased by 5 per cent in May.", "Sales rose by 5 per cent in May."),
        ("The mine may be shut.", "The mine may be closed."),
        ("The boat was sold to Bolton by Harris.", "Harris sold the boat to Bolton."),
    ],
)
def test_another_wording_of_the_same_is_no_contradiction(draft: str, source: str) -> None:
    assert found(draft, source) == ""


def test_the_words_that_only_say_who_reports_may_deny_nothing() -> None:
    alignment = aligned("Harris did not say when: the bridge was closed.", "The bridge was closed.")
    reporting = frozenset(range(5))
    assert contradiction(alignment, NOWHERE, NOWHERE)
    assert contradiction(alignment, reporting, reporting) == ""
