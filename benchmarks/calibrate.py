"""Learn the weights of `rag/judging/weights.py` over many sets of questions: `python -m benchmarks calibrate`.

Printed is what each set gets from weights learned on all the others; written (with `--write`) is what all of them give.
The held-out halves of our own sets are never read here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

import benchmarks.general as general
import benchmarks.judging as judging
import benchmarks.multihop as multihop
import benchmarks.people as people
import benchmarks.squad as squad
import benchmarks.strangers as strangers
from benchmarks.answers import AFFAIR, SEED_QUESTIONS, affair
from benchmarks.encoders import built_in
from benchmarks.heading import SHARED, absent, heading, table
from benchmarks.libraries import library
from benchmarks.options import given
from harness.asking import Case, seed_cases
from rag.embedding.cross_encoder import CrossEncoder
from rag.judging.answerability import missing_names, signals
from rag.judging.reading import Reader, is_open
from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.storage.stores import Stores
from rag.storage.term_weights import Rarity
from rag.types import Filters

_TARGET = Path(__file__).resolve().parents[1] / "rag" / "judging" / "weights.py"
_MULTIHOP = SHARED / "eval" / "multihop_rag"
_STRENGTH = 100.0  # the inverse of the regularisation
_SQUAD_EVERY, _MULTIHOP_EVERY = 6, 6
_FEW = 3
_WITH, _WITHOUT = "with the cross-encoder", "without it"
_FALSE = 0.026  # of the answerable questions may be refused, in the mean over the sets,
_SURE = 0.8  # and what is called answered is answered so often;
_SURE_WITHOUT = 0.65  # or so, where no encoder reads: else hardly anything would be called answered
# A sign that speaks for an answer is never learned to speak against one, and the other way round: the signals overlap,
# and free signs would mislead on questions unlike those that were learned from.
_FOR = ("relevance", "best cosine", "long best cosine", "score")
_AGAINST = ("of another kind", "a denial lacking", "a name missing")

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """One question to judge; `earlier` is the question before it."""

    text: str
    answerable: bool
    earlier: str = ""
    filters: Filters | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """The signals of one set: `rows` has a column for each of `names`."""

    names: tuple[str, ...]
    rows: Numbers
    truth: NDArray[np.bool_]


def _measure(stores: Stores, asked: Sequence[JudgedQuestion], encoder: CrossEncoder | None) -> Measured:
    reader = Reader(stores, Retriever(stores), Rarity(stores.lexical), encoder)
    found: list[dict[str, float]] = []
    truth = []
    for each in asked:
        earlier = Query(each.earlier) if each.earlier else None
        reading = reader.read(Query(each.text, each.filters or Filters()), earlier=earlier)
        # What is spared a refusal would raise the share of wrong ones that no threshold has a part in.
        if reading.evidence and not is_open(reading.understood):
            missing = missing_names(reading.asked, reading.evidence, reading.hits)
            found.append(signals(reading.asked, reading.evidence, missing))
            truth.append(each.answerable)
    names = tuple(found[0])
    rows = np.array([[values[name] for name in names] for values in found])
    return Measured(names, rows, np.array(truth))


def sets(encoder: CrossEncoder | None, few: bool = False) -> Iterator[tuple[str, Measured]]:
    """Every set by its name; those whose data is absent are left out. With `few`, less of the two large ones."""
    yield from _own(encoder)
    yield from _strangers(encoder)
    if not absent("People's questions", SHARED / "eval" / "people"):
        yield from _people(encoder)
        yield from _seed(encoder)
        yield from _outside(encoder)
        yield from _large(encoder, _FEW if few else 1)


def _own(encoder: CrossEncoder | None) -> Iterator[tuple[str, Measured]]:
    with library("affair", [AFFAIR / "documents"]) as service:
        cases = affair()
        known = [
            each for each in judging.questions("affair") if not each.held_out and each.expect != "partial"
        ]
        yield "affair", _measure(service.stores, _cases(cases["second affair"]), encoder)
        yield "paraphrases", _measure(service.stores, _cases(cases["its paraphrases"]), encoder)
        labelled = [JudgedQuestion(each.text, each.expect == "answer") for each in known]
        yield "labelled, affair", _measure(service.stores, labelled, encoder)
    with library("documents", people.sources("documents")) as service:
        known = [
            each for each in judging.questions("documents") if not each.held_out and each.expect != "partial"
        ]
        labelled = [JudgedQuestion(each.text, each.expect == "answer") for each in known]
        yield "labelled, documents", _measure(service.stores, labelled, encoder)


def _strangers(encoder: CrossEncoder | None) -> Iterator[tuple[str, Measured]]:
    for name in strangers.AFFAIRS:
        with strangers.opened(name) as service:
            asked = [
                JudgedQuestion(row["question"], row["expect"] == "answered")
                for row in strangers.questions(name)
                if row["half"] == "dev" and row["expect"] != "partial"
            ]
            yield f"strangers, {name}", _measure(service.stores, asked, encoder)


def _cases(cases: Sequence[Case]) -> list[JudgedQuestion]:
    """Orders and requests for advice are told by their form, not by the evidence."""
    return [
        JudgedQuestion(each.text, each.answerable, each.turns[-1].question if each.turns else "")
        for each in cases
        if each.kind not in ("instruction", "prompt_injection")
    ]


def _people(encoder: CrossEncoder | None) -> Iterator[tuple[str, Measured]]:
    rows = people.questions()
    found = []
    for corpus in ("documents", "seed"):
        with library(corpus, people.sources(corpus)) as service:
            asked = [
                JudgedQuestion(
                    row["question"], row["expect"] == "answer", row["turns"][-1] if row["turns"] else ""
                )
                for row in rows
                if row["corpus"] == corpus and row["expect"] in ("answer", "silent", "out_of_scope")
            ]
            found.append(_measure(service.stores, asked, encoder))
    yield (
        "people",
        Measured(
            found[0].names,
            np.vstack([each.rows for each in found]),
            np.concatenate([each.truth for each in found]),
        ),
    )


def _seed(encoder: CrossEncoder | None) -> Iterator[tuple[str, Measured]]:
    article = next((SHARED / "seed").glob("*.txt"))
    with library("seed", [article]) as service:
        yield "seed", _measure(service.stores, _cases(seed_cases(SEED_QUESTIONS, article)), encoder)


def _outside(encoder: CrossEncoder | None) -> Iterator[tuple[str, Measured]]:
    for name in general.SETS:
        with library(name, general.sources(name)) as service:
            asked = [
                JudgedQuestion(
                    row["question"],
                    row["answerable"],
                    row["turns"][-1] if row["turns"] else "",
                    general.within(service, row["doc"]),
                )
                for row in general.questions(name)
            ]
            yield name, _measure(service.stores, asked, encoder)


def _large(encoder: CrossEncoder | None, every: int) -> Iterator[tuple[str, Measured]]:
    with squad.library() as stores:
        asked = [
            JudgedQuestion(each.text, each.answer is not None)
            for each in squad.questions()[:: every * _SQUAD_EVERY]
        ]
        yield "SQuAD 2", _measure(stores, asked, encoder)
    with multihop.library(_MULTIHOP) as stores:
        asked = [
            JudgedQuestion(each.text, bool(each.facts))
            for each in multihop.questions(_MULTIHOP)[:: every * _MULTIHOP_EVERY]
        ]
        yield "MultiHop-RAG", _measure(stores, asked, encoder)


def fit(found: Sequence[Measured]) -> Numbers:
    """A slope for each signal and the bias last; every set weighs the same, and in it both answers do."""
    names = found[0].names
    rows = np.vstack([each.rows for each in found])
    truth = np.concatenate([each.truth for each in found])
    weights = np.concatenate([_balance(each.truth) for each in found])
    columns = np.hstack([rows, np.ones((len(rows), 1))])
    signs = np.where(truth, 1.0, -1.0)

    def loss(slopes: Numbers) -> tuple[float, Numbers]:
        margin = signs * (columns @ slopes)
        lost = weights * np.logaddexp(0, -margin)
        gradient = -(weights * signs / (1 + np.exp(margin))) @ columns
        free = np.append(slopes[:-1], 0.0)
        return float(lost.sum() + (free**2).sum() / (2 * _STRENGTH)), gradient + free / _STRENGTH

    bounds = [_bound(name) for name in names] + [(None, None)]
    slopes: Numbers = minimize(
        loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000}
    ).x
    return slopes


def _balance(truth: NDArray[np.bool_]) -> Numbers:
    """Both answers weigh the same within a set, as far as it has both, and all sets together alike."""
    yes, no = int(truth.sum()), int((~truth).sum())
    each = 100.0 / ((yes > 0) + (no > 0))
    return np.where(truth, each / max(yes, 1), each / max(no, 1))


def _bound(name: str) -> tuple[float | None, float | None]:
    if name in _FOR:
        return 0.0, None
    return (None, 0.0) if name in _AGAINST else (None, None)


def chances(found: Measured, slopes: Numbers) -> Numbers:
    """The probability that each question of a set is answered."""
    total = np.hstack([found.rows, np.ones((len(found.rows), 1))]) @ slopes
    chance: Numbers = 1 / (1 + np.exp(-total))
    return chance


def main() -> int:
    learned = {}
    for told, encoder in ((_WITH, built_in()), (_WITHOUT, None)):
        measured = dict(sets(encoder, few=given("few")))
        learned[told] = (measured, fit(list(measured.values())))
        print(report(told, measured))
    if given("write"):
        _write(learned)
    return 0


def report(told: str, measured: dict[str, Measured]) -> str:
    """What each set gets from weights learned on all the others, as a table."""
    left_out = {
        name: chances(each, fit([other for key, other in measured.items() if key != name]))
        for name, each in measured.items()
    }
    none, answered = thresholds(told, measured, left_out)
    rows = []
    for name, chance in left_out.items():
        truth = measured[name].truth
        both = truth.any() and not truth.all()
        rows.append(
            [
                name,
                str(int(truth.sum())),
                str(int((~truth).sum())),
                f"{roc_auc_score(truth, chance):.3f}" if both else "",
                f"{(chance[truth] < none).mean():.2f}",
                f"{(chance[truth] < answered).mean():.2f}",
                f"{(chance[~truth] < none).mean():.2f}" if both else "",
                f"{(chance[~truth] < answered).mean():.2f}" if both else "",
            ]
        )
    head = heading(
        f"Calibration, {told}", f"each set left out in turn; thresholds {none:.2f} and {answered:.2f}"
    )
    columns = ["yes", "no", "AUROC", "yes refused", "or partial", "no refused", "or partial"]
    return f"{head}\n{table(columns, rows)}\n"


def thresholds(told: str, measured: dict[str, Measured], left_out: dict[str, Numbers]) -> tuple[float, float]:
    """Below the first nothing is answered, from the second on all is; the mean over the sets decides."""
    sure = _SURE_WITHOUT if told == _WITHOUT else _SURE
    yes = [chance[measured[name].truth] for name, chance in left_out.items()]
    candidates = np.linspace(0.01, 0.5, 99)
    none = float(max(each for each in candidates if np.mean([(one < each).mean() for one in yes]) <= _FALSE))
    grid = np.linspace(none, 0.95, 60)
    for answered in grid:
        right = [
            _share_right(measured[name].truth, chance >= answered)
            for name, chance in left_out.items()
            if not measured[name].truth.all()
        ]
        if np.mean(right) >= sure:
            return none, float(answered)
    return none, float(grid[-1])


def _share_right(truth: NDArray[np.bool_], called: NDArray[np.bool_]) -> float:
    """Of what is called answered, how much is, were as many questions of the set answerable as not."""
    yes, no = called[truth].mean(), called[~truth].mean()
    return float(yes / (yes + no)) if yes + no else 1.0


def _write(learned: dict[str, tuple[dict[str, Measured], Numbers]]) -> None:
    lines = [
        '"""Learned weights of `rag.judging.answerability`; written by `python -m benchmarks calibrate --write`."""',
        "",
    ]
    for constant, told in (("", _WITH), ("WITHOUT_ENCODER", _WITHOUT)):
        measured, slopes = learned[told]
        left_out = {
            name: chances(each, fit([other for key, other in measured.items() if key != name]))
            for name, each in measured.items()
        }
        none, answered = thresholds(told, measured, left_out)
        names = next(iter(measured.values())).names
        end = f"_{constant}" if constant else ""
        lines += [
            f"NONE{end} = {none:.3f}  # below this probability nothing is answered,",
            f"ANSWERED{end} = {answered:.3f}  # and from this on all of it is",
            f"{constant or 'WEIGHTS'} = {{",
            *(f'    "{name}": {slope:.4f},' for name, slope in zip((*names, "bias"), slopes, strict=True)),
            "}",
        ]
    _TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
