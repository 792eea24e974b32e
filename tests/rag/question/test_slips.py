"""Slips of typing: mended towards the documents' own words, and left alone where nothing is near."""

import pytest

from rag.question.slips import Slips, is_english

COUNTS = {"harbour": 9, "sailings": 4, "social": 6, "workers": 5, "tallow": 3, "marlow": 2, "cost": 7}
CAPITALS = {"tallow": "Tallow", "marlow": "Marlow"}
SLIPS = Slips(COUNTS, CAPITALS, lambda word: word in COUNTS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("harobur", "harbour"),  # two letters swapped
        ("harbou", "harbour"),  # one left out
        ("sailinggs", "sailings"),  # one too many
        ("socialworkers", "social workers"),
        ("than15", "than 15"),
        ("teh", "the"),
    ],
)
def test_a_slip_is_mended_to_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert SLIPS.mended(typed, name=False) == meant


@pytest.mark.parametrize("typed", ["zzyzx", "qelvorn"])
def test_what_is_near_to_nothing_stays_as_it_was_typed(typed: str) -> None:
    assert SLIPS.mended(typed, name=False) is None


def test_a_name_is_mended_to_a_name_of_the_documents_and_never_to_another_one() -> None:
    assert SLIPS.mended("Talolw", name=True) == "tallow"
    assert SLIPS.mended("Talow", name=True) == "tallow"
    assert SLIPS.mended("Tollow", name=True) is None  # another letter makes it another name
    assert SLIPS.mended("Sailinsg", name=True) is None  # no name of the documents


def test_a_word_that_stands_in_no_document_any_more_is_not_mended_to() -> None:
    gone = Slips(COUNTS, CAPITALS, lambda word: word != "tallow")
    assert gone.mended("Talow", name=True) is None


@pytest.mark.parametrize(
    ("word", "known"), [("repairing", True), ("colour", True), ("42", True), ("norvane", False)]
)
def test_english_is_known_in_all_its_forms_and_spellings(word: str, known: bool) -> None:
    assert is_english(word) is known
