"""Whole answers: the seed article's questions, and those of the second affair that the tests hold."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.asking import Case, Outcome, affair_cases, ask_all, measures, seed_cases
from benchmarks.heading import SHARED, absent, heading, share, table
from ingest.sync.sync import sync
from rag.service import Service
from rag.settings import Settings

_SEED = SHARED / "seed"
_QUESTIONS = SHARED / "eval" / "seed" / "questions.dev.jsonl"
_AFFAIR = Path(__file__).resolve().parents[1] / "tests" / "affair"


def outcomes(documents: Path, cases: Sequence[Case]) -> list[Outcome]:
    """The cases asked of these documents alone; every citation is held against its document's text."""
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Settings(data_dir=Path(folder), chat_model=""))
        sync(service.stores, [documents])
        found = ask_all(service.pipeline, cases)
        for each in found:
            for citation in each.answer.citations:
                text = service.stores.library.document(citation.document_id).text
                if text[citation.start : citation.end] != citation.quote:
                    raise AssertionError(
                        f"{each.case.id}: citation {citation.marker} is no slice of its document"
                    )
        service.stores.close()
    return found


def main() -> int:
    columns: dict[str, list[Outcome]] = {}
    if not absent("The seed's questions", _QUESTIONS):
        article = next(_SEED.glob("*.txt"))
        columns["seed"] = outcomes(_SEED, seed_cases(_QUESTIONS, article))
    columns["second affair"] = outcomes(_AFFAIR / "documents", affair_cases(_AFFAIR / "questions.json"))
    measured = {name: measures(found) for name, found in columns.items()}
    told = ", ".join(f"{len(found)} of the {name}" for name, found in columns.items())
    print(heading("Answers", f"questions: {told}; extractive, at most five citations counted"))
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
    print(table(list(columns), rows))
    if "--each" in sys.argv:
        for found in columns.values():
            for each in found:
                _show(each)
    return 0


def _show(outcome: Outcome) -> None:
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
