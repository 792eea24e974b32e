"""Writes a briefing from a file of questions."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from rag.errors import UserError
from server.backends.interface import Backend, BriefOrder

_FORMATS: dict[str, Literal["docx", "md"]] = {".docx": "docx", ".md": "md"}


class BadBriefingFile(UserError):
    code = "bad_briefing"


def write_briefing(
    at: Backend,
    questions: Path,
    output: Path,
    title: str,
    timeline: bool,
    report: Callable[[int, int], None],
    whole: bool = False,
) -> bool:
    """Ask the questions and write their answers; True if all could be asked. `report` gets the number done
    and the total; with `whole` every footnote gives its source in full. Raises BadBriefingFile for files
    that cannot be read or written.
    """
    format = _FORMATS.get(output.suffix.lower())
    if format is None:
        raise BadBriefingFile(f"{output.name} is neither .docx nor .md. Name the file OUT.docx or OUT.md.")
    lines = _read(questions)
    if not output.parent.is_dir():
        raise BadBriefingFile(f"There is no folder {output.parent}. Make it, or name another file.")
    asked = 0

    def count(done: int, total: int) -> None:
        nonlocal asked
        asked = total
        report(done, total)

    made = at.brief(BriefOrder(title, lines, timeline, format, whole), count)
    _write(made.content, output)
    for question, why in made.refused:
        print(f"Not asked: {question[:60]}: {why}", file=sys.stderr)
    print(f"Wrote {output}: {asked} question{'' if asked == 1 else 's'}.")
    return not made.refused


def _read(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise BadBriefingFile(f"{path} cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadBriefingFile(f"{path} is not UTF-8 text. Save it as UTF-8, one question a line.") from error


def _write(made: bytes, path: Path) -> None:
    """Write the file atomically: an older file is kept until the new one is complete."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(made)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise BadBriefingFile(f"{path} cannot be written: {error.strerror}.") from error
