"""Which list that a document gives is the one asked for: `python -m benchmarks lists`.

Over the questions for a list of four affairs of `data/taught` and of the first halves of the strangers', of which the
latter are one set. A list is right where it holds half of the gold sentences. Printed is, for each set, for how many
questions a list is shown and is right with weights learned on the other sets, and the weights that all of them give,
for `rag.answering.forms.points`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks import strangers
from benchmarks.encoders import built_in
from benchmarks.heading import heading, share, table
from harness.asking import touches
from rag.answering.forms.aims import aims
from rag.answering.forms.material import Material
from rag.answering.forms.points import signs, source_lists
from rag.judging.reading import Reader
from rag.parties.affiliations import bodies
from rag.parties.offices import offices
from rag.parties.parties import Parties
from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.service import Service
from rag.storage.term_weights import Rarity

_STRENGTH = 0.05  # of the regularisation, on standardised signs
_HALF = 0.5

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """The lists found for a question: a row of signs each, and whether it is right.

    `asked` is false for a near miss.
    """

    rows: Numbers
    right: NDArray[np.bool_]
    asked: bool


def main() -> int:
    found: dict[str, list[ListQuestion]] = {}
    names: tuple[str, ...] = ()
    for affair in (*strangers.TAUGHT, *strangers.AFFAIRS):
        asked = [row for row in strangers.questions(affair) if row["kind"] == "list" and row["half"] == "dev"]
        if asked:
            with strangers.opened(affair) as service:
                names, measured = _measured(service, asked)
            found.setdefault("strangers" if affair in strangers.AFFAIRS else affair, []).extend(measured)
    rows = []
    for name, several in found.items():
        slopes = _fit([each for other, those in found.items() if other != name for each in those])
        shown = [(each, _chosen(each, slopes)) for each in several]
        wanted = [(each, best) for each, best in shown if each.asked]
        rows.append(
            [
                name,
                share(sum(best is not None for _, best in wanted), len(wanted)),
                share(sum(best is not None and bool(each.right[best]) for each, best in wanted), len(wanted)),
                share(sum(bool(each.right.any()) for each, _ in wanted), len(wanted)),
                share(
                    sum(best is not None for each, best in shown if not each.asked), len(shown) - len(wanted)
                ),
            ]
        )
    columns = ["a list is shown", "and is right", "one would be right", "near misses: a list is shown"]
    slopes = _fit([each for several in found.values() for each in several])
    weights = "\n".join(
        f'"{name}": {slope:.2f},' for name, slope in zip((*names, "bias"), slopes, strict=True)
    )
    print(heading("Lists", "each set left out in turn"), table(columns, rows), weights, sep="\n\n")
    return 0


def _measured(
    service: Service, asked: Sequence[Mapping[str, Any]]
) -> tuple[tuple[str, ...], list[ListQuestion]]:
    stores, retriever = service.stores, Retriever(service.stores)
    reader = Reader(stores, retriever, Rarity(stores.lexical), built_in())
    material = Material(stores, retriever, reader, quoted_characters=0)
    library = stores.library
    parties = Parties(library.catalogue(), bodies(library), offices(library))
    names: tuple[str, ...] = ()
    measured = []
    for row in asked:
        reading = reader.read(Query(row["question"]))
        lists = source_lists(reading, aims(row["question"], parties), material)
        told = signs(lists, reading)
        gold = [sentence for _, sentence in row["gold"]]
        right = [
            bool(gold)
            and sum(any(touches(item.text, one) for item in each.items) for one in gold) >= _HALF * len(gold)
            for each in lists
        ]
        if told:
            names = tuple(told[0])
            rows = np.array([[*each.values()] for each in told])
            measured.append(ListQuestion(rows, np.array(right, dtype=np.bool_), bool(gold)))
    return names, measured


def _chosen(each: ListQuestion, slopes: Numbers) -> int | None:
    odds = each.rows @ slopes[:-1] + slopes[-1]
    best = int(odds.argmax())
    return best if odds[best] >= 0 else None


def _fit(several: Sequence[ListQuestion]) -> Numbers:
    """A slope for each sign and the bias: a question's lists compete with one another and with none of them."""
    spread = np.vstack([each.rows for each in several]).std(axis=0) + 1e-6
    told = [
        (
            np.hstack([each.rows / spread, np.ones((len(each.rows), 1))]),
            np.append(each.right, not each.right.any()),
        )
        for each in several
    ]

    def loss(slopes: Numbers) -> tuple[float, Numbers]:
        free = np.append(slopes[:-1], 0.0)
        lost, gradient = _STRENGTH * float(free @ free), 2 * _STRENGTH * free
        for rows, right in told:
            odds = np.append(rows @ slopes, 0.0)
            chances = np.exp(odds - odds.max())
            chances /= chances.sum()
            wanted = right / right.sum()
            lost -= float((wanted * np.log(chances + 1e-12)).sum())
            gradient = gradient + rows.T @ (chances - wanted)[:-1]
        return lost, gradient

    start = np.zeros(told[0][0].shape[1])
    slopes: Numbers = minimize(loss, start, jac=True, method="L-BFGS-B").x
    slopes[:-1] /= spread
    return slopes


if __name__ == "__main__":
    main()
