"""Writes a briefing from a file of questions."""

import sys
from collections.abc import Callable
from pathlib import Path

from rag.service import Service
from server.export.desk import Format, content, gathered, of_entries
from server.export.questions import BadBriefing, Refused, Section, read_questions

_FORMATS: dict[str, Format] = {".docx": "docx", ".md": "md"}


def write_briefing(
    service: Service,
    questions: Path,
    output: Path,
    title: str,
    timeline: bool,
    report: Callable[[int, int], None],
    whole: bool = False,
) -> bool:
    """Ask the questions and write their answers; True if all could be asked. `report` gets the number done and the
    total; with `whole` every footnote gives its source in full. Raises BadBriefing for files that cannot be read or
    written."""
    format = _FORMATS.get(output.suffix.lower())
    if format is None:
        raise BadBriefing(f"{output.name} is neither .docx nor .md. Name the file OUT.docx or OUT.md.")
    read = _read(questions)
    if not output.parent.is_dir():
        raise BadBriefing(f"There is no folder {output.parent}. Make it, or name another file.")
    total = sum(isinstance(each, str) for each in read)
    entries = gathered(service, title, read, report=lambda done: report(done, total))
    _write(content(of_entries(service, title, entries, timeline, whole), format), output)
    refused = [each for each in entries if isinstance(each, Refused)]
    for each in refused:
        print(f"Not asked: {each.question[:60]}: {each.why}", file=sys.stderr)
    print(f"Wrote {output}: {total} question{'' if total == 1 else 's'}.")
    return not refused


def _read(path: Path) -> list[Section | str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadBriefing(f"{path} cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadBriefing(f"{path} is not UTF-8 text. Save it as UTF-8, one question a line.") from error
    return read_questions(text.splitlines())


def _write(made: bytes, path: Path) -> None:
    """Write the file whole or not at all: an older file stays until the new one is complete."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(made)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise BadBriefing(f"{path} cannot be written: {error.strerror}.") from error
