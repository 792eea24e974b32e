"""Learn what speaks for a sentence beside its relevance: `python -m benchmarks ordering [--write]`.

Over the questions of many sets that have a sentence which answers among those read. Printed is, for each set, how often
such a sentence comes first and in the first three by relevance alone, and with weights learned on all the other sets;
written is what all of them give. The held-out halves of our own sets are never read here.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

import benchmarks.general as general
import benchmarks.judging as judging
import benchmarks.people as people
import benchmarks.squad as squad
import benchmarks.strangers as strangers
from benchmarks.answers import AFFAIR, SEED_QUESTIONS, affair
from benchmarks.encoders import built_in
from benchmarks.heading import SHARED, absent, heading, table
from benchmarks.libraries import library, scorer
from benchmarks.options import given
from harness.asking import Case, seed_cases, touches
from rag.embedding.cross_encoder import CrossEncoder
from rag.judging.reading import Reader
from rag.judging.relevance import places_of, signs
from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.storage.stores import Stores
from rag.storage.term_weights import Rarity
from rag.types import Evidence, Filters

_TARGET = Path(__file__).resolve().parents[1] / "rag" / "judging" / "order_weights.py"
_SQUAD_EVERY = 6
_STRENGTH = 0.03  # of the regularisation, on standardised signs

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RankedQuestion:
    """One question; `answers` tells whether a sentence does."""

    text: str
    answers: Callable[[Evidence], bool]
    filters: Filters | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """The sentences read for one question: a row each, with its relevance and its signs.

    `right` are those that answer.
    """

    rows: Numbers
    right: NDArray[np.bool_]


def main() -> int:
    if absent("People's questions", SHARED / "eval" / "people"):
        return 0
    names: tuple[str, ...] = ()
    found: dict[str, list[Ranked]] = {}
    for name, stores, asked in _sets():
        names, measured = _measure(stores, asked, built_in())
        found.setdefault(name, []).extend(measured)
    rows = []
    for name, measured in found.items():
        others = {key: each for key, each in found.items() if key != name}
        slopes = _fit(others)
        alone, joined = _order(measured, np.eye(len(slopes))[0]), _order(measured, slopes)
        rows.append([name, str(len(measured)), *(f"{each:.3f}" for each in (*alone, *joined))])
    columns = ["questions", "first", "in three", "first, joined", "in three, joined"]
    print(heading("What speaks for a sentence", "each set left out in turn"), table(columns, rows), sep="\n")
    if given("write"):
        _write(names, _fit(found))
    return 0


def _measure(
    stores: Stores, asked: Sequence[RankedQuestion], encoder: CrossEncoder
) -> tuple[tuple[str, ...], list[Ranked]]:
    """The names of the signs, and the questions of which some sentences answer and others do not."""
    reader = Reader(stores, Retriever(stores), Rarity(stores.lexical), encoder)
    names: tuple[str, ...] = ()
    found = []
    for each in asked:
        reading = reader.read(Query(each.text, each.filters or Filters()))
        read = [one for one in reading.evidence if one.relevance is not None]
        right = np.array([each.answers(one) for one in read], dtype=np.bool_)
        if right.any() and not right.all():
            places = places_of(reading.hits)
            told = [signs(reading.asked, one, places) for one in read]
            names = tuple(told[0])
            rows = [[one.relevance, *values.values()] for one, values in zip(read, told, strict=True)]
            found.append(Ranked(np.array(rows, dtype=np.float64), right))
    return names, found


def _sets() -> Iterator[tuple[str, Stores, list[RankedQuestion]]]:
    """Sets over the same papers have one name: they are left out together."""
    with library("affair", [AFFAIR / "documents"]) as service:
        for name in ("second affair", "its paraphrases"):
            yield "second affair", service.stores, _cases(affair()[name])
        yield "second affair", service.stores, _labelled("affair")
    for corpus in ("documents", "seed"):
        with library(corpus, people.sources(corpus)) as service:
            yield corpus, service.stores, _people(corpus)
            if corpus == "documents":
                yield corpus, service.stores, _labelled(corpus)
            else:
                article = next((SHARED / "seed").glob("*.txt"))
                yield corpus, service.stores, _cases(seed_cases(SEED_QUESTIONS, article))
    for name in strangers.AFFAIRS:
        with strangers.opened(name) as service:
            yield f"strangers, {name}", service.stores, _strangers(name)
    score = scorer(SHARED / "eval" / "general" / "score.py").score
    for name in general.SETS:
        with library(name, general.sources(name)) as service:
            yield (
                name,
                service.stores,
                [
                    RankedQuestion(
                        row["question"], _scored(score, row["gold"]), general.within(service, row["doc"])
                    )
                    for row in general.questions(name)
                    if row["gold"] and not row["turns"]
                ],
            )
    with squad.library() as stores:
        asked = [
            RankedQuestion(each.text, _answers(each)) for each in squad.questions() if each.answer is not None
        ]
        yield "SQuAD 2", stores, asked[::_SQUAD_EVERY]


def _cases(cases: Sequence[Case]) -> list[RankedQuestion]:
    return [
        RankedQuestion(each.text, _touched(each.evidence))
        for each in cases
        if each.evidence and not each.turns
    ]


def _strangers(name: str) -> list[RankedQuestion]:
    return [
        RankedQuestion(row["question"], _touched([sentence for _, sentence in row["gold"]]))
        for row in strangers.questions(name)
        if row["half"] == "dev" and row["gold"]
    ]


def _labelled(corpus: str) -> list[RankedQuestion]:
    return [
        RankedQuestion(each.text, _touched([sentence for _, sentence in each.sentences]))
        for each in judging.questions(corpus)
        if each.expect != "silent" and not each.held_out
    ]


def _people(corpus: str) -> list[RankedQuestion]:
    return [
        RankedQuestion(row["question"], _touched([each["sentence"] for each in row["gold"]]))
        for row in people.questions()
        if row["corpus"] == corpus and row.get("gold") and not row["turns"]
    ]


def _touched(gold: Sequence[str]) -> Callable[[Evidence], bool]:
    return lambda evidence: any(touches(evidence.text, each) for each in gold)


def _scored(score: Callable[..., dict[str, float]], gold: object) -> Callable[[Evidence], bool]:
    return lambda evidence: bool(score([evidence.text], gold)["in1"])


def _answers(question: squad.SquadQuestion) -> Callable[[Evidence], bool]:
    return lambda evidence: squad.answers(question, evidence)


def _fit(found: dict[str, list[Ranked]]) -> Numbers:
    """A slope for relevance and for each sign, so that what answers comes before what does not; in logits.

    A set weighs as the root of its number of questions; no sign is learned to speak against a sentence.
    """
    every = np.vstack([each.rows for several in found.values() for each in several])
    spread = every.std(axis=0) + 1e-6
    asked = [
        (each.rows / spread, each.right, len(several) ** -0.5)
        for several in found.values()
        for each in several
    ]

    def loss(slopes: Numbers) -> tuple[float, Numbers]:
        lost, gradient = _STRENGTH * float(slopes @ slopes), 2 * _STRENGTH * slopes
        for rows, right, weight in asked:
            chances = np.exp(rows @ slopes - (rows @ slopes).max())
            of_right = np.where(right, chances, 0.0)
            lost += weight * float(np.log(chances.sum() / of_right.sum()))
            gradient += weight * (rows.T @ (chances / chances.sum() - of_right / of_right.sum()))
        return lost, gradient

    start = np.eye(every.shape[1])[0]
    bounds = [(0.0, None)] * len(start)
    slopes: Numbers = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x / spread
    in_logits: Numbers = slopes / slopes[0]
    return in_logits


def _order(measured: Sequence[Ranked], slopes: Numbers) -> tuple[float, float]:
    """How often a sentence that answers is first, and in the first three."""
    ordered = [each.right[np.argsort(-(each.rows @ slopes), kind="stable")] for each in measured]
    return float(np.mean([each[0] for each in ordered])), float(np.mean([each[:3].any() for each in ordered]))


def _write(names: Sequence[str], slopes: Numbers) -> None:
    lines = [
        '"""Learned weights of `rag.judging.relevance`, in logits: `python -m benchmarks ordering --write`."""',
        "",
        "WEIGHTS = {",
        *(f'    "{name}": {slope:.2f},' for name, slope in zip(names, slopes[1:], strict=True)),
        "}",
    ]
    _TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
