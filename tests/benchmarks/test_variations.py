"""A variation changes how a question is typed, and never what it asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.variations import (
    VARIATIONS,
    greeting,
    other_spelling,
    small_letters,
    tell_me,
    typing_error,
    without_diacritics,
)


def test_an_opening_makes_a_question_word_small_and_leaves_a_name() -> None:
    assert greeting("Who ran the mill?") == "hi, who ran the mill?"
    assert tell_me("Oxney mill: who ran it?") == "Yes, tell me: Oxney mill: who ran it?"


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("What did the labour centre decide?", "What did the labor center decide?"),
        ("Was the Harbor closed?", "Was the Harbour closed?"),
        ("WHO CANCELLED IT?", "WHO CANCELED IT?"),
        ("Who ran the mill?", "Who ran the mill?"),
    ],
)
def test_spelling_goes_both_ways_and_keeps_capitals(question: str, other: str) -> None:
    assert other_spelling(question) == other


def test_diacritics_are_left_out_and_nothing_else() -> None:
    assert without_diacritics("Did Zoë’s café pay £3?") == "Did Zoe’s cafe pay £3?"


@given(st.text(alphabet="abcdefghij ?", min_size=1, max_size=60))
def test_a_typing_error_is_one_slip_in_one_word(question: str) -> None:
    other = typing_error(question)
    assert other == typing_error(question)  # drawn by the text, the same each time
    assert abs(len(other) - len(question)) <= 1
    words, others = question.split(" "), other.split(" ")
    assert len(words) == len(others)
    changed = sum(one != two for one, two in zip(words, others, strict=True))
    assert changed == any(len(word) >= 5 for word in question.replace("?", " ").split())
    assert all(one == two for one, two in zip(words, others, strict=True) if len(one.strip("?")) < 5)


@given(st.text(max_size=80))
def test_every_variation_of_any_text_is_text(question: str) -> None:
    for vary in VARIATIONS.values():
        assert isinstance(vary(question), str)
    assert small_letters(small_letters(question)) == small_letters(question)
