"""Which sentences answer together: `python -m benchmarks gathering [--write]`.

Over the questions of the strangers' first halves, of three affairs of `data/taught` and of the made-up affairs of eight
papers that need several sentences; no encoder is taught on the questions of these. Printed is, with weights learned on
all other affairs, how much of the gold is shown and how much of what is shown is gold; and the same of the seven most
relevant sentences. Written is what all of them give, for `rag.judging.belonging`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks import middle_affairs, strangers
from benchmarks.encoders import built_in
from benchmarks.finetuning.affairs import BROAD
from benchmarks.heading import heading, table
from benchmarks.options import given
from harness.asking import touches
from rag.answering.forms.material import Material, candidates
from rag.judging.belonging import likeliest, signs
from rag.judging.reading import Reader
from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.service import Service
from rag.storage.term_weights import Rarity

_TARGET = Path(__file__).resolve().parents[1] / "rag" / "judging" / "belonging_weights.py"
_STRENGTH = 0.3  # the inverse of the regularisation, on standardised signs
_BY_RELEVANCE = 7  # sentences
_LIKELY = np.linspace(0.08, 0.3, 12)

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BroadQuestion:
    """A row of signs for each candidate, and the numbers of the gold sentences that it touches, of so many."""

    kind: str
    rows: Numbers
    touched: tuple[frozenset[int], ...]
    gold: int

    @property
    def belongs(self) -> NDArray[np.bool_]:
        return np.array([bool(each) for each in self.touched])

    def shown(self, chances: Numbers, likely: float) -> list[int]:
        """What `belonging` gives."""
        return likeliest(chances.tolist(), likely)

    def covered(self, shown: Sequence[int]) -> float:
        """The share of the gold that these show."""
        return len(frozenset[int]().union(*(self.touched[index] for index in shown))) / self.gold

    def precise(self, shown: Sequence[int]) -> float:
        """The share of these that is gold."""
        return float(np.mean([bool(self.touched[index]) for index in shown])) if shown else 0.0


@dataclass(frozen=True, slots=True)
class Learned:
    """A slope for each sign and the bias."""

    slopes: Numbers
    bias: float

    def chances(self, each: BroadQuestion) -> Numbers:
        found: Numbers = 1 / (1 + np.exp(-(each.rows @ self.slopes + self.bias)))
        return found


def main() -> int:
    names, found = _found()
    left_out = {
        name: fit([each for other, those in found.items() if other != name for each in those])
        for name in found
    }
    scored = [(each, left_out[name].chances(each)) for name, several in found.items() for each in several]
    likely = max(_LIKELY, key=lambda one: _balance(scored, float(one)))
    rows = []
    for name, several in {**found, **_by_kind(found)}.items():
        own = [(each, chances) for each, chances in scored if any(each is other for other in several)]
        shown = [(each, each.shown(chances, float(likely))) for each, chances in own]
        by_relevance = [
            (each, [int(n) for n in np.argsort(-each.rows[:, 0], kind="stable")[:_BY_RELEVANCE]])
            for each, _ in own
        ]
        rows.append([name, str(len(several)), *_told(by_relevance), *_told(shown)])
    columns = [
        "left out",
        "questions",
        "by relevance: covered",
        "gold",
        "sentences",
        "covered",
        "gold",
        "sentences",
    ]
    told = f"each affair left out in turn; from {likely:.2f} on"
    print(heading("Sentences that answer together", told), table(columns, rows), sep="\n\n")
    if given("write"):
        _write(names, fit([each for several in found.values() for each in several]), float(likely))
    return 0


def _found() -> tuple[tuple[str, ...], dict[str, list[BroadQuestion]]]:
    """The names of the signs, and the questions of each set."""
    names: tuple[str, ...] = ()
    found: dict[str, list[BroadQuestion]] = {}
    for affair in (*(each for each in strangers.TAUGHT if each not in BROAD), *strangers.AFFAIRS):
        asked = [
            (row["question"], tuple(sentence for _, sentence in row["gold"]))
            for row in strangers.questions(affair)
            if row["need"] == "all" and row["expect"] == "answered" and row["half"] == "dev"
        ]
        with strangers.opened(affair) as service:
            names, found[affair] = _measured(service, asked)
    for name, affairs in middle_affairs.names().items():
        for affair in affairs:
            asked = [(each.text, each.gold) for each in middle_affairs.questions(affair) if each.together]
            if asked:
                with middle_affairs.opened(affair) as service:
                    found.setdefault(name, []).extend(_measured(service, asked)[1])
    return names, found


def _measured(
    service: Service, asked: Sequence[tuple[str, Sequence[str]]]
) -> tuple[tuple[str, ...], list[BroadQuestion]]:
    stores, retriever = service.stores, Retriever(service.stores)
    reader = Reader(stores, retriever, Rarity(stores.lexical), built_in())
    material = Material(stores, retriever, reader, quoted_characters=0)
    names: tuple[str, ...] = ()
    measured = []
    for question, gold in asked:
        reading = reader.read(Query(question))
        sentences = candidates(reading, material)
        told: Sequence[Mapping[str, float]] = signs(reading, sentences)
        touched = tuple(
            frozenset(number for number, one in enumerate(gold) if touches(each.text, one))
            for each in sentences
        )
        if any(touched):
            names = tuple(told[0])
            rows = np.array([[*each.values()] for each in told])
            measured.append(BroadQuestion(reading.understood.kind, rows, touched, len(gold)))
    return names, measured


def _by_kind(found: Mapping[str, Sequence[BroadQuestion]]) -> dict[str, list[BroadQuestion]]:
    """The same questions by the kind that they were understood as."""
    kinds: dict[str, list[BroadQuestion]] = {}
    for several in found.values():
        for each in several:
            kinds.setdefault(f"understood as {each.kind}", []).append(each)
    return dict(sorted(kinds.items(), key=lambda item: -len(item[1])))


def fit(several: Sequence[BroadQuestion]) -> Learned:
    """A logistic regression over all candidates of these questions."""
    rows = np.vstack([each.rows for each in several])
    spread = rows.std(axis=0) + 1e-6
    learner = LogisticRegression(C=_STRENGTH, max_iter=3000)
    learner.fit(rows / spread, np.concatenate([each.belongs for each in several]))
    return Learned(learner.coef_[0] / spread, float(learner.intercept_[0]))


def _balance(scored: Sequence[tuple[BroadQuestion, Numbers]], likely: float) -> float:
    """The mean of the harmonic means of what is covered and what is gold."""
    found = []
    for each, chances in scored:
        shown = each.shown(chances, likely)
        covered, precise = each.covered(shown), each.precise(shown)
        found.append(2 * covered * precise / (covered + precise) if covered else 0.0)
    return float(np.mean(found))


def _told(shown: Sequence[tuple[BroadQuestion, Sequence[int]]]) -> list[str]:
    return [
        f"{np.mean([each.covered(some) for each, some in shown]):.3f}",
        f"{np.mean([each.precise(some) for each, some in shown]):.3f}",
        f"{np.mean([len(some) for _, some in shown]):.1f}",
    ]


def _write(names: Sequence[str], learned: Learned, likely: float) -> None:
    lines = [
        '"""Learned weights of `rag.judging.belonging`; written by `python -m benchmarks gathering --write`."""',
        "",
        f"LIKELY = {likely:.2f}  # the probability from which on a sentence is shown",
        "WEIGHTS = {",
        *(f'    "{name}": {slope:.4f},' for name, slope in zip(names, learned.slopes, strict=True)),
        f'    "bias": {learned.bias:.4f},',
        "}",
    ]
    _TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
