"""People's questions, as they type them, over `documents/` and over the seed article: `python -m benchmarks people`.

The figures are those of the set's own README and `score.py`. `--show` prints every question with its verdict.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.heading import SHARED, absent, heading, share, table
from benchmarks.libraries import ask, library, print_answer, scorer
from benchmarks.options import given
from benchmarks.report import show

_SET = SHARED / "eval" / "people"
_DOCUMENTS = Path(__file__).resolve().parents[1] / "documents"
# `documents/` holds at most a part of what each of these asks.
_UNFOUNDED = (
    "Who paid for the Impower report and how much did it cost?",
    "Why did Debbie Jones leave Ofsted?",
    "Is Ofsted still using one-word ratings?",
    "How many children died in Doncaster?",
    "Which four councils did Impower study?",
    "How many recommendations did the report make?",
)


@dataclass(frozen=True, slots=True)
class VerdictOnAnswer:
    """A question, its answer as the API gives it, and what `score.py` makes of it."""

    question: dict[str, Any]
    answer: dict[str, Any]
    verdict: dict[str, Any]

    @property
    def expected(self) -> str:
        return str(self.question["expect"])


def questions() -> list[dict[str, Any]]:
    """The rows of the set, as they are in its file."""
    lines = (_SET / "questions.dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def sources(corpus: str) -> list[Path]:
    """What is ingested for the questions of `corpus`: "documents", or "seed"."""
    return [_DOCUMENTS] if corpus == "documents" else sorted((SHARED / "seed").glob("*.txt"))


def main() -> int:
    if absent("People's questions", _SET):
        return 0
    score = scorer(_SET / "score.py")
    judged: dict[str, list[VerdictOnAnswer]] = {}
    unfounded = []
    for corpus in ("documents", "seed"):
        with library(corpus, sources(corpus)) as service:
            judged[corpus] = []
            for row in questions():
                if row["corpus"] == corpus:
                    answer = ask(service, row["question"], row.get("turns") or ())
                    judged[corpus].append(VerdictOnAnswer(row, answer, score.judge(row, answer)))
            if corpus == "documents":
                unfounded = [(text, ask(service, text)) for text in _UNFOUNDED]
    judged["both"] = [*judged["documents"], *judged["seed"]]
    answered = sum(answer["status"] == "answered" for _, answer in unfounded)
    lines = [
        heading("People's questions", f"{len(judged['both'])} questions, dev half"),
        table(list(judged), _rows(judged, score.NARROW)),
        f"Of {len(unfounded)} questions that `documents/` does not fully answer, {answered} are called answered:",
        table(["status"], [[text, answer["status"]] for text, answer in unfounded]),
    ]
    show("people", "\n\n".join(lines))
    if given("show"):
        for each in judged["both"]:
            told = f"{each.question['id']} {each.question['type']} {each.expected}: {each.verdict}"
            print_answer(each.question["question"], told, each.answer, each.question.get("turns") or ())
        for text, answer in unfounded:
            print_answer(text, "not fully answered by the documents", answer)
    return 0


def _rows(judged: dict[str, list[VerdictOnAnswer]], narrow: Sequence[str]) -> list[list[str]]:
    measured = [_measures(each, narrow) for each in judged.values()]
    return [[name, *(each[name] for each in measured)] for name in measured[0]]


def _measures(judged: Sequence[VerdictOnAnswer], narrow: Sequence[str]) -> dict[str, str]:
    held = [each for each in judged if each.expected in ("answer", "partial")]
    verdicts = [each.verdict for each in held]
    facts = [each.verdict for each in held if each.question["type"] in narrow]
    silent = [each.verdict for each in judged if each.expected in ("silent", "out_of_scope")]
    whole = [each.answer["status"] for each in held if each.expected == "answer"]

    def shown(taken: Sequence[dict[str, Any]]) -> str:
        return share(sum(each["right"] for each in taken), sum(each["shown"] for each in taken))

    def of(name: str) -> str:
        taken = [each.verdict[name] for each in judged if name in each.verdict]
        return share(sum(taken), len(taken))

    return {
        "gold in one": share(sum(each["in1"] for each in verdicts), len(verdicts)),
        "gold in three": share(sum(each["in3"] for each in verdicts), len(verdicts)),
        "gold in five": share(sum(each["in5"] for each in verdicts), len(verdicts)),
        "gold covered": f"{sum(each['covered'] for each in verdicts) / len(verdicts):.3f}",
        "precision of what is shown": shown(verdicts),
        "the same, narrow questions (fact, who, when, how many)": shown(facts),
        "wrongly refused": share(sum(each["refused"] for each in verdicts), len(verdicts)),
        "wrongly called partial": share(whole.count("partial"), len(whole)),
        "unanswerable handled": share(sum(each["handled"] for each in silent), len(silent)),
        "partial called partial": of("partial"),
        "catalogue": of("catalogue"),
        "chat": of("chat"),
    }


if __name__ == "__main__":
    main()
