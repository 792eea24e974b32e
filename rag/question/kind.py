"""What kind of question it is: a fact, a summary, a comparison, what is held …, each with a probability.

A multinomial logistic regression over the question's vector and its small words, learned from `kinds/examples.tsv`.
`python -m benchmarks kinds` measures it on the third that is held out; with `--write` it learns from all examples and
writes `kinds/weights.npz`. The weights fit the vectors of the built-in model; where another one embeds the documents,
the built-in one still reads the question's kind.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from itertools import pairwise
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from rag.embedding.embedder import DEFAULT_MODEL, Embedder, Vector
from rag.embedding.minilm import VOCABULARY
from rag.embedding.onnx_export import default_embedder
from rag.question.analysis import Asked, Term
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import FUNCTION
from rag.types import AskedKind

KINDS: tuple[AskedKind, ...] = get_args(AskedKind)
_SEVERAL = [KINDS.index(kind) for kind in ("list", "summary", "order", "comparison")]
_DATA = "kinds"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[?;]")
_SCALE = 0.25  # of a word beside the vector, whose length is 1
_BEGINNING, _END = "<", ">"
_FRAME = re.compile(r"(?P<frame>[^:?]+?)\s*:\s[^:]*[,;]")  # before a list
_JOINED = ("s", "re", "ve", "ll", "d", "nt", "m")  # "whats", "youve", as they are typed
# From this probability on an answer takes a form of its own: of the held-out questions understood as one of these kinds
# .93 were.
CERTAIN = 0.45
SAFE = 0.6  # from this probability on the kind was right for .95 of the held-out questions


@dataclass(frozen=True, slots=True)
class Example:
    """A question as people type it, and its kind."""

    kind: AskedKind
    question: str

    @property
    def held_out(self) -> bool:
        """Is this one of the third that measures what the others teach?"""
        return hashlib.sha256(self.question.encode()).digest()[0] % 3 == 0


@dataclass(frozen=True, slots=True)
class Understanding:
    """The most probable kind of a question and its probability.

    `several`: the probability that it is of one of the kinds that several sentences answer together, whichever.
    """

    kind: AskedKind = "fact"
    probability: float = 0.0
    several: float = 0.0


UNKNOWN = Understanding()


@dataclass(frozen=True)
class Weights:
    """`matrix` has a row for each dimension of a vector, each of the `words`, and the bias; a column for each kind."""

    words: tuple[str, ...]
    matrix: Vector

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Each of the `words` and its number."""
        return {word: place for place, word in enumerate(self.words)}


class QuestionKinds:
    """Reads the kind of a question from its text and vector; `embedder` made the vectors."""

    def __init__(self, embedder: Embedder) -> None:
        self._fits = embedder.fingerprint.startswith(f"{DEFAULT_MODEL}:")
        self._given = embedder

    def of(self, question: str, vector: Vector) -> Understanding:
        """The kind of a question whose vector is `vector`.

        What stands before a colon says what is asked of the things after it, which would hide it: "put these in
        order: …".
        """
        whole = self._best(question, vector if self._fits else self._embedder.query(question))
        frame = _FRAME.match(question)
        if frame is None:
            return whole
        alone = self._best(frame["frame"], self._embedder.query(frame["frame"]))
        only_asks = set(_words(frame["frame"])) <= FUNCTION | asking_words(alone.kind)
        return alone if only_asks and alone.probability > whole.probability else whole

    def _best(self, question: str, vector: Vector) -> Understanding:
        (row,) = probabilities(built_in(), [question], vector[None, :])
        best = int(row.argmax())
        return Understanding(KINDS[best], float(row[best]), float(row[_SEVERAL].sum()))

    @cached_property
    def _embedder(self) -> Embedder:
        return self._given if self._fits else default_embedder()


@cache
def asking_words(kind: AskedKind) -> frozenset[str]:
    """Words by which people ask for this kind of answer ("verbatim", "timeline"), and that name no subject."""
    joined = {f"{word}{ending}" for word in FUNCTION for ending in _JOINED}
    asking = lexicon.words("kind_words", kind) | lexicon.words("question_fillers")
    return frozenset(joined | asking | lexicon.words("document_words"))


@cache
def _chatted() -> frozenset[str]:
    return frozenset(word for each in examples() if each.kind == "chat" for word in _words(each.question))


def is_a_word(plain: str) -> bool:
    """Is it English, or typed in some greeting? "thx" is; "xxxxxxxx" is not."""
    return plain in VOCABULARY or plain in _chatted()


def subject(asked: Asked, kind: AskedKind) -> tuple[Term, ...]:
    """The terms of a question that name what it is about, without those that ask for an answer of its kind."""
    return tuple(term for term in asked.terms if re.sub("['’]", "", term.plain) not in asking_words(kind))


def examples() -> tuple[Example, ...]:
    """Every labelled question."""
    lines = files(__package__).joinpath(_DATA, "examples.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    kinds = {str(kind): kind for kind in KINDS}
    return tuple(Example(kinds[kind], question) for kind, question in rows)


@cache
def built_in() -> Weights:
    """The weights for the built-in embedding model."""
    with as_file(files(__package__).joinpath(_DATA, "weights.npz")) as path, np.load(path) as kept:
        return Weights(tuple(kept["words"].tolist()), kept["matrix"].astype(np.float32))


def probabilities(weights: Weights, questions: Sequence[str], vectors: Vector) -> Vector:
    """A row for each question, a column for each of `KINDS`."""
    rows = _rows(weights.places, questions, vectors)
    return np.asarray(softmax(rows @ weights.matrix), dtype=np.float32)


def rows_of(words: Sequence[str], questions: Sequence[str], vectors: Vector) -> Vector:
    """Of each question its vector, which of the `words` it has, and a one."""
    return _rows({word: place for place, word in enumerate(words)}, questions, vectors)


def _rows(places: Mapping[str, int], questions: Sequence[str], vectors: Vector) -> Vector:
    held = np.zeros((len(questions), len(places)), dtype=np.float32)
    for number, question in enumerate(questions):
        held[number, [places[part] for part in parts_of(question) if part in places]] = _SCALE
    return np.hstack([vectors, held, np.ones((len(questions), 1), dtype=np.float32)])


def _words(question: str) -> list[str]:
    return [re.sub("['’]", "", word) for word in _WORD.findall(question.casefold())]


def parts_of(question: str) -> set[str]:
    """The words of a question and its pairs of words, ends included."""
    found = _words(question)
    return {*found, *(f"{one} {other}" for one, other in pairwise([_BEGINNING, *found, _END]))}


def softmax(scores: NDArray[Any]) -> NDArray[Any]:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))
