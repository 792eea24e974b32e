"""The sentences of the passages that were found, read once for all that is asked of them.

A question of several parts, each party's view on it and the next question weigh the same sentences anew; what does
not depend on what is asked is worked out here and kept: their words, what stands before and above them, and which of
them may be shown.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from rag.embedding.embedder import Vector
from rag.question.scope import orders
from rag.storage.revision.turns import questions_of_answers
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import Token, names_behind_the_first, tokens
from rag.text.word_similarity import built_in
from rag.types import Hit, Passage, Sentence

# "You asked why", "you asked, I think in jest, what": what a reply was asked.
_ASKS = lexicon.alternatives(lexicon.words("question_words", "asks"))
_RESTATES = re.compile(
    rf"\b(?:{lexicon.phrases('restating_words')})(?:,[^,.;?]{{1,40}})?,?\s+(?:{_ASKS})\b", re.IGNORECASE
)
_REPLIES = 4  # sentences of a paragraph that reply to what it says was asked
_ELLIPTIC = 4  # words of a question that is not understood without what is said before it
_FEW = 6  # words of an answer's first sentence that the next one is read with
_KEPT = 256  # passages with their words, of some two thousand sentences


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with its words."""

    sentence: Sentence
    text: str
    words: tuple[Token, ...]
    stems: frozenset[str]
    telling: tuple[str, ...]  # the plain forms of its telling words, each once
    named: frozenset[str]  # the stems of those with a capital that do not open it


@dataclass(frozen=True, slots=True)
class Worded:
    """The sentences of a passage in order: the one `before` each, as far as it is read with it, the heading `above`
    it, and whether it may be `shown`."""

    sentences: tuple[ReadSentence, ...]
    before: tuple[str, ...]
    above: tuple[str, ...]
    shown: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was found, with its sentences in order; `cosines` are of their vectors to the query's."""

    hit: Hit
    sentences: tuple[ReadSentence, ...]
    cosines: Sequence[float]


@dataclass(frozen=True, slots=True)
class SentenceCandidate:
    """A sentence that may be shown: the number of its passage and its place there, the sentence before it, as far as
    it is read with it, and the heading above."""

    passage: int
    place: int
    before: str
    heading: str


@dataclass(frozen=True, slots=True)
class WordsTold:
    """The telling words of several sentences: a row of `vectors` for each different word, the `rows` of each
    sentence's words one after the other, and how many each sentence has."""

    vectors: Vector
    rows: NDArray[np.int64]
    counts: NDArray[np.int64]


@dataclass(frozen=True)
class Gathered:
    """The passages with their sentences in order; `candidates` are those that may be shown, each once."""

    hits: tuple[Hit, ...]
    passages: tuple[Found, ...]
    candidates: tuple[SentenceCandidate, ...]

    def read(self, candidate: SentenceCandidate) -> ReadSentence:
        return self.passages[candidate.passage].sentences[candidate.place]

    @cached_property
    def told(self) -> WordsTold:
        """The telling words of the candidates."""
        told = [self.read(each).telling for each in self.candidates]
        vocabulary = list(dict.fromkeys(chain.from_iterable(told)))
        place = dict(zip(vocabulary, range(len(vocabulary)), strict=True))
        counts = np.array([len(words) for words in told], dtype=np.int64)
        rows = np.fromiter(map(place.__getitem__, chain.from_iterable(told)), np.int64, counts.sum())
        return WordsTold(built_in().vectors(vocabulary), rows, counts)


def gather(
    hits: Sequence[Hit],
    sentences: Mapping[str, tuple[tuple[Sentence, ...], Vector]],
    vector: Vector,
    heard: Callable[[str | None], bool],
) -> Gathered:
    """The sentences of all hits; `sentences` are those of `Library.sentence_vectors`, `vector` is the question's, and
    only those of speakers that are `heard` count."""
    passages: list[Found] = []
    candidates: dict[tuple[str, int], SentenceCandidate] = {}  # by where each sentence stands
    for hit in hits:
        if hit.passage.id not in sentences:  # removed meanwhile
            continue
        found, worded = read_passage(hit, *sentences[hit.passage.id], vector)
        for place, each in enumerate(found.sentences):
            if worded.shown[place] and heard(each.sentence.speaker):
                where = hit.passage.document_id, each.sentence.start
                held = candidates.get(where)
                if held is None:
                    candidates[where] = SentenceCandidate(
                        len(passages), place, worded.before[place], worded.above[place]
                    )
                elif not held.before:  # it opens that passage
                    candidates[where] = replace(held, before=worded.before[place])
        passages.append(found)
    return Gathered(tuple(hits), tuple(passages), tuple(candidates.values()))


