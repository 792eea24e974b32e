"""What a cross-encoder has read is not read again."""

from collections.abc import Sequence

import pytest

from rag.overviews import remembered
from rag.overviews.remembered import Remembered


class Lengths:
    """Scores a text by its length, and tells what it was given."""

    fingerprint = "lengths"

    def __init__(self) -> None:
        self.read: list[str] = []

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        self.read += texts
        return [float(len(query) + len(text)) for text in texts]


def test_only_new_pairs_are_read_and_scores_keep_their_places() -> None:
    own = Lengths()
    encoder = Remembered(own)
    assert encoder.scores("q", ["a", "bbb"]) == [2.0, 4.0]
    assert encoder.scores("q", ["bbb", "cc", "a", "cc"]) == [4.0, 3.0, 2.0, 3.0]
    assert encoder.scores("other", ["a"]) == [6.0]
    assert own.read == ["a", "bbb", "cc", "a"]


def test_the_oldest_pairs_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_MOST", 2)
    own = Lengths()
    encoder = Remembered(own)
    for text in ("a", "bb", "ccc", "a"):
        encoder.scores("q", [text])
    assert own.read == ["a", "bb", "ccc", "a"]
