"""The queue of ingestions: one after another, in a thread of its own, while questions are answered."""

import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from ingest.sync.progress import Outcome, Progress
from rag.errors import NotFound, UserError
from rag.storage.archive.answers import new_id
from server.failures import error_values

State = Literal["waiting", "running", "done", "failed"]
IngestionWork = Callable[[Callable[[Progress], None], Callable[[], bool]], Outcome]

_REMEMBERED = 200  # that are over
_MOST_WAITING = 50


class TooMuchWaiting(UserError):
    code = "too_much_waiting"
    retry_after = 30  # seconds

    def __init__(self) -> None:
        super().__init__(f"{_MOST_WAITING} ingestions are waiting already. Wait for one to finish.")


@dataclass(slots=True)
class Ingestion:
    """One ingestion; its thread writes here, and all others read."""

    id: str
    state: State = "waiting"
    progress: Progress = field(default_factory=Progress)
    outcome: Outcome | None = None
    error: dict[str, str] | None = None
    stop: threading.Event = field(default_factory=threading.Event)

    def values(self, name: Callable[[str], str] = str) -> dict[str, Any]:
        """As the API gives it; `name` gives the name under which a path is shown."""
        return {
            "id": self.id,
            "state": self.state,
            "progress": asdict(self.progress) | {"current": name(self.progress.current)},
            "outcome": None if self.outcome is None else _named(self.outcome, name),
            "error": self.error,
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """Ingestions since the start, also those that are no longer remembered, and the files that they could not read."""

    done: int = 0
    failed: int = 0
    files_failed: int = 0
    unfinished: int = 0  # now


def _named(outcome: Outcome, name: Callable[[str], str]) -> dict[str, Any]:
    """The values of an outcome, with every path as `name` shows it."""
    values = asdict(outcome)
    for kind in ("added", "replaced", "unchanged", "removed"):
        values[kind] = [name(path) for path in values[kind]]
    for kind in ("failed", "warnings"):
        values[kind] = [each | {"path": name(each["path"])} for each in values[kind]]
    return values


class Ingestions:
    """A queue of ingestions; their uploaded files are in `folder` until each is over."""

    def __init__(self, folder: Path, then: Callable[[], None] = lambda: None) -> None:
        """`then` is called after each that did its work."""
        self._folder = folder
        self._then = then
        self._thread = ThreadPoolExecutor(1, "ingestions")
        self._all: dict[str, Ingestion] = {}
        self._guard = threading.Lock()
        self._tally = Tally()

    def begin(self) -> tuple[str, Path]:
        """A new id, and a folder for its uploaded files."""
        id = new_id()
        folder = self._folder / id
        folder.mkdir(parents=True)
        return id, folder

    def forget(self, id: str) -> None:
        """Delete what was sent for an ingestion that is over or was never queued."""
        shutil.rmtree(self._folder / id, ignore_errors=True)

    def submit(self, work: IngestionWork, id: str | None = None) -> Ingestion:
        """Queue an ingestion; raises TooMuchWaiting."""
        ingestion = Ingestion(id or new_id())
        with self._guard:
            if sum(each.state == "waiting" for each in self._all.values()) >= _MOST_WAITING:
                raise TooMuchWaiting
            over = [each.id for each in self._all.values() if each.state in ("done", "failed")]
            for old in over[: max(len(over) - _REMEMBERED, 0)]:
                del self._all[old]
            self._all[ingestion.id] = ingestion
        self._thread.submit(self._run, ingestion, work)
        return ingestion

    def get(self, id: str) -> Ingestion:
        """Raises NotFound."""
        with self._guard:
            found = self._all.get(id)
        if found is None:
            raise NotFound("ingestion", id)
        return found

    def all(self) -> list[Ingestion]:
        with self._guard:
            return list(self._all.values())

    def tally(self) -> Tally:
        unfinished = sum(each.state in ("waiting", "running") for each in self.all())
        return replace(self._tally, unfinished=unfinished)

    @property
    def busy(self) -> bool:
        """Is one waiting or at work?"""
        return any(each.state in ("waiting", "running") for each in self.all())

    def clear_leftovers(self) -> None:
        """Delete what was sent to a server that was killed before it was ingested."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """Stop at the next file; what is finished is kept."""
        for ingestion in self.all():
            ingestion.stop.set()
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _run(self, ingestion: Ingestion, work: IngestionWork) -> None:
        def report(progress: Progress) -> None:
            ingestion.progress = progress

        ingestion.state = "running"
        try:
            ingestion.outcome = work(report, ingestion.stop.is_set)
            ingestion.state = "done"
            self._then()
        except BaseException as error:  # the thread goes on; panics of native libraries are no Exception
            ingestion.error = error_values(error)
            ingestion.state = "failed"
        finally:
            self._count(ingestion)
            self.forget(ingestion.id)

    def _count(self, ingestion: Ingestion) -> None:
        """In the one thread of the queue."""
        before, done = self._tally, ingestion.state == "done"
        self._tally = Tally(
            before.done + done,
            before.failed + (not done),
            before.files_failed + len(ingestion.outcome.failed if ingestion.outcome else ()),
        )
