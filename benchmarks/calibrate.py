"""Learn the numbers of `rag/judging/weights.py`: python -m benchmarks.calibrate.

On the dev halves of SQuAD 2 (short questions, impossible ones on purpose) and MultiHop-RAG (long ones, some about
nothing in the corpus). Printed is what questions from articles that were not learned from get, four parts in turn;
written is what all of them give.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

import benchmarks.multihop as multihop
import benchmarks.squad as squad
from benchmarks.heading import SHARED, absent, heading, share, table
from rag.judging.answerability import length, signals
from rag.question.analysis import ask
from rag.retrieval.retriever import Retriever
from rag.retrieval.sentences import select
from rag.storage.term_weights import Rarity
from rag.types import Filters, Query

_MULTIHOP = SHARED / "eval" / "multihop_rag"
_TARGET = Path(__file__).resolve().parents[1] / "rag" / "calibration.py"
_THRESHOLD = 0.3
# Of the short questions half are impossible on purpose; people ask for what is there more often than that.
_SHORT_THRESHOLD = 0.18
_FALSE = 0.05  # of the answerable long questions may fall below the threshold
_STRENGTH = 1.0  # the inverse of the regularisation
_NULL_WEIGHT = 6.0  # null questions are few
_PARTS = 4
_HITS = 12
_EVERY = 5  # of the short questions are also asked where their topic is not held

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measured:
    """Signals of many questions: `rows` has a column for each of `names` and the length last."""

    names: list[str]
    rows: Numbers
    truth: NDArray[np.bool_]
    part: NDArray[np.int_]
    group: NDArray[np.str_]  # "impossible or not", "elsewhere", "long"


def measure() -> Measured:
    """Every question of both sets over its own library, and some of the short ones where their topic is not held."""
    found: list[tuple[dict[str, float], float, bool, int, str]] = []

    def take(retriever: Retriever, rarity: Rarity, query: Query, truth: bool, part: int, group: str) -> None:
        stores = retriever.stores
        vector = stores.embedder.query(query.text)
        hits = retriever.retrieve(query, _HITS, vector)
        asked = ask(query.text, rarity)
        sentences = stores.library.sentence_vectors(hit.passage.id for hit in hits)
        found.append(
            (signals(asked, select(asked, vector, hits, sentences), hits), length(asked), truth, part, group)
        )

    questions = squad.questions()
    articles = sorted({question.article for question in questions})
    with squad.library() as stores:
        retriever, rarity = Retriever(stores), Rarity(stores.lexical)
        entries = {entry.metadata.title: entry.document_id for entry in stores.library.catalogue()}
        for number, question in enumerate(questions):
            part = articles.index(question.article) % _PARTS
            take(retriever, rarity, Query(question.text), question.answer is not None, part, "own article")
            if number % _EVERY == 0:
                own = entries[question.article.replace("_", " ")]
                others = Filters(document_id=tuple(id for id in entries.values() if id != own))
                take(retriever, rarity, Query(question.text, others), False, part, "other articles")
    draw = np.random.RandomState(0)
    with multihop.library(_MULTIHOP) as stores:
        retriever, rarity = Retriever(stores), Rarity(stores.lexical)
        for asked in multihop.questions(_MULTIHOP):
            take(retriever, rarity, Query(asked.text), bool(asked.facts), int(draw.randint(_PARTS)), "long")
        for question in questions[:: 2 * _EVERY]:
            part = articles.index(question.article) % _PARTS
            take(retriever, rarity, Query(question.text), False, part, "another library")
    values, lengths, truth, parts, groups = zip(*found, strict=True)
    rows = np.array([[*each.values(), long] for each, long in zip(values, lengths, strict=True)])
    return Measured(list(values[0]), rows, np.array(truth), np.array(parts), np.array(groups))


def _columns(rows: Numbers) -> Numbers:
    """Each signal as far as the question is short, each as far as it is long, and both shares themselves."""
    values, long = rows[:, :-1], rows[:, -1:]
    return np.hstack([values * (1 - long), values * long, 1 - long, long])


def _fit(rows: Numbers, truth: NDArray[np.bool_], weights: Numbers, names: Sequence[str]) -> Numbers:
    """A slope for each column. A sign that speaks for an answer is never learned to speak against one.

    The signals overlap; left free, some would get the wrong sign to make up for others, and mislead on questions
    unlike those that were learned from.
    """
    columns = _columns(rows)
    spread = np.sqrt((columns**2).mean(axis=0)) + 1e-9
    scaled = columns / spread
    signs = np.where(truth, 1.0, -1.0)

    def loss(slopes: Numbers) -> tuple[float, Numbers]:
        margin = signs * (scaled @ slopes)
        lost = weights * np.logaddexp(0, -margin)
        gradient = -(weights * signs / (1 + np.exp(margin))) @ scaled
        return float(lost.sum() + (slopes**2).sum() / (2 * _STRENGTH)), gradient + slopes / _STRENGTH

    bounds = [_bound(name) for name in names] * 2 + [(None, None)] * 2
    found = minimize(
        loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000}
    )
    slopes: Numbers = found.x / spread
    return slopes


def _bound(name: str) -> tuple[float | None, float | None]:
    if name.startswith(("covered", "cosine", "best cosine", "passage cosine", "score")):
        return 0.0, None
    if any(word in name for word in ("lack", "held by no", "unlike", "another kind", "contraries")):
        return None, 0.0
    return None, None


def _chance(rows: Numbers, slopes: Numbers) -> Numbers:
    chances: Numbers = 1 / (1 + np.exp(-(_columns(rows) @ slopes)))
    return chances


def main() -> int:
    if absent("Calibration", _MULTIHOP):
        return 0
    found = measure()
    names, rows, truth, part = found.names, found.rows, found.truth, found.part
    is_long = found.group == "long"
    own = found.group == "own article"
    weights = np.where(is_long & ~truth, _NULL_WEIGHT, 1.0)
    held_out = np.zeros(len(rows))
    for number in range(_PARTS):
        learned = part != number
        slopes = _fit(rows[learned], truth[learned], weights[learned], names)
        held_out[~learned] = _chance(rows[~learned], slopes)
    told = f"{int((~is_long).sum())} short and {int(is_long.sum())} long questions, {_PARTS} parts held out in turn"
    print(heading("Calibration", told))
    lines = []
    for name, answerable, other in (
        ("SQuAD 2, impossible questions", own & truth, own & ~truth),
        ("SQuAD 2, their article not held", own & truth, ~own & ~is_long),
        ("MultiHop-RAG, null questions", is_long & truth, is_long & ~truth),
    ):
        both = answerable | other
        bound = np.quantile(held_out[answerable], _FALSE)
        refused = int((held_out[other] < bound).sum())
        lines.append(
            [name, f"{roc_auc_score(truth[both], held_out[both]):.3f}", share(refused, int(other.sum()))]
        )
    print(table(["AUROC", f"refused at {_FALSE:.0%} false refusals"], lines))
    slopes = _fit(rows, truth, weights, names)
    # One threshold for all: the length's own weight is laid so that few long questions fall below it.
    bound = np.quantile(_chance(rows, slopes)[is_long & truth], _FALSE)
    slopes[-1] += np.log(_THRESHOLD / (1 - _THRESHOLD)) - np.log(bound / (1 - bound))
    _write(names, slopes)
    return 0


def _write(names: list[str], slopes: Numbers) -> None:
    count = len(names)
    lines = [
        '"""Learned weights of `rag.judging.answerability`; written by `python -m benchmarks.calibrate`."""',
        "",
        f"BIAS = ({slopes[-2]:.4f}, {slopes[-1]:.4f})  # for a short question, and for a long one",
        f"THRESHOLDS = ({_SHORT_THRESHOLD}, {_THRESHOLD})  # for a short question, and for a long one",
        "WEIGHTS: dict[str, tuple[float, float]] = {",
        *(f'    "{name}": ({slopes[i]:.4f}, {slopes[count + i]:.4f}),' for i, name in enumerate(names)),
        "}",
    ]
    _TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
