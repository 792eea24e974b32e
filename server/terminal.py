"""What the commands print for a person."""

import shutil
import textwrap
from collections.abc import Sequence
from typing import Any

from ingest.sync.progress import Outcome
from rag.answering.citations import source_name
from rag.storage.passage_context import spoken_date
from rag.types import Answer, Citation, Hit


def print_answer(answer: Answer, asked_of: str = "") -> None:
    """What it was asked of, the answer, then its notes, then where each citation stands."""
    if asked_of:
        print(_wrapped(f"Asked of: {asked_of}") + "\n")
    if answer.query != answer.question:
        print(f"Searched as: {answer.query}\n")
    for paragraph in answer.text.split("\n"):
        print(_wrapped(paragraph) if paragraph else "")
    for warning in answer.warnings:
        print(_wrapped(f"Note: {warning}"))
    if answer.citations:
        print()
    for citation in answer.citations:
        print(_wrapped(_reference(citation), "    "))
    for hit in answer.nearest:
        told = ", ".join(part for part in (hit.metadata.publisher, spoken_date(hit.metadata.date)) if part)
        print(
            _wrapped(
                f"  Nearest: {hit.metadata.title or hit.passage.document_id} ({told or 'undated'})", "    "
            )
        )


def _reference(citation: Citation) -> str:
    parts = [source_name(citation), citation.title, spoken_date(citation.date) or "undated"]
    if citation.page is not None:
        parts.append(f"page {citation.page_label or citation.page}")
    if citation.recognised:
        parts.append("recognised text, check it against the page")
    if citation.url:
        parts.append(citation.url)
    return f"[{citation.marker}] " + ", ".join(part for part in parts if part)


def print_hits(hits: Sequence[Hit]) -> None:
    for number, hit in enumerate(hits, 1):
        told = [hit.metadata.publisher, hit.metadata.title, spoken_date(hit.metadata.date) or "undated"]
        print(_wrapped(f"{number}. {', '.join(part for part in told if part)}  ({hit.score:.3f})", "   "))
        print(textwrap.indent(_wrapped(" ".join(hit.passage.text.split())), "   ") + "\n")
    if not hits:
        print("Nothing found. `report-qa documents` lists what is held.")


def print_documents(documents: Sequence[dict[str, Any]]) -> None:
    for each in documents:
        lacks = f"  (missing: {', '.join(each['missing'])})" if each["missing"] else ""
        told = [each["date"] or "undated", each["publisher"], each["title"] or each["path"]]
        print(f"{each['id']}  {', '.join(part for part in told if part)}{lacks}")
    if not documents:
        print("No documents are held. Run `report-qa ingest PATH`.")


def print_outcome(outcome: Outcome) -> None:
    for failure in outcome.failed:
        print(f"Not taken in: {failure['path']}: {failure['error']}")
    told = [
        f"{len(paths)} {word}"
        for word, paths in (
            ("added", outcome.added),
            ("replaced", outcome.replaced),
            ("unchanged", outcome.unchanged),
            ("removed", outcome.removed),
            ("failed", outcome.failed),
        )
        if paths
    ]
    print(
        f"{', '.join(told) or 'Nothing to do'}. Held: {outcome.documents} documents, {outcome.passages} passages."
    )


def _wrapped(text: str, indent: str = "") -> str:
    width = min(shutil.get_terminal_size().columns, 100)
    return textwrap.fill(text, width, subsequent_indent=indent, break_on_hyphens=False)
