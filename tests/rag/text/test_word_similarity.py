"""How alike words are, read from the weights of the embedding model without running it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from rag.embedding.minilm import weights_folder
from rag.text import word_similarity
from rag.text.word_similarity import Likeness, built_in


def test_a_word_is_like_itself_and_more_like_its_kin_than_like_a_stranger() -> None:
    alike = built_in().between(["promise", "workload"], ["promise", "pledge", "herring"])
    assert alike[0, 0] == pytest.approx(1, abs=1e-5)
    assert alike[0, 1] > 2 * alike[0, 2]
    assert alike[1].max() < 0.5


def test_words_of_other_scripts_and_made_up_words_have_vectors_too() -> None:
    alike = built_in().between(["渡轮", "zzqx"], ["渡轮", "zzqx"])
    assert alike.diagonal() == pytest.approx([1, 1], abs=1e-5)


def test_what_has_no_word_pieces_is_like_nothing() -> None:
    alike = built_in().between(["", "pier"], ["", "pier"])
    assert alike.tolist() == [[0, 0], [0, pytest.approx(1, abs=1e-5)]]


def test_no_words_make_an_empty_table() -> None:
    assert built_in().between([], ["pier"]).shape == (0, 1)
    assert built_in().between(["pier"], []).shape == (1, 0)


def test_a_similarity_is_never_negative() -> None:
    words = "pier council wave 40 Sunday of".split()
    assert bool(np.all(built_in().between(words, words) >= 0))


def test_a_vector_is_made_once_and_is_the_same_whoever_asks_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Few are kept here, so that they are begun anew again and again while other threads read."""
    monkeypatch.setattr(word_similarity, "_KEPT", 12)
    alike = Likeness(weights_folder())
    words = [
        f"{one}{other}" for one in ("sea", "un", "re") for other in "shore bound wall told made paid".split()
    ]
    alone = {word: alike.vectors([word])[0] for word in words}
    lots = [
        [words[(start + step * each) % 18] for each in range(9)] for start in range(18) for step in (1, 5, 7)
    ]
    with ThreadPoolExecutor(4) as threads:
        for lot, found in zip(lots, threads.map(alike.vectors, lots), strict=True):
            assert np.array_equal(found, [alone[word] for word in lot])
    assert np.array_equal(alike.vectors(words), [alone[word] for word in words])  # more than are kept

    made: list[str] = []
    make = Likeness._made

    def noted(self: Likeness, new: Sequence[str]) -> object:
        made.extend(new)
        return make(self, new)

    monkeypatch.setattr(Likeness, "_made", noted)
    alike = Likeness(weights_folder())
    for lot in (["quay", "pier"], ["pier", "quay", "boat"], ["boat", "boat"]):
        alike.vectors(lot)
    assert made == ["quay", "pier", "boat"]
