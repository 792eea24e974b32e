"""The layers that were taught are laid over the pinned model, whose length they keep."""

from pathlib import Path
from typing import Any

import numpy as np

from rag.embedding.cross_encoder import CrossEncoder, OnnxCrossEncoder, built_in_files
from rag.embedding.taught_layers import LAYERS, taught


def test_what_is_added_stands_where_it_is_said_and_goes_round_at_255(tmp_path: Path) -> None:
    model, layers = tmp_path / "model", tmp_path / "layers.npz"
    model.write_bytes(bytes([10, 20, 30, 40, 250]))
    added: dict[str, Any] = {"1": np.array([1, 255], np.uint8), "4": np.array([8], np.uint8)}
    np.savez(layers, **added)
    assert taught(model, layers) == bytes([10, 21, 29, 40, 2])


def test_the_taught_model_is_as_long_as_the_pinned_one_and_another() -> None:
    model, _ = built_in_files()
    changed = taught(model, LAYERS)
    assert len(changed) == model.stat().st_size
    assert changed != model.read_bytes()


def test_a_near_miss_falls_further_behind_the_answer_than_before(encoder: CrossEncoder) -> None:
    """The kind that it was taught to tell: a sum is asked for, and the sentence tells another."""
    model, tokenizer = built_in_files()
    untaught = OnnxCrossEncoder(model, None, tokenizer, "untaught")
    question = "How much did the inquiry into the ferry cost?"
    texts = [
        "The inquiry into the ferry cost the council £48,000.",
        "The inquiry into the ferry found that its engine had cost £210,000.",
    ]

    def ahead(read: CrossEncoder) -> float:
        answer, near_miss = read.scores(question, texts)
        return answer - near_miss

    assert ahead(encoder) > ahead(untaught)
