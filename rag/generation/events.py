"""What is told while an answer is made: its stages, its verified sentences, and at the end the whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from rag.types import Answer, AnswerSentence, Citation


@dataclass(frozen=True, slots=True)
class Delta:
    """A sentence of the answer that has been verified, with the citations that it brings."""

    sentence: AnswerSentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """What is being done now: "searching", "reading" or "writing"."""

    name: str


Event = Stage | Delta | Answer


def deltas(answer: Answer) -> Iterator[Delta]:
    """The sentences of an answer, each with its citations."""
    for sentence in answer.sentences:
        yield Delta(sentence, tuple(each for each in answer.citations if each.marker in sentence.citations))
