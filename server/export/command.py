"""The command `report-qa brief`: questions from a file, a briefing into a file."""

import argparse
import sys
import threading
from pathlib import Path

from tqdm import tqdm

from rag.service import Service
from server.export.desk import Format, content, gathered, of_entries
from server.export.questions import BadBriefing, Refused, Section, read_questions

_FORMATS: dict[str, Format] = {".docx": "docx", ".md": "md"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "questions", type=Path, metavar="QUESTIONS.txt", help="a question a line; `## ` begins a heading"
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="a .docx or .md file")
    parser.add_argument("--title", default="Briefing")
    parser.add_argument(
        "--timeline", action="store_true", help="add what the documents date that bears on the questions"
    )


def brief(service: Service, given: argparse.Namespace) -> int:
    """Make the briefing; gives 1 where a question could not be put, and raises BadBriefing for wrong use."""
    out: Path = given.output
    format = _FORMATS.get(out.suffix.lower())
    if format is None:
        raise BadBriefing(f"{out.name} is neither .docx nor .md. Name the file OUT.docx or OUT.md.")
    questions = _read(given.questions)
    if not out.parent.is_dir():
        raise BadBriefing(f"There is no folder {out.parent}. Make it, or name another file.")
    total = sum(isinstance(each, str) for each in questions)
    tqdm.set_lock(threading.RLock())  # of its own accord it makes one among processes, in shared memory
    with tqdm(total=total, unit=" questions", file=sys.stderr, disable=not sys.stderr.isatty()) as bar:
        entries = gathered(service, given.title, questions, report=lambda done: bar.update(done - bar.n))
    made = content(of_entries(service, given.title, entries, given.timeline), format)
    fresh = out.with_name(f".{out.name}.new")
    try:
        fresh.write_bytes(made)
        fresh.replace(out)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise BadBriefing(f"{out} cannot be written: {error.strerror}.") from error
    refused = [each for each in entries if isinstance(each, Refused)]
    for each in refused:
        print(f"Not asked: {each.question[:60]}: {each.why}", file=sys.stderr)
    print(f"Wrote {out}: {total} question{'' if total == 1 else 's'}.")
    return 1 if refused else 0


def _read(path: Path) -> list[Section | str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadBriefing(f"{path} cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadBriefing(f"{path} is not UTF-8 text. Save it as UTF-8, a question a line.") from error
    return read_questions(text.splitlines())
