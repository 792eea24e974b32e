"""How alike words are, read from the weights of the embedding model without running it."""

import numpy as np
import pytest

from rag.text.word_similarity import built_in


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


def test_nothing_is_less_than_unlike() -> None:
    words = "pier council wave 40 Sunday of".split()
    assert bool(np.all(built_in().between(words, words) >= 0))
