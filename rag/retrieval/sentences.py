"""Hits in, evidence out: every sentence of the hits, by how well it bears on the question.

The score is a plain sum: the share of the question's telling words that the sentence holds, a part of those that
only its neighbours hold, a part of those that it has something like, how near they stand to each other, the cosines
of the sentence's vector and of the sentence's before it, whether it holds the kind of thing that is asked for, and the
score of its passage. How the last ones weigh beside the words was learned over eight made-up affairs: over two affairs
that others wrote, the best 24 sentences hold one that answers for .799 of the questions (.779 before).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rag.embedding.embedder import Vector
from rag.question.analysis import Asked
from rag.question.scope import orders
from rag.retrieval.fitting import fits, holds_quoted
from rag.storage.revision.turns import questions_of_answers
from rag.text.dates import dates
from rag.text.tokens import Token, tokens
from rag.text.word_similarity import built_in
from rag.types import Evidence, Filters, Hit, Sentence

_NEIGHBOURS = 0.4
_LIKENESS = 0.8
_NEARNESS = 0.3
_COSINE = 1.2
_COSINE_BEFORE = 0.5  # of the sentence before it
_PASSAGE = 0.32
# A name beside those asked with is less of a sign than a figure or a reason.
_FITTING = {"who": 0.18, "where": 0.18}
_FITTING_BY_KIND = 0.28
_QUOTED = 0.5  # for a sentence that holds the very words which the question quotes
# A heading names its topic and a caption says loosely what the text says exactly.
_ROLES = {"heading": -0.25, "caption": -0.15}
_OF_ITS_YEAR = 0.2  # for the year asked about, where the document is of that year
_FEW = 6  # words of an answer's first sentence that the next one is read with
_EVERYONE = Filters()


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with its words; `cosine` is of its vector to the query's."""

    sentence: Sentence
    text: str
    words: tuple[Token, ...]
    stems: frozenset[str]
    telling: tuple[str, ...]  # the plain forms of its telling words
    cosine: float


def select(
    asked: Asked,
    vector: Vector,
    hits: Sequence[Hit],
    sentences: Mapping[str, tuple[tuple[Sentence, ...], Vector]],
    heard: Callable[[str | None], bool] = _EVERYONE.hears,
) -> tuple[Evidence, ...]:
    """The sentences of all hits, best first, each once; `sentences` are those of `Library.sentence_vectors`, and only
    those of speakers that are `heard` count."""
    read = [
        (hit, read_passage(hit, *sentences[hit.passage.id], vector))
        for hit in hits
        if hit.passage.id in sentences  # else removed meanwhile
    ]
    places: dict[tuple[str, int], tuple[int, int]] = {}  # of each sentence: its passage, its place there
    for number, (hit, several) in enumerate(read):
        ordering = _orders_in(hit, several)
        for place, each in enumerate(several):
            start = each.sentence.start
            if start not in ordering and heard(each.sentence.speaker) and _may_be_cited(hit, each):
                places.setdefault((hit.passage.document_id, start), (number, place))
    scores = _scores(asked, [several for _, several in read], list(places.values()))
    questions = [_questions(several) for _, several in read]
    whole_date = bool(dates(asked.text))
    found: list[Evidence] = []
    for (number, place), score in zip(places.values(), scores, strict=True):
        hit, several = read[number]
        if not whole_date:
            score += _of_its_year(asked, hit, several[max(0, place - 1) : place + 2])
        each = several[place]
        before = several[max(0, place - 1)]
        score += _PASSAGE * hit.score + _COSINE_BEFORE * before.cosine
        found.append(
            Evidence(
                hit,
                each.sentence,
                each.text,
                score,
                each.cosine,
                each.stems,
                _before(hit, several, place, questions[number].get(place)),
                _heading(hit, several, place),
            )
        )
    return tuple(sorted(found, key=lambda evidence: -evidence.score))


def _questions(read: Sequence[Read]) -> dict[int, range]:
    return questions_of_answers([each.sentence for each in read], [each.text for each in read])


