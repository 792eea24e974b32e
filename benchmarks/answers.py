"""Whole answers: the seed article's questions, the second affair's, and the second affair's in other words.

The paraphrases come in two halves: one to look at, and one (`held_out`) that no change is made for. `--each` prints
every question with its answer.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.heading import SHARED, absent, heading, share, table
from benchmarks.libraries import library
from benchmarks.report import show
from harness.asking import (
    AnsweredCase,
    Case,
    affair_cases,
    ask_all,
    measures,
    paraphrased,
    seed_cases,
)

_SEED = SHARED / "seed"
SEED_QUESTIONS = SHARED / "eval" / "seed" / "questions.dev.jsonl"
AFFAIR = Path(__file__).resolve().parents[1] / "tests" / "affair"


def outcomes(
    name: str, sources: Sequence[Path], cases: Mapping[str, Sequence[Case]]
) -> dict[str, list[AnsweredCase]]:
    """Every set of cases asked of these documents alone; each citation is compared with its document's text."""
    with library(name, sources) as service:
        found = {key: ask_all(service.pipeline, each) for key, each in cases.items()}
        for each in (one for outcomes in found.values() for one in outcomes):
            for citation in each.answer.citations:
                text = service.stores.library.document(citation.document_id).text
                if text[citation.start : citation.end] != citation.quote:
                    raise AssertionError(
                        f"{each.case.id}: citation {citation.marker} is no slice of its document"
                    )
    return found


def affair() -> dict[str, list[Case]]:
    """The second affair's questions, and their paraphrases in two halves."""
    originals = affair_cases(AFFAIR / "questions.json")
    seen, held_out = paraphrased(originals, AFFAIR / "paraphrases.json")
    return {"second affair": originals, "its paraphrases": seen, "paraphrases held out": held_out}


def main() -> int:
    columns: dict[str, list[AnsweredCase]] = {}
    if not absent("The seed's questions", SEED_QUESTIONS):
        article = next(_SEED.glob("*.txt"))
        columns |= outcomes("seed", [article], {"seed": seed_cases(SEED_QUESTIONS, article)})
    columns |= outcomes("affair", [AFFAIR / "documents"], affair())
    measured = {name: measures(found) for name, found in columns.items()}
    told = ", ".join(f"{name} {len(found)}" for name, found in columns.items())
    above = heading("Answers", f"questions: {told}; extractive, at most five citations counted")
    rows = [
        [
            name,
            *(
                share(*each[name]) if name != "citations" else str(each[name][0])
                for each in measured.values()
            ),
        ]
        for name in next(iter(measured.values()))
    ]
    show("answers", f"{above}\n\n{table(list(columns), rows)}")
    if "--each" in sys.argv:
        for found in columns.values():
            for each in found:
                _show(each)
    return 0


def _show(outcome: AnsweredCase) -> None:
    case, answer = outcome.case, outcome.answer
    told = f"{len(outcome.touched)}/{len(case.evidence)}" if case.answerable else "unanswerable"
    print(f"\n{case.id} {case.kind} [{told}] {answer.status} {answer.reason or ''}\n  {case.text}")
    if answer.query != answer.question:
        print(f"  searched: {answer.query}")
    print("  " + answer.text.replace("\n\n", "\n  "))
    for side in answer.sides:
        print(f"  side {side.party}: {'silent' if side.silent else side.citations}")
    for warning in answer.warnings:
        print(f"  note: {warning}")
    if outcome.first:
        print(f"  speaker {outcome.first.speaker!r}, asked {case.speakers}")


if __name__ == "__main__":
    main()
