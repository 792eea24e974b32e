"""Words for comparison, and words and marks as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.tokens import pieces, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jo Hill’s e-mail: late!", ["Jo", "Hill’s", "e-mail", ":", "late", "!"]),
        (
            "Dr. Hill of the U.S. wrote to ann@example.org.",
            "Dr. Hill of the U.S. wrote to ann@example.org .".split(),
        ),
        ("@hill of R&D", ["@hill", "of", "R&D"]),
        ("\ue000\ue000\ue000, she said", ["\ue000\ue000\ue000", ",", "she", "said"]),
        ("\ue000\ue000\ue001\ue001", ["\ue000\ue000", "\ue001\ue001"]),
    ],
)
def test_words_stand_as_they_are_written_beside_their_marks(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in pieces(text, 0, len(text))] == found


@given(st.text())
def test_nothing_but_white_space_is_between_pieces(text: str) -> None:
    covered = "".join(text[start:end] for start, end in pieces(text, 0, len(text)))
    assert covered == "".join(text.split())


@pytest.mark.parametrize(("written", "plain"), [("Café’s", "cafe"), ("U.S.", "us"), ("didn’t", "didn't")])
def test_words_are_plain_for_comparison(written: str, plain: str) -> None:
    assert [word.plain for word in words(written)] == [plain]
