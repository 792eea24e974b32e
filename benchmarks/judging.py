"""Our own labelled questions for the judge, over `documents/` and the second affair: `python -m benchmarks judging`.

`data/judging/*.jsonl`, one question a line, typed as people type:

    expect    "answer", "partial" (one part of two is not held) or "silent" (a near miss: nothing that is held answers)
    gold      the sentences that answer, each with its file; for "answer" and "partial"
    near      the sentences that come closest without answering; for "silent"
    missing   what is asked for and not held; for "partial" and "silent"
    held_out  half of the questions, where the second byte of the SHA-256 of their text is odd: nothing learns from them

`--show` prints every question with its answer.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from benchmarks.answers import AFFAIR
from benchmarks.heading import heading, share, table
from benchmarks.libraries import ask, library, print_answer
from benchmarks.options import given
from benchmarks.report import show
from harness.asking import touches

_DATA = Path(__file__).parent / "data" / "judging"
SOURCES = {"documents": Path(__file__).resolve().parents[1] / "documents", "affair": AFFAIR / "documents"}

Expected = Literal["answer", "partial", "silent"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question; `sentences` are its gold, or for a silent one those that come closest, as (file name, sentence)."""

    id: str
    expect: Expected
    kind: str
    text: str
    sentences: tuple[tuple[str, str], ...]
    missing: str | None
    held_out: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with its answer as the API gives it."""

    question: Labelled
    answer: dict[str, Any]

    @property
    def refused(self) -> bool:
        return bool(self.answer["status"] == "not_in_documents")

    @property
    def partial(self) -> bool:
        return bool(self.answer["status"] == "partial")

    def gold_within(self, count: int) -> bool:
        """Is a gold sentence among the first `count` citations?"""
        return any(
            touches(citation["quote"], sentence)
            for citation in self.answer["citations"][:count]
            for _, sentence in self.question.sentences
        )


def questions(corpus: str) -> list[Labelled]:
    """The labelled questions over "documents" or "affair"."""
    rows = [json.loads(line) for line in (_DATA / f"{corpus}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        Labelled(
            row["id"],
            row["expect"],
            row["kind"],
            row["question"],
            tuple((each["document"], each["sentence"]) for each in row.get("gold") or row["near"]),
            row.get("missing"),
            row["held_out"],
        )
        for row in rows
    ]


def main() -> int:
    judged: dict[str, list[Judged]] = {}
    for corpus, folder in SOURCES.items():
        with library(corpus, [folder]) as service:
            every = [Judged(each, ask(service, each.text)) for each in questions(corpus)]
        judged[corpus] = [each for each in every if not each.question.held_out]
        judged[f"{corpus}, held out"] = [each for each in every if each.question.held_out]
    count = sum(len(each) for each in judged.values())
    measured = [_measures(each) for each in judged.values()]
    below = table(list(judged), [[row, *(each[row] for each in measured)] for row in measured[0]])
    show("judging", f"{heading('Our own labelled questions', f'{count} questions')}\n\n{below}")
    if given("show"):
        for each in (one for found in judged.values() for one in found):
            question = each.question
            told = f"{question.id} {question.kind} {question.expect}: gold in three {each.gold_within(3)}"
            print_answer(question.text, told, each.answer)
    return 0


def _measures(judged: Sequence[Judged]) -> dict[str, str]:
    by = {
        name: [each for each in judged if each.question.expect == name]
        for name in ("answer", "partial", "silent")
    }
    held = [*by["answer"], *by["partial"]]
    silent = by["silent"]
    return {
        "gold in one": share(sum(each.gold_within(1) for each in held), len(held)),
        "gold in three": share(sum(each.gold_within(3) for each in held), len(held)),
        "wrongly refused": share(sum(each.refused for each in held), len(held)),
        "wrongly called partial": share(sum(each.partial for each in by["answer"]), len(by["answer"])),
        "partial called partial": share(sum(each.partial for each in by["partial"]), len(by["partial"])),
        "near misses refused": share(sum(each.refused for each in silent), len(silent)),
        "near misses refused or partial": share(
            sum(each.refused or each.partial for each in silent), len(silent)
        ),
    }


if __name__ == "__main__":
    main()
