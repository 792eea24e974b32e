"""What several sentences answer together: a list told in running text, the gist of a part, one thing beside another.

Whether a sentence belongs to such an answer is seen by itself and by what stands around it: how relevant it is, and the
most relevant one of its section and of those near it. How these weigh was learned (`python -m benchmarks gathering`).
"""

import math
from collections.abc import Mapping, Sequence
from operator import itemgetter

from rag.answering.compose import Draft, with_missing
from rag.answering.forms.copies import once
from rag.answering.forms.gathering_weights import LIKELY, WEIGHTS
from rag.answering.forms.material import TOLD, Material, place
from rag.answering.not_found import perhaps_answered, unanswered
from rag.judging.reading import Reading
from rag.judging.relevance import places_of
from rag.text.quantities import figures
from rag.text.told_days import told_days
from rag.types import Evidence

_DOCUMENTS = 6  # those found first, all of whose sentences may belong
_READ = 60  # sentences that the encoder reads beside those it has read for the question
MOST, FEWEST = 9, 3  # sentences
_NEAR = 4  # sentences before and behind
_BEST_OF = 4  # sentences of a document, the mean of whose relevance speaks for it
_UNREAD = 0.5  # logits below the least relevant sentence that was read, and below
_LOW = -8.0
_SHORT = 6  # words


def gathered(reading: Reading, material: Material, among: Sequence[Evidence] | None = None) -> Draft | None:
    """The sentences that are likely to belong to the answer, `among` these or among all of the documents found first;
    it is partial where the judge is not sure. None where the documents do not answer, hold nothing of somebody who is
    named, or no encoder reads them."""
    if reading.judgement.verdict == "none" or reading.judgement.missing:
        return None
    draft = material.quoted(belonging(reading, candidates(reading, material, among)))
    missing = unanswered(reading)
    return with_missing(draft, missing, perhaps_answered(reading)) if draft and missing else draft


def belonging(reading: Reading, sentences: Sequence[Evidence]) -> list[Evidence]:
    """Of these the sentences that are likely to belong to the answer, in the order given."""
    if not sentences:
        return []
    chances = map(chance, signs(reading, sentences))
    likely = sorted(zip(chances, sentences, strict=True), key=itemgetter(0), reverse=True)
    sure = [each for probability, each in likely if probability >= LIKELY][:MOST]
    picked = once(sure if len(sure) >= FEWEST else [each for _, each in likely[:FEWEST]])
    chosen = set(map(place, picked))
    return [each for each in sentences if place(each) in chosen]


def candidates(
    reading: Reading, material: Material, among: Sequence[Evidence] | None = None
) -> list[Evidence]:
    """The sentences of which some may belong, each document's in their order and the documents as they were found;
    the best by words and vectors with their relevance. Nothing where no encoder reads them."""
    sentences = told_in(reading, material) if among is None else among
    read = {place(each): each for each in reading.evidence if each.relevance is not None}
    if not sentences or not read:
        return []
    others = sorted((each for each in sentences if place(each) not in read), key=lambda each: -each.score)
    read |= {place(each): each for each in material.read(reading.asked.text, others[:_READ])}
    found = [place(each)[0] for each in (*reading.evidence, *sentences)]
    order = {id: number for number, id in enumerate(dict.fromkeys(found))}
    inside = sorted(sentences, key=lambda each: (order[place(each)[0]], each.sentence.start))
    return [read.get(place(each), each) for each in inside]


def told_in(reading: Reading, material: Material) -> list[Evidence]:
    """What the documents that were found first tell."""
    ids = list(dict.fromkeys(hit.passage.document_id for hit in reading.hits))[:_DOCUMENTS]
    return [each for each in material.sentences(reading, ids) if each.sentence.role in TOLD]


def signs(reading: Reading, sentences: Sequence[Evidence]) -> list[Mapping[str, float]]:
    """For each of these sentences what tells whether it belongs to the answer, each sign by its name."""
    known = [each.relevance for each in sentences if each.relevance is not None]
    low = min(_LOW, *known) - _UNREAD
    relevance = [low if each.relevance is None else each.relevance for each in sentences]
    top = max(relevance)
    best = sentences[relevance.index(top)]
    sections: dict[tuple[str, str], float] = {}
    documents: dict[str, list[float]] = {}
    for each, logit in zip(sentences, relevance, strict=True):
        id = place(each)[0]
        sections[id, each.heading] = max(logit, sections.get((id, each.heading), low))
        documents.setdefault(id, []).append(logit)
    means = {id: _mean_of_best(logits) for id, logits in documents.items()}
    places = places_of(reading.hits)
    kind = reading.understood.kind
    return [
        {
            "relevance": relevance[number],
            "not read": float(each.relevance is None),
            "best of its section": sections[place(each)[0], each.heading] - top,
            "best of those near": _near(sentences, relevance, number, low) - top,
            "best of its document": means[place(each)[0]] - max(means.values()),
            "place of its document": places.get(place(each)[0], 0.0),
            "score": each.score,
            "speaker of the best": float(each.sentence.speaker == best.sentence.speaker),
            "an item, of a list": float(kind == "list" and each.sentence.role == "item"),
            "dated, of an order": float(
                kind == "order" and bool(told_days(each.text, each.hit.metadata.date))
            ),
            "a figure": float(bool(figures(each.text))),
            "short": float(len(each.text.split()) < _SHORT),
        }
        for number, each in enumerate(sentences)
    ]


def chance(told: Mapping[str, float]) -> float:
    """The probability that a sentence belongs to the answer."""
    odds = WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in told.items())
    return 1 / (1 + math.exp(-odds))


def _mean_of_best(logits: Sequence[float]) -> float:
    best = sorted(logits, reverse=True)[:_BEST_OF]
    return sum(best) / len(best)


def _near(sentences: Sequence[Evidence], relevance: Sequence[float], number: int, low: float) -> float:
    """The relevance of the most relevant sentence near one in its document."""
    id = place(sentences[number])[0]
    around = range(max(0, number - _NEAR), min(len(sentences), number + _NEAR + 1))
    return max(
        (relevance[at] for at in around if at != number and place(sentences[at])[0] == id), default=low
    )
