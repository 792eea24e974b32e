"""The sentences of the passages that were found, read once for all that is asked of them.

A question of several parts, and each party's view on it, weigh the same sentences again; what does not depend on what
is asked is worked out here: their words, what stands before and above them, and which of them may be shown.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from rag.embedding.embedder import Vector
from rag.question.scope import orders
from rag.storage.revision.turns import questions_of_answers
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import Token, names_behind_the_first, tokens
from rag.text.word_similarity import built_in
from rag.types import Hit, Sentence

# "You asked why", "you asked, I think in jest, what": what a reply was asked.
_ASKS = lexicon.alternatives(lexicon.words("question_words", "asks"))
_RESTATES = re.compile(
    rf"\b(?:{lexicon.phrases('restating_words')})(?:,[^,.;?]{{1,40}})?,?\s+(?:{_ASKS})\b", re.IGNORECASE
)
_REPLIES = 4  # sentences of a paragraph that reply to what it says was asked
_ELLIPTIC = 4  # words of a question that is not understood without what is said before it
_FEW = 6  # words of an answer's first sentence that the next one is read with


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with its words; `cosine` is of its vector to the query's."""

    sentence: Sentence
    text: str
    words: tuple[Token, ...]
    stems: frozenset[str]
    telling: tuple[str, ...]  # the plain forms of its telling words
    named: frozenset[str]  # the stems of those with a capital that do not open it
    cosine: float


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
    rows: list[int]
    counts: NDArray[np.int64]


@dataclass(frozen=True)
class Gathered:
    """The passages with their sentences in order; `candidates` are those that may be shown, each once."""

    hits: tuple[Hit, ...]
    passages: tuple[tuple[Hit, list[ReadSentence]], ...]
    candidates: tuple[SentenceCandidate, ...]

    def read(self, candidate: SentenceCandidate) -> ReadSentence:
        return self.passages[candidate.passage][1][candidate.place]

    @cached_property
    def told(self) -> WordsTold:
        """The telling words of the candidates."""
        vocabulary: dict[str, int] = {}
        rows: list[int] = []
        counts = []
        for each in map(self.read, self.candidates):
            rows += [vocabulary.setdefault(word, len(vocabulary)) for word in each.telling]
            counts.append(len(each.telling))
        return WordsTold(built_in().vectors(list(vocabulary)), rows, np.array(counts, dtype=np.int64))


def gather(
    hits: Sequence[Hit],
    sentences: Mapping[str, tuple[tuple[Sentence, ...], Vector]],
    vector: Vector,
    heard: Callable[[str | None], bool],
) -> Gathered:
    """The sentences of all hits; `sentences` are those of `Library.sentence_vectors`, `vector` is the question's, and
    only those of speakers that are `heard` count."""
    read = tuple(
        (hit, read_passage(hit, *sentences[hit.passage.id], vector))
        for hit in hits
        if hit.passage.id in sentences  # else removed meanwhile
    )
    # Of each sentence the passage that was found first with its place there; it may open that one and end another.
    places: dict[tuple[str, int], tuple[int, int]] = {}
    endings: dict[tuple[str, int], tuple[int, int]] = {}
    for number, (hit, several) in enumerate(read):
        ordering = _orders_in(hit, several)
        for place, each in enumerate(several):
            start = each.sentence.start
            if start not in ordering and heard(each.sentence.speaker) and _may_be_cited(hit, each):
                places.setdefault((hit.passage.document_id, start), (number, place))
                if place > 0:
                    endings.setdefault((hit.passage.document_id, start), (number, place))
    questions = [_questions(several) for _, several in read]

    def before(number: int, place: int) -> str:
        return _before(*read[number], place, questions[number].get(place))

    candidates = tuple(
        SentenceCandidate(
            number, place, before(*endings.get(each, (number, place))), _heading(*read[number], place)
        )
        for each, (number, place) in places.items()
    )
    return Gathered(tuple(hits), read, candidates)


def _questions(read: Sequence[ReadSentence]) -> dict[int, range]:
    return questions_of_answers([each.sentence for each in read], [each.text for each in read])


def _before(hit: Hit, read: Sequence[ReadSentence], place: int, question: range | None) -> str:
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
    opening = _paragraph(hit, read, place)
    told = range(max(opening, place - _REPLIES), place)
    return next((read[n].text for n in told if restates(read[n].text)), read[place - 1].text if told else "")


def _paragraph(hit: Hit, read: Sequence[Read], place: int) -> int:
    """The place of the first sentence of the paragraph that a sentence stands in."""
    while place > 0:
        between = slice(
            read[place - 1].sentence.end - hit.passage.start, read[place].sentence.start - hit.passage.start
        )
        if "\n\n" in hit.passage.text[between]:
            break
        place -= 1
    return place


def restates(text: str) -> bool:
    """Does a reply say here what it was asked: "You asked what the review will cost"?"""
    return bool(_RESTATES.search(text))


def _heading(hit: Hit, read: Sequence[ReadSentence], place: int) -> str:
    """The nearest heading above a sentence."""
    above = (each.text for each in reversed(read[:place]) if each.sentence.role == "heading")
    return next(above, hit.passage.heading)


def _may_be_cited(hit: Hit, read: ReadSentence) -> bool:
    """Not what surrounds an article, nor a question, nor the title that a summary is headed by: that is the source's
    own wording, and would be shown as ours."""
    if read.sentence.role == "heading":
        return hit.metadata.text_type != "summary" and not read.text.endswith("?")
    return read.sentence.role not in ("furniture", "question")


def _orders_in(hit: Hit, read: Sequence[ReadSentence]) -> frozenset[int]:
    """Where sentences start that give orders to a reader by machine, or follow such a one in its paragraph."""
    found: list[int] = []
    until = -1
    for each in read if orders(hit.passage.text) else ():
        if orders(each.text):
            paragraph = hit.passage.text.find("\n\n", each.sentence.end - hit.passage.start)
            until = hit.passage.end if paragraph < 0 else hit.passage.start + paragraph
        if each.sentence.start < until:
            found.append(each.sentence.start)
    return frozenset(found)


def read_passage(
    hit: Hit, sentences: Sequence[Sentence], vectors: Vector, vector: Vector
) -> list[ReadSentence]:
    """The sentences of one passage in order, with their words."""
    cosines = (vectors @ vector).tolist()
    read = []
    for sentence, cosine in zip(sentences, cosines, strict=False):
        text = hit.passage.text[sentence.start - hit.passage.start : sentence.end - hit.passage.start]
        read.append(ReadSentence(sentence, text, *_wording(text), cosine))
    return read


@lru_cache(maxsize=2048)  # the parties to one question are heard in passages that are much the same
def _wording(text: str) -> tuple[tuple[Token, ...], frozenset[str], tuple[str, ...], frozenset[str]]:
    found = tokens(text)
    return (
        found,
        frozenset(word.stem for word in found),
        tuple(word.plain for word in found if word.tells),
        names_behind_the_first(text, found),
    )
