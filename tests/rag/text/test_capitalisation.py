"""What a capital letter means where a sentence begins."""

import pytest

from rag.text.capitalisation import capitalisation, is_name

NOTHING = capitalisation("")


@pytest.mark.parametrize(
    ("before", "word", "following", "opens", "name"),
    [
        ("told", "Leeds", "that", False, True),
        ("", "Fares", "rose", True, False),
        ("", "Sometimes", "Hill", True, False),
        ("", "Hutchings", "rowed", True, True),
        ("on", "Monday", ".", False, False),
        ("at", "New", "Year", False, False),
        ("New", "Year", "came", False, False),
        ("the", "Leeds-based", "firm", False, False),
        ("", "Baker", "Street", True, True),
        ("", "Radiologist", "Mary", True, False),
        ("", "Did", "Hill", True, False),
    ],
)
def test_a_word_of_a_name_is_told(before: str, word: str, following: str, opens: bool, name: bool) -> None:
    assert is_name(before, word, following, opens, NOTHING) == name


def test_what_the_rest_of_the_text_writes_decides() -> None:
    assert is_name("", "Marrow", "rowed", True, capitalisation("They met Marrow. Then Hill left Marrow."))
    assert not is_name("", "Marrow", "rowed", True, capitalisation("A marrow grew. The marrow was ripe."))


@pytest.mark.parametrize(
    ("word", "following", "name"),
    [
        ("KS", "said", True),
        ("BS", "replied", True),
        ("MS", "asked", True),
        ("DR", "agreed", True),
        ("MP", "said", False),
        ("NO", "staff", False),
        ("Bs", "said", False),
    ],
)
def test_initials_that_open_a_sentence_in_small_letters_are_a_name(
    word: str, following: str, name: bool
) -> None:
    assert is_name("", word, following, True, NOTHING) == name


def test_a_word_that_the_text_writes_small_too_is_no_initials() -> None:
    assert not is_name("", "GAS", "prices", True, capitalisation("The gas was cut off."))
