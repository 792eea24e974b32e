"""Builds papers from stored answers and files from papers, checking every citation on the way."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath
from typing import Literal

from rag.answering.recheck import recheck
from rag.service import Service
from rag.storage.archive.answers import new_id
from rag.storage.library import Library
from rag.text.dates import spoken_date
from rag.types import Answer
from server.export import markdown, word
from server.export.account import Notes, check
from server.export.briefing import BriefingEntry, briefing, selection, single
from server.export.chosen import Item, chosen
from server.export.chronology import ChronologyRow, told_once
from server.export.paper import Paper
from server.export.questions import Section, Unasked, put

DeskFormat = Literal["docx", "md"]
_ROWS = 5  # of the timeline, for one question
MEDIA_TYPES: dict[DeskFormat, str] = {"docx": word.MEDIA_TYPE, "md": markdown.MEDIA_TYPE}


def content(paper: Paper, format: DeskFormat) -> bytes:
    """The bytes of the file."""
    return word.to_word(paper) if format == "docx" else markdown.to_markdown(paper).encode()


def of_answer(service: Service, id: str) -> Paper:
    """A stored answer; raises NotFound."""
    library = service.stores.library
    return single(check(service.archive.answer(id), library), _today(), _files(library))


def of_conversation(service: Service, id: str) -> Paper:
    """A stored conversation, its questions in order; raises NotFound."""
    title = service.archive.conversation(id).title
    return of_entries(service, title, service.archive.answers(id))


def gathered(
    service: Service,
    title: str,
    questions: Sequence[Section | str],
    answer_ids: Sequence[str] = (),
    report: Callable[[int], None] = lambda _: None,
) -> list[Section | Unasked | Answer]:
    """Stored answers, then answers to new questions, which are kept as a conversation with that title. `report` gets
    the number done. Raises NotFound."""
    entries: list[Section | Unasked | Answer] = [service.archive.answer(id) for id in answer_ids]
    done = len(entries)
    report(done)
    conversation_id = new_id()
    for entry in put(questions, service.pipeline, conversation_id):
        entries.append(entry)
        done += not isinstance(entry, Section)
        report(done)
    if any(isinstance(each, Answer) and each.conversation_id == conversation_id for each in entries):
        service.archive.rename(conversation_id, title)
    return entries


def of_entries(
    service: Service,
    title: str,
    entries: Sequence[Section | Unasked | Answer],
    timeline: bool = False,
    whole: bool = False,
) -> Paper:
    """A paper of these entries, checked now; on request with the dated rows that are relevant to them."""
    library = service.stores.library
    checked: list[BriefingEntry] = [
        check(each, library) if isinstance(each, Answer) else each for each in entries
    ]
    rows = _rows(service, [each for each in entries if isinstance(each, Answer)]) if timeline else None
    return briefing(title, checked, _today(), _files(library), rows, whole)


def of_items(
    service: Service, title: str, items: Sequence[Item], timeline: bool = False, whole: bool = False
) -> Paper:
    """A paper of chosen parts, checked now; raises NotFound."""
    notes = Notes(_today(), _files(service.stores.library), whole)
    parts = chosen(service, items, notes)
    rows = _rows(service, [each.answer for each in parts.answers]) if timeline else None
    return selection(title, parts, notes, rows)


def _rows(service: Service, answers: Sequence[Answer]) -> list[ChronologyRow]:
    """The rows relevant to the answers, in order of date; only those whose sentence still holds."""
    queries = dict.fromkeys(answer.query for answer in answers if answer.status != "not_in_documents")
    rows = told_once(row for query in queries for row in service.timeline.rows(query, _ROWS))
    numbered = [replace(row.citation, marker=number) for number, row in enumerate(rows)]
    standings = recheck(numbered, service.stores.library)
    return [row for number, row in enumerate(rows) if standings[number] == "holds"]


def _today() -> str:
    """Today's date in the time zone of the server, as people write it."""
    return spoken_date(datetime.now().astimezone().date().isoformat())


def _files(library: Library) -> dict[str, str]:
    """The file name, without its folder, of each document that came from a file."""
    return {
        held.id: PurePath(held.path).name
        for held in library.holdings()
        if "://" not in held.path and held.path
    }
