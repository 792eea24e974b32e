"""What is told while an answer is made: its stages, its sentences, the whole, and what a chat model makes of it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rag.types import Answer, AnswerSentence, Citation


@dataclass(frozen=True, slots=True)
class Delta:
    """A sentence of the answer that has been verified, with the citations that it brings."""

    sentence: AnswerSentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """What is being done now: "searching", "reading" or "writing"; after the answer, what the chat model does with it:
    "choosing" or "wording"."""

    name: str


@dataclass(frozen=True, slots=True)
class Revised:
    """The answer as it is after a chat model was asked; it takes the place of the one before it, under the same id."""

    answer: Answer


Event = Stage | Delta | Answer | Revised


@dataclass(slots=True)
class Clock:
    """How long each stage took, in milliseconds."""

    milliseconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.milliseconds[stage] = round((time.perf_counter() - start) * 1000, 2)


def deltas(answer: Answer) -> Iterator[Delta]:
    """The sentences of an answer, each with its citations."""
    for sentence in answer.sentences:
        yield Delta(sentence, tuple(each for each in answer.citations if each.marker in sentence.citations))
