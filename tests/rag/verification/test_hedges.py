"""Qualifiers that a draft must keep: how many, how often, how certain, alleged or planned."""

import pytest
from drafts import NOWHERE, aligned

from rag.verification.hedges import lost_qualifier


def lost(draft: str, source: str) -> str:
    return lost_qualifier(aligned(draft, source), NOWHERE)


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("All trains were late.", "Some trains were late."),
        ("Most trains were late.", "Few trains were late."),
        ("Trains were late.", "Some trains were late."),
        ("The mayor will resign.", "The mayor may resign."),
        ("The mayor resigned.", "The mayor will resign."),
        ("The mayor opened the museum.", "The mayor will open the museum."),
        ("The mayor will resign in May.", "The mayor resigned in May."),
        ("The mayor is to fine the museum.", "The mayor fined the museum."),
        ("Fares will fall in May.", "Fares have been falling since May."),
        ("Trains often stopped and often left.", "Trains often stopped but rarely left."),
        ("The stolen boat was found.", "The allegedly stolen boat was found."),
        ("The site was flooded.", "The site was partly flooded."),
        ("Hundreds of trains were late.", "Dozens of trains were late."),
    ],
)
def test_a_qualifier_that_is_gone_or_stronger_is_found(draft: str, source: str) -> None:
    assert lost(draft, source)


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("Some trains were late.", "Some trains were late."),
        ("Several trains were late.", "Some trains were late."),
        ("The mayor might resign.", "The mayor may resign."),
        ("The mayor would resign, she said.", "The mayor will resign."),
        ("The mayor will resign.", "The mayor is to resign."),
        ("The museum is to be opened by the mayor.", "The mayor will open the museum."),
        ("The reportedly stolen boat was found.", "The allegedly stolen boat was found."),
        ("The site was largely flooded.", "The site was mostly flooded."),
    ],
)
def test_a_qualifier_that_is_kept_in_other_words_is_kept(draft: str, source: str) -> None:
    assert lost(draft, source) == ""


def test_what_only_says_who_reports_needs_no_qualifier() -> None:
    alignment = aligned("Everyone says the boat was found.", "The boat was found.")
    assert lost_qualifier(alignment, frozenset({0, 1})) == ""
