"""Which sentences belong to an answer that several give together: a list told in running text, the gist of a part.

Whether a sentence belongs is seen by itself and by what stands around it: how relevant it is, and the most relevant one
of its section and of those near it. How these weigh was learned (`python -m benchmarks gathering`).
"""

import math
from collections.abc import Mapping, Sequence

from rag.judging.belonging_weights import LIKELY, WEIGHTS
from rag.judging.reading import Reading
from rag.judging.relevance import places_of
from rag.text.quantities import figures
from rag.text.told_days import told_days
from rag.types import Evidence

MOST, FEWEST = 9, 3  # sentences
_NEAR = 4  # sentences before and after
_BEST_OF = 4  # sentences of a document, the mean of whose relevance speaks for it
_UNREAD = 0.5  # logits below the least relevant sentence that was read, and below
_LOW = -8.0
_SHORT = 6  # words


def belonging(reading: Reading, sentences: Sequence[Evidence]) -> list[Evidence]:
    """Of these the sentences that are likely to belong to the answer, in the order given."""
    if not sentences:
        return []
    chosen = likeliest(list(map(chance, signs(reading, sentences))))
    return [sentences[number] for number in sorted(chosen)]


def likeliest(chances: Sequence[float], likely: float = LIKELY) -> list[int]:
    """The numbers of the sentences to show, the likeliest first: those that are `likely`, but not too few or many."""
    order = sorted(range(len(chances)), key=lambda number: -chances[number])
    sure = [number for number in order if chances[number] >= likely][:MOST]
    return sure if len(sure) >= FEWEST else order[:FEWEST]


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
        document = each.hit.passage.document_id
        sections[document, each.heading] = max(logit, sections.get((document, each.heading), low))
        documents.setdefault(document, []).append(logit)
    means = {document: _mean_of_best(logits) for document, logits in documents.items()}
    foremost = max(means.values())
    places = places_of(reading.hits)
    kind = reading.understood.kind
    return [
        {
            "relevance": relevance[number],
            "not read": float(each.relevance is None),
            "best of its section": sections[each.hit.passage.document_id, each.heading] - top,
            "best of those near": _near(sentences, relevance, number, low) - top,
            "best of its document": means[each.hit.passage.document_id] - foremost,
            "place of its document": places.get(each.hit.passage.document_id, 0.0),
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
    own = sentences[number].hit.passage.document_id
    around = range(max(0, number - _NEAR), min(len(sentences), number + _NEAR + 1))
    return max(
        (relevance[at] for at in around if at != number and sentences[at].hit.passage.document_id == own),
        default=low,
    )
