"""Briefings, made in the background one after another and kept in the data folder.

A finished one is a copy of what documents and answers say, so it goes when one of them is erased.

The progress of a briefing is in a file beside it, so that any process can report it, even after a restart. The
process that makes it holds a lock: if the lock is free and the briefing is not done, that process has died.
"""

import json
import queue
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from rag.errors import NotFound, ReportQAError, UserError
from rag.service import Service
from rag.storage.archive.answers import new_id
from rag.storage.revisions import Shelving
from rag.types import Answer
from server.export.chosen import Item
from server.export.desk import DeskFormat, content, gathered, of_entries, of_items
from server.export.paper import Paper
from server.export.questions import Section, Unasked
from server.failures import error_values

_WAITING = 8  # briefings that may wait for their turn
_KEPT = 50  # briefings in the folder; the oldest go


class PressBusy(ReportQAError):
    code = "busy"
    retry_after = 30  # seconds

    def __init__(self) -> None:
        super().__init__(f"{_WAITING} briefings are waiting already. Try again when one of them is done.")


class NotDone(UserError):
    code = "not_done"

    def __init__(self, id: str) -> None:
        super().__init__(
            f"The briefing {id} has no file yet. `GET /api/briefings/{id}` reports its progress."
        )


@dataclass(frozen=True, slots=True)
class Order:
    """The content that a briefing is ordered with."""

    title: str
    format: DeskFormat
    questions: tuple[Section | str, ...] = ()
    answer_ids: tuple[str, ...] = ()
    timeline: bool = False
    items: tuple[Item, ...] = ()  # chosen parts, instead of whole answers
    whole: bool = False  # every footnote gives its source in full

    @property
    def total(self) -> int:
        return len(self.items) + len(self.answer_ids) + sum(isinstance(each, str) for each in self.questions)


@dataclass(frozen=True, slots=True)
class BriefingProgress:
    """Progress of a briefing: `done` of `total` questions and answers; `error` says why it failed."""

    id: str
    title: str
    format: DeskFormat
    total: int
    done: int = 0
    state: Literal["waiting", "running", "done", "failed"] = "waiting"
    error: str | None = None
    refused: tuple[Mapping[str, str], ...] = ()  # questions that could not be asked: `question` and `why`
    answers: tuple[str, ...] = ()  # the ids of the answers in it
    documents: Mapping[str, str] = field(
        default_factory=dict
    )  # id → the revision that it quotes; "": was gone


