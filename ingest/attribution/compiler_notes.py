"""Which sentences of a summary are about the papers themselves: "The page shows no date."

Whoever compiled the summary says these, not the source, so they are nobody's words and no answer to what somebody did.
A logistic regression over a sentence's vector and its words, learned from `notes/examples.tsv` when the first summary
comes in; of the third of the examples that is held out by their hashes .95 were told right (tests hold .9).
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from itertools import pairwise

import numpy as np

from rag.embedding.embedder import Embeddable, Embedder, Vector
from rag.types import Sentence

_WORD = re.compile(r"[^\W_]+")
_OCCURRENCES = 3  # examples in which a word or pair of words has to stand to count
_SCALE = 0.25  # of a word beside the vector, whose length is 1
_RIDGE = 1e-3
_STEPS = 12  # of Newton's method; it settles after eight
_SURE = 0.6  # a sentence of the source that is taken for a note is lost


@dataclass(frozen=True, slots=True)
class NoteExample:
    """A sentence of a summary, and whether it is about the papers themselves."""

    note: bool
    sentence: str

    @property
    def held_out(self) -> bool:
        """Is this one of the third that measures what the others teach?"""
        return hashlib.sha256(self.sentence.encode()).digest()[0] % 3 == 0


@dataclass(frozen=True, slots=True)
class NoteWeights:
    """One for each dimension of a vector, each of the `words`, and the bias."""

    words: tuple[str, ...]
    values: Vector


class CompilerNotes:
    """Tells the compiler's notes from what a source says; `embedder` makes the vectors."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def marked(self, text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """The sentences of a summary; those about the papers themselves with the role `note` and no speaker."""
        body = [each for each in sentences if each.role in ("body", "item")]
        if not body:
            return tuple(sentences)
        found = self.probabilities([text[each.start : each.end] for each in body])
        notes = {
            each.start for each, probability in zip(body, found.tolist(), strict=True) if probability >= _SURE
        }
        return tuple(
            replace(each, role="note", speaker=None, said_via=None) if each.start in notes else each
            for each in sentences
        )

    def probabilities(self, sentences: Sequence[str]) -> Vector:
        """For each sentence the probability that it is the compiler's own."""
        return predicted(self._weights, sentences, self._vectors(sentences))

    @cached_property
    def _weights(self) -> NoteWeights:
        known = examples()
        return learned(known, self._vectors([each.sentence for each in known]))

    def _vectors(self, sentences: Sequence[str]) -> Vector:
        return np.array(
            [each.vector for each in self._embedder.embed([Embeddable(text) for text in sentences])]
        )


def examples() -> tuple[NoteExample, ...]:
    """Every labelled sentence."""
    lines = files(__package__).joinpath("notes", "examples.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(
        NoteExample(kind == "note", sentence) for kind, sentence in (line.split("\t") for line in lines[1:])
    )


def learned(known: Sequence[NoteExample], vectors: Vector) -> NoteWeights:
    """Weights from examples and their vectors, by Newton's method on the regularised log loss."""
    counts = Counter(part for each in known for part in _parts(each.sentence))
    words = tuple(sorted(part for part, count in counts.items() if count >= _OCCURRENCES))
    rows = _rows(words, [each.sentence for each in known], vectors).astype(np.float64)
    truth = np.array([each.note for each in known], dtype=np.float64)
    penalty = np.full(rows.shape[1], _RIDGE * len(rows))
    penalty[-1] = 1e-9  # the bias is free
    values = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-rows @ values))
        slope = rows.T @ (truth - chance) - penalty * values
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty)
        values += np.linalg.solve(bend, slope)
    return NoteWeights(words, values.astype(np.float32))


def predicted(weights: NoteWeights, sentences: Sequence[str], vectors: Vector) -> Vector:
    """For each sentence the probability that it is a note."""
    return np.asarray(
        1 / (1 + np.exp(-_rows(weights.words, sentences, vectors) @ weights.values)), dtype=np.float32
    )


def _rows(words: Sequence[str], sentences: Sequence[str], vectors: Vector) -> Vector:
    places = {word: place for place, word in enumerate(words)}
    held = np.zeros((len(sentences), len(words)), dtype=np.float32)
    for number, sentence in enumerate(sentences):
        held[number, [places[part] for part in _parts(sentence) if part in places]] = _SCALE
    return np.hstack([vectors, held, np.ones((len(sentences), 1), dtype=np.float32)])


def _parts(sentence: str) -> set[str]:
    """The words of a sentence and its pairs of words."""
    found = _WORD.findall(sentence.casefold())
    return {*found, *(f"{one} {other}" for one, other in pairwise(found))}
