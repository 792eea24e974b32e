"""Which sentences an encoder gets to read: `python -m benchmarks sentences`.

For each affair how many questions have a sentence that answers among the best 16, 24 and 32 by words and vectors, and
how many would have with weights learned on the eight affairs of `data/taught` (each left out of its own). Printed last
is what the weights of `rag.retrieval.sentences` would gain by it: near nothing, they are as good as learned.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from benchmarks import strangers
from benchmarks.heading import heading, share, table
from harness.asking import touches
from rag.judging.reading import HITS
from rag.question.analysis import Asked, ask
from rag.question.query import Query
from rag.retrieval.fitting import fits
from rag.retrieval.gathered import read_passage
from rag.retrieval.retriever import Retriever
from rag.retrieval.sentences import select
from rag.storage.stores import Stores
from rag.storage.term_weights import Rarity
from rag.types import Hit

_READ = (16, 24, 32)
_SIGNS = ("score", "its passage", "of the kind asked for", "cosine", "cosine before")

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FoundSentences:
    """The sentences found for a question, the best first: a row of signs each, and whether it answers."""

    rows: Numbers
    right: NDArray[np.bool_]


def main() -> int:
    found = {name: list(_found(name)) for name in (*strangers.TAUGHT, *strangers.AFFAIRS)}
    rows = []
    for name, several in found.items():
        learned = _learned([each for other in strangers.TAUGHT if other != name for each in found[other]])
        today = [
            share(sum(bool(each.right[:most].any()) for each in several), len(several)) for most in _READ
        ]
        best = [np.argsort(-(each.rows @ learned), kind="stable") for each in several]
        then = [
            share(
                sum(bool(each.right[order[:most]].any()) for each, order in zip(several, best, strict=True)),
                len(several),
            )
            for most in _READ
        ]
        rows.append([name, *today, *then])
    columns = [*(f"in {most}" for most in _READ), *(f"in {most}, learned" for most in _READ)]
    every = _learned([each for name in strangers.TAUGHT for each in found[name]])
    gains = ", ".join(
        f"{name} {slope:+.2f}" for name, slope in zip(_SIGNS[1:], every[1:] / every[0], strict=True)
    )
    told = heading("What the encoder reads", "a sentence that answers among the best by words and vectors")
    print(told, table(columns, rows), f"Weights would gain: {gains}.", sep="\n\n")
    return 0


def _found(affair: str) -> Iterator[FoundSentences]:
    with strangers.opened(affair) as service:
        retriever, rarity = Retriever(service.stores), Rarity(service.stores.lexical)
        for row in strangers.questions(affair):
            if row["gold"] and row["need"] == "any":
                vector = service.stores.embedder.question(row["question"])
                hits = retriever.retrieve(Query(row["question"]), HITS, vector)
                gold = [sentence for _, sentence in row["gold"]]
                yield _sentences(service.stores, ask(row["question"], rarity), vector, hits, gold)


def _sentences(
    stores: Stores, asked: Asked, vector: NDArray[np.float32], hits: Sequence[Hit], gold: Sequence[str]
) -> FoundSentences:
    known = stores.library.sentence_vectors(hit.passage.id for hit in hits)
    before: dict[tuple[str, int], float] = {}
    for hit in hits:
        read, _ = read_passage(hit, *known[hit.passage.id], vector)
        for place, each in enumerate(read.sentences):
            at = (hit.passage.document_id, each.sentence.start)
            before.setdefault(at, read.cosines[max(0, place - 1)])
    evidence = select(asked, vector, hits, known)
    rows = [
        [
            each.score,
            each.hit.score,
            float(fits(asked, each.text)),
            each.cosine,
            before[each.hit.passage.document_id, each.sentence.start],
        ]
        for each in evidence
    ]
    right = [any(touches(each.text, one) for one in gold) for each in evidence]
    return FoundSentences(np.array(rows), np.array(right, dtype=np.bool_))


def _learned(several: Sequence[FoundSentences]) -> Numbers:
    """A slope for each sign; what answers a question weighs as much as all that does not."""
    told = [each for each in several if each.right.any() and not each.right.all()]
    weights = [np.where(each.right, 1 / each.right.sum(), 1 / (~each.right).sum()) for each in told]
    rows = np.vstack([each.rows for each in told])
    scaler = StandardScaler().fit(rows)
    fitted = LogisticRegression(max_iter=300).fit(
        scaler.transform(rows), np.concatenate([each.right for each in told]), np.concatenate(weights)
    )
    slopes: Numbers = fitted.coef_[0] / scaler.scale_
    return slopes


if __name__ == "__main__":
    main()
