from pathlib import Path

import numpy as np
import pytest

from rag.embedding.embedder import Embeddable, Embedder
from rag.embedding.minilm import weights_folder
from rag.embedding.onnx_export import default_embedder, export
from rag.errors import ModelUnusable
from rag.types import Precision

TEXTS = [
    "The harbour board answered the audit.",
    "Short.",
    "A ferry needs two engineers on every crossing, the auditors wrote. The company denied it. " * 12,
    "Überfahrt, ferry, паром, 渡し船",
    "word " * 600,
]


@pytest.mark.parametrize(("precision", "apart"), [("fp32", 1e-4), ("int8", 0.02)])
def test_vectors_equal_those_of_sentence_transformers(
    precision: Precision, apart: float, tmp_path: Path
) -> None:
    from rag.embedding.sentence_transformers import SentenceTransformerEmbedder

    reference = SentenceTransformerEmbedder(str(weights_folder()))
    ours = default_embedder(tmp_path, precision).embed([Embeddable(text) for text in TEXTS])
    theirs = reference.embed([Embeddable(text) for text in TEXTS])
    for mine, other in zip(ours, theirs, strict=True):
        assert float(mine.vector @ other.vector) == pytest.approx(1.0, abs=apart)


def test_each_sentence_of_a_passage_gets_a_vector_of_its_own(embedder: Embedder) -> None:
    text = "The ferry sank in March. Nobody disputed the price of butter."
    sentences = ((0, 24), (25, len(text)))
    found = embedder.embed([Embeddable(text, sentences)])[0].sentences
    query = embedder.query("When did the ship go down?")
    assert found.shape == (2, embedder.dimension)
    assert float(found[0] @ query) > float(found[1] @ query)


def test_a_sentence_beyond_what_the_model_reads_still_gets_a_unit_vector(embedder: Embedder) -> None:
    text = "word " * 600 + "The end."
    found = embedder.embed([Embeddable(text, ((len(text) - 8, len(text)),))])[0].sentences
    assert float(np.linalg.norm(found[0])) == pytest.approx(1.0, abs=1e-5)


def test_a_vector_does_not_hang_on_what_is_embedded_beside_it(embedder: Embedder) -> None:
    together = embedder.embed([Embeddable(text) for text in TEXTS])
    alone = [embedder.query(text) for text in TEXTS]
    assert all((each.vector == one).all() for each, one in zip(together, alone, strict=True))


def test_weights_that_are_not_the_official_ones_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(ModelUnusable, match="SHA-256"):
        export(tmp_path, tmp_path / "model.onnx")


def test_a_model_name_that_is_no_model_is_named_in_the_error() -> None:
    from rag.embedding.sentence_transformers import SentenceTransformerEmbedder

    with pytest.raises(ModelUnusable, match="no-such-model"):
        SentenceTransformerEmbedder("no-such-model")
