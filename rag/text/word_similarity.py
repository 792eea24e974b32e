"""Measure how similar two words are in meaning: "workload" and "volume", "promise" and "pledge".

The first layer of the embedding model holds a vector for each word-piece, learned with the rest. Read straight from
the weights' file they say, without running the model, that a sentence which lacks a word of the question has one
close to it. It is a weak sign beside the word itself, and is counted as one.
"""

import json
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.embedding.embedder import Vector, unit
from rag.embedding.minilm import tokenizer, weights_folder

TENSOR = "embeddings.word_embeddings.weight"
_LOT = 2000  # rows made at once
_KEPT = 8192  # words whose vectors are kept, in 12 megabytes: a question's passages have some 1,500 different ones
_ORDINARY = slice(1996, 12000, 5)  # rows whose mean is what all words have in common


@dataclass(frozen=True, slots=True)
class _Known:
    """Vectors that were made, and the row of each word in them; both only grow."""

    rows: dict[str, int]
    vectors: Vector


class Likeness:
    """Word vectors of the file of the weights, held in half precision: 23 megabytes, where the file mapped takes 40."""

    def __init__(self, weights: Path) -> None:
        self._weights = weights
        self._known = _Known({}, np.empty((0, 0), dtype=np.float32))
        self._adding = threading.Lock()

    def between(self, ones: Sequence[str], others: Sequence[str]) -> Vector:
        """Cosines, none below 0: (number of `ones`, number of `others`)."""
        if not ones or not others:
            return np.zeros((len(ones), len(others)), dtype=np.float32)
        return self.cosines(ones, self.vectors(others))

    def cosines(self, ones: Sequence[str], others: Vector) -> Vector:
        """The same, of words whose `vectors` are at hand."""
        if not ones or not len(others):
            return np.zeros((len(ones), len(others)), dtype=np.float32)
        return np.asarray(np.maximum(self.vectors(ones) @ others.T, 0.0), dtype=np.float32)

    def vectors(self, words: Sequence[str]) -> Vector:
        """For each word the mean of its pieces, less what all words share, at length one; zeros where it has none."""
        different = dict.fromkeys(words)
        if len(different) > _KEPT:
            return self._made(words)
        known = self._known
        if not different.keys() <= known.rows.keys():
            with self._adding:
                known = self._known = self._with(different)
        return known.vectors[[known.rows[word] for word in words]]

    def _with(self, words: Collection[str]) -> "_Known":
        """What is known, with these words. Where they have no room it is begun anew, beside what others still read."""
        known = self._known
        new = [word for word in words if word not in known.rows]
        if len(known.rows) + len(new) > len(known.vectors):
            known = _Known({}, np.empty((_KEPT, self._rows.shape[1]), dtype=np.float32))
            new = list(words)
        first = len(known.rows)
        known.vectors[first : first + len(new)] = self._made(new)
        known.rows.update(zip(new, range(first, first + len(new)), strict=True))
        return known

    def _made(self, words: Sequence[str]) -> Vector:
        pieces = [self._pieces_of(word) for word in words]
        counts = np.array([len(each) for each in pieces])
        found = self._rows[[each[0] if each else 0 for each in pieces]].astype(np.float32)
        for number in range(1, counts.max(initial=1)):
            further = np.flatnonzero(counts > number)
            found[further] += self._rows[[pieces[place][number] for place in further]]
        found[counts == 0] = 0
        return unit(found)

    @staticmethod
    def _pieces_of(word: str) -> tuple[int, ...]:
        whole = tokenizer().token_to_id(word) if word.isalnum() else None  # most words are one piece
        return (
            (whole,) if whole is not None else tuple(tokenizer().encode(word, add_special_tokens=False).ids)
        )

    @cached_property
    def _rows(self) -> NDArray[np.float16]:
        """One row for each word-piece, less what all words share (safetensors: a header in JSON, then the numbers)."""
        file = self._weights / "model.safetensors"
        with file.open("rb") as opened:
            length = int.from_bytes(opened.read(8), "little")
            entry = json.loads(opened.read(length))[TENSOR]
        start = 8 + length + entry["data_offsets"][0]
        exact = np.memmap(file, np.float32, "r", offset=start, shape=tuple(entry["shape"]))
        common = exact[_ORDINARY].mean(axis=0)
        held = np.empty(exact.shape, dtype=np.float16)
        for first in range(0, len(held), _LOT):
            held[first : first + _LOT] = exact[first : first + _LOT] - common
        return held


@lru_cache(maxsize=1)
def built_in() -> Likeness:
    """Over the weights that arrive with the installation, whatever model embeds the passages."""
    return Likeness(weights_folder())
