"""Embeds texts: one vector for each passage, and one for each of its sentences from the same pass.

A sentence's vector is the mean of its own tokens as the model saw them in the passage, so that "he promised a review"
depends on who "he" is, and no second pass is needed.
"""

import hashlib
import os
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from rag.embedding.onnx_session import open_session, run_all

Vector = NDArray[np.float32]

DEFAULT_MODEL = "all-MiniLM-L6-v2"
# The official file's, as published with the model; the package that carries it is a third party's.
DEFAULT_MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_NICE = 10  # of 19: the priority at which many texts are embedded
WORD_PIECES = 256  # the most that MiniLM reads; the rest of a longer text is ignored


@dataclass(frozen=True, slots=True)
class Embeddable:
    """A text to embed and the sentences in it, as offsets into `text`."""

    text: str
    sentences: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Embedded:
    """Unit vectors: `vector` is (dimension,), `sentences` is (number of sentences, dimension)."""

    vector: Vector
    sentences: Vector


class Embedder(Protocol):
    """Turns texts into unit vectors. `fingerprint` changes when the vectors would."""

    fingerprint: str
    dimension: int

    def embed(self, texts: Sequence[Embeddable]) -> list[Embedded]: ...

    def query(self, text: str) -> Vector: ...

    def question(self, text: str) -> Vector:
        """The vector of a question, near those of sentences that answer it; `query` is near what is alike."""
        ...

    def counts(self, texts: Sequence[str]) -> list[int]:
        """The number of word-pieces of each text, without the model's two markers."""
        ...


def unit(rows: NDArray[Any]) -> Vector:
    """Rows scaled to length one; a row of zeros stays as it is."""
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.where(norms == 0, 1, norms), dtype=np.float32)


class OnnxEmbedder:
    """The default model on ONNX Runtime, one text at a time on each processor.

    Without padding a text's vector does not depend on the others, and this is no slower than batches.
    """

    dimension = 384

    def __init__(self, model: Path, questions: Path, tokenizer: Tokenizer, fingerprint: str) -> None:
        """`questions` is the model as it was taught to read them; `tokenizer` must not truncate."""
        self.fingerprint = fingerprint
        self._model = model
        self._questions = questions
        self._tokenizer = tokenizer

    @cached_property
    def _session(self) -> Any:
        return open_session(self._model)

    @cached_property
    def _asking(self) -> Any:
        return open_session(self._questions)

    @cached_property
    def _workers(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count() or 1, "embedding", _give_way)

    def counts(self, texts: Sequence[str]) -> list[int]:
        return [len(each.ids) for each in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    def query(self, text: str) -> Vector:
        return self._embed(Embeddable(text)).vector

    def question(self, text: str) -> Vector:
        _, tokens = self._tokens(self._asking, text)
        return unit(tokens.mean(axis=0))

    def embed(self, texts: Sequence[Embeddable]) -> list[Embedded]:
        """Vectors in the order of `texts`."""
        if len(texts) == 1:
            return [self._embed(texts[0])]
        return run_all(self._workers, self._embed, texts, [each.text for each in texts])

    def _embed(self, item: Embeddable) -> Embedded:
        starts, tokens = self._tokens(self._session, item.text)
        vector = unit(tokens.mean(axis=0))
        return Embedded(vector, _pool(tokens, starts, item.sentences, vector))

    def _tokens(self, session: Any, text: str) -> tuple[NDArray[Any], Vector]:
        """Where in the text each token begins, and what the model gives for it: (tokens, dimension)."""
        encoding = self._tokenizer.encode(text)
        read = np.arange(len(encoding.ids))
        if len(read) > WORD_PIECES:
            read = read[[*range(WORD_PIECES - 1), -1]]  # the last is the model's own mark of the end
        ids = np.array([encoding.ids], dtype=np.int64)[:, read]
        feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        ((tokens,),) = session.run(None, feeds)
        return np.array([offset[0] for offset in encoding.offsets])[read], tokens


def _give_way() -> None:
    """Lower the priority of this thread below that of questions, where the system has priorities for threads."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)


def _pool(
    tokens: Vector, starts: NDArray[Any], sentences: Sequence[tuple[int, int]], whole: Vector
) -> Vector:
    """The mean of each sentence's own tokens; a sentence beyond the model's limit gets the vector of the whole text.

    The first and last token are the model's markers and belong to no sentence.
    """
    rows = np.empty((len(sentences), tokens.shape[1]), dtype=np.float32)
    place = np.arange(len(starts))
    inner = (place > 0) & (place < len(starts) - 1)
    for number, (start, end) in enumerate(sentences):
        inside = inner & (starts >= start) & (starts < end)
        rows[number] = tokens[inside].mean(axis=0) if inside.any() else whole
    return unit(rows)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
