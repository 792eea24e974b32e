"""Three outside sets that nothing was written for: `python -m benchmarks general [tatqa qed mtragun]`.

TAT-QA (annual reports), QED (Natural Questions over Wikipedia) and mtRAG-UN (conversations). The figures are those
of the sets' README and `score.py`. `--show` prints every question with its verdict.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.heading import SHARED, absent, heading, share, table
from benchmarks.libraries import ask, library, print_answer, scorer
from benchmarks.options import given
from benchmarks.report import show
from rag.service import Service
from rag.types import Filters

_FOLDER = SHARED / "eval" / "general"
SETS = ("tatqa", "qed", "mtragun")


@dataclass(frozen=True, slots=True)
class ScoredAnswer:
    """A question, its answer as the API gives it, and its score; None where nothing answers it."""

    question: dict[str, Any]
    answer: dict[str, Any]
    score: dict[str, Any] | None

    @property
    def refused(self) -> bool:
        return bool(self.answer["status"] == "not_in_documents")

    @property
    def partial(self) -> bool:
        return bool(self.answer["status"] == "partial")


def questions(name: str) -> list[dict[str, Any]]:
    """The rows of a set, as they are in its file."""
    lines = (_FOLDER / name / "questions.dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def sources(name: str) -> list[Path]:
    """What is ingested for a set."""
    return [_FOLDER / name / "docs"]


def within(service: Service, file: str | None) -> Filters:
    """The filter to the document of that file name; none where no file is named."""
    if file is None:
        return Filters()
    held = service.stores.library.catalogue()
    return Filters(document_id=tuple(each.document_id for each in held if Path(each.path).name == file))


def main() -> int:
    if absent("The outside sets", _FOLDER):
        return 0
    touch = scorer(_FOLDER / "score.py").score
    names = [each for each in sys.argv[1:] if each in SETS] or list(SETS)
    judged: dict[str, list[ScoredAnswer]] = {}
    for name in names:
        with library(name, sources(name)) as service:
            judged[name] = []
            for row in questions(name):
                answer = ask(service, row["question"], row["turns"], within(service, row["doc"]))
                quotes = [each["quote"] for each in answer["citations"]]
                judged[name].append(
                    ScoredAnswer(row, answer, touch(quotes, row["gold"]) if row["answerable"] else None)
                )
    count = sum(len(each) for each in judged.values())
    above = heading("Outside sets", f"{count} questions, dev halves; a refusal counts as a miss")
    measured = [_measures(each) for each in judged.values()]
    below = table(names, [[row, *(each[row] for each in measured)] for row in measured[0]])
    show("general", f"{above}\n\n{below}")
    if given("show"):
        for each in (one for found in judged.values() for one in found):
            told = f"{each.question['id']} {each.question['kind']}: {each.score or 'unanswerable'}"
            print_answer(each.question["question"], told, each.answer, each.question["turns"])
    return 0


def _measures(judged: list[ScoredAnswer]) -> dict[str, str]:
    held = [each for each in judged if each.score is not None]
    scores = [each.score for each in held if each.score is not None]
    other = [each for each in judged if each.score is None]
    return {
        "evidence in one": share(sum(each["in1"] for each in scores), len(scores)),
        "evidence in three": share(sum(each["in3"] for each in scores), len(scores)),
        "evidence in five": share(sum(each["in5"] for each in scores), len(scores)),
        "precision of what is shown": share(
            sum(each["right"] for each in scores), sum(each["shown"] for each in scores)
        ),
        "wrongly refused": share(sum(each.refused for each in held), len(held)),
        "answerable called partial": share(sum(each.partial for each in held), len(held)),
        "unanswerable refused": share(sum(each.refused for each in other), len(other)),
        "unanswerable called partial": share(sum(each.partial for each in other), len(other)),
    }


if __name__ == "__main__":
    main()
