"""Hits in, evidence out: every sentence of the hits, by how well it bears on the question.

The score is a plain sum: the share of the question's telling words that the sentence holds, a part of those that
only its neighbours hold, a part of those that it has something like, how near they stand to each other, the cosines
of the sentence's vector and of the sentence's before it, whether it holds the kind of thing that is asked for, and the
score of its passage. How the last ones weigh beside the words was learned over eight made-up affairs: over two affairs
that others wrote, the best 24 sentences hold one that answers for .799 of the questions (.779 before).
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rag.embedding.embedder import Vector
from rag.question.analysis import Asked
from rag.retrieval.fitting import fits, holds_quoted
from rag.retrieval.gathered import Gathered, ReadSentence, WordsTold, gather
from rag.text.dates import dates
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
_EVERYONE = Filters()


def select(
    asked: Asked,
    vector: Vector,
    hits: Sequence[Hit],
    sentences: Mapping[str, tuple[tuple[Sentence, ...], Vector]],
    heard: Callable[[str | None], bool] = _EVERYONE.hears,
) -> tuple[Evidence, ...]:
    """The sentences of all hits, best first, each once; `sentences` are those of `Library.sentence_vectors`, and only
    those of speakers that are `heard` count."""
    return weighed(asked, gather(hits, sentences, vector, heard))


def weighed(asked: Asked, gathered: Gathered) -> tuple[Evidence, ...]:
    """The sentences that were gathered, best first."""
    scores = _scores(asked, gathered)
    whole_date = bool(dates(asked.text))
    found: list[Evidence] = []
    for candidate, score in zip(gathered.candidates, scores, strict=True):
        passage = gathered.passages[candidate.passage]
        hit, several, place = passage.hit, passage.sentences, candidate.place
        if not whole_date:
            score += _of_its_year(asked, hit, several[max(0, place - 1) : place + 2])
        each = several[place]
        score += _PASSAGE * hit.score + _COSINE_BEFORE * passage.cosines[max(0, place - 1)]
        found.append(
            Evidence(
                hit,
                each.sentence,
                each.text,
                score,
                passage.cosines[place],
                each.stems,
                candidate.before,
                candidate.heading,
            )
        )
    return tuple(sorted(found, key=lambda evidence: -evidence.score))


def _of_its_year(asked: Asked, hit: Hit, around: Sequence[ReadSentence]) -> float:
    """For a year that is asked about and stands in no sentence `around`: what a document tells, it tells of its own
    year unless it says otherwise. Where a whole date is asked about, that does not help."""
    year = (hit.metadata.date or "")[:4]
    if year not in asked.order or any(year in each.stems for each in around):
        return 0.0
    return _OF_ITS_YEAR * asked.share({year})


def _scores(asked: Asked, gathered: Gathered) -> list[float]:
    """One for each of the candidates."""
    if not gathered.candidates:
        return []
    passages = [each.sentences for each in gathered.passages]
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
    chosen = [starts[each.passage] + each.place for each in gathered.candidates]
    held, beside = held[chosen], beside[chosen]
    alike = _likeness(asked, gathered.told, held, weights)
    words = (held + _NEIGHBOURS * (beside & ~held)) @ weights + _LIKENESS * alike
    return [
        score + _further(asked, gathered.read(each), gathered.passages[each.passage].cosines[each.place])
        for score, each in zip(words.tolist(), gathered.candidates, strict=True)
    ]


def _further(asked: Asked, read: ReadSentence, cosine: float) -> float:
    """What speaks for a sentence beside the words that it holds; `cosine` is of its vector to the query's."""
    return (
        _NEARNESS * _nearness(asked, read)
        + _COSINE * cosine
        + _FITTING.get(asked.wants, _FITTING_BY_KIND) * fits(asked, read.text, read.named)
        + _QUOTED * holds_quoted(asked, read.text)
        + _ROLES.get(read.sentence.role, 0.0)
    )


def _likeness(asked: Asked, told: WordsTold, held: NDArray[np.bool_], weights: Vector) -> Vector:
    """For each sentence the share of the words that it lacks, each as far as it has one like it."""
    alike = built_in().cosines([term.plain for term in asked.terms], told.vectors).T
    nearest = np.zeros((len(told.counts), len(weights)), dtype=np.float32)
    telling = told.counts > 0
    if telling.any():
        counts = told.counts[telling]
        nearest[telling] = np.maximum.reduceat(alike[told.rows], np.cumsum(counts) - counts, axis=0)
    # Not `@`: OpenBLAS may read beside so small a matrix, and warns of what it finds there.
    return np.asarray((nearest * ~held * weights).sum(axis=1), dtype=np.float32)


def _nearness(asked: Asked, read: ReadSentence) -> float:
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
