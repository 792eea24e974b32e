"""Whole answers over affairs by writers who had not seen the program: `python -m benchmarks strangers [--taught]`.

`data/strangers/NAME` has an affair's papers and its questions, one a line, typed as people type:

    question, kind
    expect      "answered", "partial" (a part is not in the papers) or "not_found" (a near miss)
    gold        the sentences that answer, each with its file
    need        "any" of them, or "all": lists, summaries, orders of events, comparisons
    half        "dev", or "held": of those nothing is learned, and nobody who builds reads them

Nothing is taught on these papers. With `--taught` it is asked over the eight affairs of `data/taught`, with lists and
summaries over four of them: what encoders and weights were taught with, to build on and not to boast with. `--show`
prints the questions of the first half with their answers.
"""

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.heading import heading, share, table
from benchmarks.libraries import ask, library, print_answer
from benchmarks.options import given
from benchmarks.report import show
from harness.asking import touches
from rag.service import Service

_DATA = Path(__file__).parent / "data"
_FOLDERS = {each.name: each for kind in ("strangers", "taught") for each in sorted((_DATA / kind).iterdir())}
AFFAIRS, TAUGHT = (
    tuple(name for name, folder in _FOLDERS.items() if folder.parent.name == kind)
    for kind in ("strangers", "taught")
)


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A row of the file with the answer as the API gives it."""

    row: dict[str, Any]
    answer: dict[str, Any]

    @property
    def touched(self) -> list[set[int]]:
        """For each citation in the answer's order the numbers of the gold sentences that it touches."""
        gold = [text for _, text in self.row["gold"]]
        quotes = [each["quote"] for each in self.answer["citations"]]
        return [{number for number, text in enumerate(gold) if touches(quote, text)} for quote in quotes]

    @property
    def covered(self) -> float:
        """The share of the gold sentences that are touched."""
        return len(set().union(*self.touched)) / len(self.row["gold"])


def questions(affair: str) -> list[dict[str, Any]]:
    """The rows of an affair's file."""
    lines = (_FOLDERS[affair] / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def papers(affair: str) -> Path:
    """The folder of an affair's papers."""
    return _FOLDERS[affair] / "papers"


def opened(affair: str) -> AbstractContextManager[Service]:
    """A service over an affair's papers."""
    return library(f"{_FOLDERS[affair].parent.name}-{affair}", [papers(affair)])


def main() -> int:
    found: dict[tuple[str, str], list[AnsweredQuestion]] = {}
    for affair in TAUGHT if given("taught") else AFFAIRS:
        with opened(affair) as service:
            for row in questions(affair):
                answered = AnsweredQuestion(row, ask(service, row["question"]))
                found.setdefault((affair, row["half"]), []).append(answered)
    columns = [f"{affair}, {half}" for affair, half in found]
    measured = list(map(measures, found.values()))
    rows = [[name, *(each[name] for each in measured)] for name in measured[0]]
    count = sum(map(len, found.values()))
    name = "Affairs that were taught with" if given("taught") else "Papers of strangers"
    told = f"{heading(name, f'{count} questions')}\n\n{table(columns, rows)}"
    if given("taught"):
        print(told)
    else:
        show("strangers", told)
    for (_, half), several in found.items():
        for each in several if given("show") and half == "dev" else ():
            print_answer(each.row["question"], f"{each.row['id']} {each.row['expect']}", each.answer)
    return 0


def measures(found: Sequence[AnsweredQuestion]) -> dict[str, str]:
    """What is told of a half, each by its name."""
    whole = [each for each in found if each.row["expect"] == "answered"]
    one = [each.touched for each in whole if each.row["need"] == "any"]
    several = [each.covered for each in whole if each.row["need"] == "all"]

    def called(status: str, expect: str) -> str:
        statuses = [each.answer["status"] for each in found if each.row["expect"] == expect]
        return share(statuses.count(status), len(statuses))

    return {
        "a sentence that answers comes first": share(sum(any(each[:1]) for each in one), len(one)),
        "among three": share(sum(any(each[:3]) for each in one), len(one)),
        "sentences of lists and summaries": f"{sum(several) / len(several):.3f}" if several else "",
        "answered, called so": called("answered", "answered"),
        "called partial": called("partial", "answered"),
        "refused": called("not_in_documents", "answered"),
        "partial, called answered": called("answered", "partial"),
        "near misses, called answered": called("answered", "not_found"),
        "called not in these documents": called("not_in_documents", "not_found"),
    }


if __name__ == "__main__":
    main()