class Press:
    """Makes and keeps the briefings of one service."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._folder = service.settings.data_dir / "briefings"
        self._orders: queue.Queue[tuple[Order, BriefingProgress, FileLock]] = queue.Queue(_WAITING)
        self._guard = threading.Lock()
        self._working = False

    def order(self, order: Order) -> BriefingProgress:
        """Queue an order; raises PressBusy if too many are waiting."""
        self._folder.mkdir(parents=True, exist_ok=True)
        progress = BriefingProgress(new_id(), order.title, order.format, order.total)
        lock = self._lock(progress.id)
        lock.acquire(timeout=0)
        self._note(progress)
        with self._guard:
            try:
                self._orders.put_nowait((order, progress, lock))
            except queue.Full as error:
                lock.release()
                self._drop(progress.id)
                raise PressBusy from error
            if not self._working:
                self._service.stores.background.start("briefings", self._work)
                self._working = True
        self._clear()
        return progress

    def progress(self, id: str) -> BriefingProgress:
        """Progress of a briefing; raises NotFound."""
        progress = self._noted(id)
        if progress.state in ("waiting", "running") and self._is_free(id):
            progress = self._noted(id)  # it may have been finished meanwhile
            if progress.state in ("waiting", "running"):
                error = "The service stopped while it was being made. Order it again."
                return replace(progress, state="failed", error=error)
        return progress

    def file(self, id: str) -> tuple[Path, BriefingProgress]:
        """The finished file; raises NotFound and NotDone."""
        progress = self.progress(id)
        if progress.state != "done":
            raise NotDone(id)
        return self._folder / f"{id}.{progress.format}", progress

    def delete(self, id: str) -> None:
        """Delete a briefing that is not being made. Raises NotFound and NotDone."""
        if self.progress(id).state in ("waiting", "running"):
            raise NotDone(id)
        self._drop(id)

    def delete_erased(self) -> None:
        """Delete every finished briefing with an answer that was erased, or a document that was removed or replaced."""
        library = self._service.stores.shelving
        for note in self._folder.glob("*.json"):
            try:
                made = self._noted(note.stem)
            except NotFound:
                continue  # deleted meanwhile
            if made.state == "done" and (
                dict(made.documents) != _revisions(library, made.documents)
                or not self._service.archive.holds(made.answers)
            ):
                self._drop(made.id)

    def _work(self) -> None:
        while True:
            with self._guard:
                try:
                    order, progress, lock = self._orders.get_nowait()
                except queue.Empty:
                    self._working = False
                    return
            try:
                self._make(order, progress)
            finally:
                lock.release()

    def _make(self, order: Order, progress: BriefingProgress) -> None:
        def report(done: int) -> None:
            self._note(replace(progress, state="running", done=done))

        try:
            paper, entries = self._paper(order, report)
            answers = [each for each in entries if isinstance(each, Answer)]
            quoted = {cited.document_id for answer in answers for cited in answer.citations}
            documents = _revisions(self._service.stores.shelving, sorted({*quoted, *paper.cited}))
            (self._folder / f"{progress.id}.{order.format}").write_bytes(content(paper, order.format))
            refused = tuple(asdict(each) for each in entries if isinstance(each, Unasked))
            self._note(
                replace(
                    progress,
                    state="done",
                    done=progress.total,
                    refused=refused,
                    answers=tuple(each.id for each in answers),
                    documents=documents,
                )
            )
            self.delete_erased()  # something may have been erased meanwhile
        except BaseException as error:
            # The worker goes on with the next order; panics of native libraries are no Exception.
            why = error_values(error)["message"]
            with suppress(OSError):  # on a full disk this cannot be kept either; the free lock shows it
                self._note(replace(progress, state="failed", error=why))

    def _paper(
        self, order: Order, report: Callable[[int], None]
    ) -> tuple[Paper, Sequence[Section | Unasked | Answer]]:
        """The paper, and the answers that it was made of."""
        service = self._service
        with service.stores.database.reading():
            if order.items:
                ids = dict.fromkeys(each.answer_id for each in order.items if each.answer_id)
                paper = of_items(service, order.title, order.items, order.timeline, order.whole)
                return paper, [service.archive.answer(id) for id in ids]
        entries = gathered(service, order.title, order.questions, order.answer_ids, report)
        with service.stores.database.reading():
            return of_entries(service, order.title, entries, order.timeline, order.whole), entries

    def _noted(self, id: str) -> BriefingProgress:
        note = self._folder / f"{id}.json"
        if not (id.isascii() and id.isalnum() and note.is_file()):
            raise NotFound("briefing", id)
        return BriefingProgress(**json.loads(note.read_text(encoding="utf-8")))

    def _note(self, progress: BriefingProgress) -> None:
        """Write the progress, whole or not at all."""
        note = self._folder / f"{progress.id}.json"
        fresh = note.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(progress)), encoding="utf-8")
        fresh.replace(note)

    def _lock(self, id: str) -> FileLock:
        return FileLock(self._folder / f"{id}.lock", thread_local=False)

    def _is_free(self, id: str) -> bool:
        try:
            with self._lock(id).acquire(timeout=0):
                return True
        except Timeout:
            return False

    def _clear(self) -> None:
        """Delete the oldest briefings beyond the number kept, never one that is being made."""
        notes = sorted(self._folder.glob("*.json"), key=lambda note: note.stat().st_mtime, reverse=True)
        for note in notes[_KEPT:]:
            if self._is_free(note.stem):
                self._drop(note.stem)

    def _drop(self, id: str) -> None:
        for file in self._folder.glob(f"{id}.*"):
            file.unlink(missing_ok=True)


def _revisions(shelving: Shelving, document_ids: Iterable[str]) -> dict[str, str]:
    """The revision of each document that is shown now; empty where it is gone."""
    shown = dict(shelving.shown_revisions())
    return {id: shown.get(id, "") for id in document_ids}