def _before(hit: Hit, read: Sequence[Read], place: int, question: range | None) -> str:
    """The sentence before one in its paragraph; for a table's row, the table's first row, which heads its columns, and
    for an item the line that opens its list ("The union asks for:").

    For the opening of an answer it is the `question` (places in the passage), with the answer's first words where they
    are few ("Five today.").
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
        opening = range(question.start, place)
        begun = read[question.stop].text
        if place == question.stop or (place == question.stop + 1 and len(begun.split()) <= _FEW):
            return " ".join(read[number].text for number in opening)
    between = slice(read[place - 1].sentence.end - hit.passage.start, own.start - hit.passage.start)
    return "" if "\n\n" in hit.passage.text[between] else read[place - 1].text


def _heading(hit: Hit, read: Sequence[Read], place: int) -> str:
    """The nearest heading above a sentence."""
    above = (each.text for each in reversed(read[:place]) if each.sentence.role == "heading")
    return next(above, hit.passage.heading)


def _of_its_year(asked: Asked, hit: Hit, around: Sequence[Read]) -> float:
    """For a year that is asked about and stands in no sentence `around`: what a document tells, it tells of its own
    year unless it says otherwise. Where a whole date is asked about, that does not help."""
    year = (hit.metadata.date or "")[:4]
    if year not in asked.order or any(year in each.stems for each in around):
        return 0.0
    return _OF_ITS_YEAR * asked.share({year})


def _may_be_cited(hit: Hit, read: Read) -> bool:
    """Not what surrounds an article, nor a question, nor the title that a summary is headed by: that is the source's
    own wording, and would be shown as ours."""
    if read.sentence.role == "heading":
        return hit.metadata.text_type != "summary" and not read.text.endswith("?")
    return read.sentence.role not in ("furniture", "question")


def _orders_in(hit: Hit, read: Sequence[Read]) -> frozenset[int]:
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


def read_passage(hit: Hit, sentences: Sequence[Sentence], vectors: Vector, vector: Vector) -> list[Read]:
    """The sentences of one passage in order, with their words."""
    cosines = (vectors @ vector).tolist()
    read = []
    for sentence, cosine in zip(sentences, cosines, strict=False):
        text = hit.passage.text[sentence.start - hit.passage.start : sentence.end - hit.passage.start]
        read.append(Read(sentence, text, *_wording(text), cosine))
    return read


@lru_cache(maxsize=2048)  # the parties to one question are heard in passages that are much the same
def _wording(text: str) -> tuple[tuple[Token, ...], frozenset[str], tuple[str, ...]]:
    found = tokens(text)
    return found, frozenset(word.stem for word in found), tuple(word.plain for word in found if word.tells)


def _scores(
    asked: Asked, passages: Sequence[Sequence[Read]], places: Sequence[tuple[int, int]]
) -> list[float]:
    """One for each of the sentences at `places`: (number of the passage, place in it)."""
    if not places:
        return []
    weights = np.array([term.weight for term in asked.terms], dtype=np.float32) / asked.weight
    stems = [term.stem for term in asked.terms]
    rows = [stem in each.stems for several in passages for each in several for stem in stems]
    starts = np.cumsum([0, *(len(several) for several in passages)])
    held = np.array(rows, dtype=bool).reshape(starts[-1], len(weights))
    beside = np.zeros_like(held)
    for start, end in pairwise(starts):
        own, around = held[start:end], beside[start:end]
        around[1:] |= own[:-1]
        around[:-1] |= own[1:]
    chosen = [starts[number] + place for number, place in places]
    held, beside = held[chosen], beside[chosen]
    read = [passages[number][place] for number, place in places]
    alike = _likeness(asked, read, held, weights)
    words = (held + _NEIGHBOURS * (beside & ~held)) @ weights + _LIKENESS * alike
    return [score + _further(asked, each) for score, each in zip(words.tolist(), read, strict=True)]


def _further(asked: Asked, read: Read) -> float:
    """What speaks for a sentence beside the words that it holds."""
    return (
        _NEARNESS * _nearness(asked, read)
        + _COSINE * read.cosine
        + _FITTING.get(asked.wants, _FITTING_BY_KIND) * fits(asked, read.text)
        + _QUOTED * holds_quoted(asked, read.text)
        + _ROLES.get(read.sentence.role, 0.0)
    )


def _likeness(asked: Asked, read: Sequence[Read], held: NDArray[np.bool_], weights: Vector) -> Vector:
    """For each sentence the share of the words that it lacks, each as far as it has one like it."""
    vocabulary: dict[str, int] = {}
    columns = [[vocabulary.setdefault(word, len(vocabulary)) for word in each.telling] for each in read]
    alike = built_in().between([term.plain for term in asked.terms], list(vocabulary)).T
    nearest = np.zeros((len(read), len(weights)), dtype=np.float32)
    telling = np.array([bool(each) for each in columns])
    if telling.any():
        counts = np.array([len(each) for each in columns])[telling]
        rows = alike[[column for each in columns for column in each]]
        nearest[telling] = np.maximum.reduceat(rows, np.cumsum(counts) - counts, axis=0)
    # Not `@`: OpenBLAS may read beside so small a matrix, and warns of what it finds there.
    return np.asarray((nearest * ~held * weights).sum(axis=1), dtype=np.float32)


def _nearness(asked: Asked, read: Read) -> float:
    """For each two terms that follow each other in the question, the inverse of their distance; the mean."""
    wanted = read.stems.intersection(asked.order)
    if len(wanted) < 2:
        return 0.0
    places: dict[str, list[int]] = {}
    for place, word in enumerate(read.words):
        if word.stem in wanted:
            places.setdefault(word.stem, []).append(place)
    near = 0.0
    for left, right in pairwise(asked.order):
        if left in places and right in places:
            near += 1 / max(1, min(abs(one - two) for one in places[left] for two in places[right]))
    return near / max(1, len(asked.order) - 1)