def read_passage(
    hit: Hit, sentences: tuple[Sentence, ...], vectors: Vector, vector: Vector
) -> tuple[Found, Worded]:
    """The sentences of one passage with their words; `vectors` are theirs, `vector` is the question's."""
    cosines = (vectors @ vector).tolist()
    worded = _worded(hit.passage, hit.metadata.text_type == "summary", sentences[: len(cosines)])
    return Found(hit, worded.sentences, cosines), worded


@lru_cache(maxsize=_KEPT)
def _worded(passage: Passage, is_summary: bool, sentences: tuple[Sentence, ...]) -> Worded:
    """All that can be said of a passage's sentences whatever is asked."""
    read = tuple(_with_words(passage, each) for each in sentences)
    questions = questions_of_answers(sentences, [each.text for each in read])
    ordering = _orders_in(passage, read)
    return Worded(
        read,
        tuple(_before(passage, read, place, questions.get(place)) for place in range(len(read))),
        tuple(_heading(passage, read, place) for place in range(len(read))),
        tuple(each.sentence.start not in ordering and _may_be_cited(is_summary, each) for each in read),
    )


def _with_words(passage: Passage, sentence: Sentence) -> ReadSentence:
    text = passage.text[sentence.start - passage.start : sentence.end - passage.start]
    found = tokens(text)
    return ReadSentence(
        sentence,
        text,
        found,
        frozenset(word.stem for word in found),
        tuple(dict.fromkeys(word.plain for word in found if word.tells)),
        names_behind_the_first(text, found),
    )


def _before(passage: Passage, read: Sequence[ReadSentence], place: int, question: range | None) -> str:
    """The sentence before one in its paragraph; for a table's row, the table's first row, which heads its columns, and
    for an item the line that opens its list ("The union asks for:").

    For the opening of an answer it is the `question` (places in the passage), with the answer's first words where they
    are few ("Five today."), and with what is said before the question where that says little itself ("At what price?").
    """
    own = read[place].sentence
    if own.role in ("row", "item"):
        first = place
        while first > 0 and read[first - 1].sentence.role == own.role:
            first -= 1
        if own.role == "row":
            return read[first].text if first < place else ""
        if first > 0 and read[first - 1].text.endswith(":"):
            return read[first - 1].text
    if place == 0 or read[place - 1].sentence.role not in ("body", "item", "question"):
        return ""
    if question is not None:
        asked = read[question.start].text.rpartition(": ")[2]  # "Q20 Jo Hill: At what price?"
        alone = question.start == 0 or len(question) > 1 or len(asked.split()) > _ELLIPTIC
        opening = range(question.start if alone else question.start - 1, place)
        begun = read[question.stop].text
        if place == question.stop or (place == question.stop + 1 and len(begun.split()) <= _FEW):
            return " ".join(read[number].text for number in opening)
    told: list[str] = []  # the sentences before it in its paragraph, the nearest first
    for at in range(place, max(0, place - _REPLIES), -1):
        between = slice(read[at - 1].sentence.end - passage.start, read[at].sentence.start - passage.start)
        if "\n\n" in passage.text[between]:
            break
        told.append(read[at - 1].text)
    return next(filter(restates, reversed(told)), told[0] if told else "")


def restates(text: str) -> bool:
    """Does a reply say here what it was asked: "You asked what the review will cost"?"""
    return bool(_RESTATES.search(text))


def _heading(passage: Passage, read: Sequence[ReadSentence], place: int) -> str:
    """The nearest heading above a sentence."""
    above = (each.text for each in reversed(read[:place]) if each.sentence.role == "heading")
    return next(above, passage.heading)


def _may_be_cited(is_summary: bool, read: ReadSentence) -> bool:
    """Not what surrounds an article, nor a question, nor the title that a summary is headed by: that is the source's
    own wording, and would be shown as ours."""
    if read.sentence.role == "heading":
        return not is_summary and not read.text.endswith("?")
    return read.sentence.role not in ("furniture", "question")


def _orders_in(passage: Passage, read: Sequence[ReadSentence]) -> frozenset[int]:
    """Where sentences start that give orders to a reader by machine, or follow such a one in its paragraph."""
    found: list[int] = []
    until = -1
    for each in read if orders(passage.text) else ():
        if orders(each.text):
            paragraph = passage.text.find("\n\n", each.sentence.end - passage.start)
            until = passage.end if paragraph < 0 else passage.start + paragraph
        if each.sentence.start < until:
            found.append(each.sentence.start)
    return frozenset(found)
