"""Follow-ups of conversations: our own over `documents/` and the invented affair, and people's: `python -m benchmarks
follow_ups`.

A follow-up is right when a gold sentence is among the first three citations, or, where the documents are silent, when
it is refused or called partly answered. Half of our own are held out, by their hashes. `--show` prints every question.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from benchmarks import people
from benchmarks.answers import AFFAIR
from benchmarks.heading import SHARED, heading, share, table
from benchmarks.libraries import ask, library, print_answer, scorer
from benchmarks.options import given
from benchmarks.report import show

_OWN = Path(__file__).parent / "data" / "follow_ups.jsonl"
_FIRST = 3


def held_out(row: dict[str, Any]) -> bool:
    """Is this one of the half that only measures?"""
    return bool(hashlib.sha256(row["question"].encode()).digest()[0] % 2)


def main() -> int:
    own = [json.loads(line) for line in _OWN.read_text(encoding="utf-8").splitlines()]
    results: dict[str, list[bool]] = {"own": [], "own, held out": []}
    for corpus, sources in (("documents", people.sources("documents")), ("affair", [AFFAIR / "documents"])):
        with library(corpus, sources) as service:
            for row in own:
                if row["corpus"] == corpus:
                    answer = ask(service, row["question"], row["turns"])
                    right = _right(row, answer)
                    results["own, held out" if held_out(row) else "own"].append(right)
                    _print(row, answer, right)
    if (SHARED / "eval" / "people").exists():
        results["people's"] = _of_people()
    rows = [["right", *(share(sum(each), len(each)) for each in results.values())]]
    show("follow_ups", f"{heading('Follow-ups', 'conversations')}\n\n{table(list(results), rows)}")
    return 0


def _right(row: dict[str, Any], answer: dict[str, Any]) -> bool:
    if row["expect"] == "silent":
        return bool(answer["status"] != "answered")
    return any(gold in each["quote"] for each in answer["citations"][:_FIRST] for gold in row["gold"])


def _of_people() -> list[bool]:
    judge = scorer(SHARED / "eval" / "people" / "score.py").judge
    found = []
    for corpus in ("documents", "seed"):
        asked = [row for row in people.questions() if row["corpus"] == corpus and row.get("turns")]
        if not asked:
            continue
        with library(corpus, people.sources(corpus)) as service:
            for row in asked:
                answer = ask(service, row["question"], row["turns"])
                verdict = judge(row, answer)
                found.append(bool(verdict["handled"] if row["expect"] == "silent" else verdict["in3"]))
                _print(row, answer, found[-1])
    return found


def _print(row: dict[str, Any], answer: dict[str, Any], right: bool) -> None:
    if given("show"):
        print_answer(row["question"], "right" if right else "wrong", answer, row["turns"])


if __name__ == "__main__":
    main()
