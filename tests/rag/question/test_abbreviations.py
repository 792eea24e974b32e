"""Abbreviations by Schwartz and Hearst, and by initials."""

import pytest

from rag.question.abbreviations import definitions, initials


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The single inspection framework (SIF) began in 2013.", [("SIF", "single inspection framework")]),
        ("the Ministry of Tides (MoT) said", [("MoT", "Ministry of Tides")]),
        ("The buoys (see page 3) were red.", []),
        ("She was born in Brill (UK) that year.", []),
        ("The ferry (MV Solan) sank.", []),
    ],
)
def test_a_long_form_holds_the_letters_in_order(text: str, found: list[tuple[str, str]]) -> None:
    assert list(definitions(text)) == found


def test_initials_are_of_three_words_or_more() -> None:
    assert initials("National Audit Office") == "NAO"
    assert initials("Ministry of Tides and Locks") == "MTL"
    assert initials("Jo Hill") == ""
