"""The affairs that a server works with: each opened when it is first asked for, and kept open until the end.

A room is one affair's library with what works over it. Requests in flight are counted, so that an affair is deleted
only when nobody is in it any more.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from rag.errors import ReportQAError
from rag.service import Service, engines
from rag.storage.revision.indexes import drop_affair
from server.affairs.folders import DEFAULT, NoAffair, affair_folder, check_deletable, delete, sweep
from server.export.press import Press
from server.ingestions import Ingestions
from server.keys import Keys

_PATIENCE = 20.0  # seconds that a deletion waits for requests in flight
_EVERY = 0.05  # seconds between two looks


class AffairBusy(ReportQAError):
    code = "affair_busy"
    retry_after = 30  # seconds

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The affair {name!r} is in use: wait for its documents to be taken in, then try again."
        )


@dataclass(frozen=True, slots=True)
class Room:
    """An affair that is open: its library, its briefings and its queue of ingestions."""

    name: str
    service: Service
    press: Press
    ingestions: Ingestions
    opened: ExitStack = field(default_factory=ExitStack)  # closes what was opened for it


class Rooms:
    """The default affair's service and those of the others beside it; used by all threads of a server."""

    def __init__(self, service: Service, holds: bool = True) -> None:
        """A server that `holds` the folder takes each affair's write lock; one beside it only reads and answers."""
        self.root = service.settings.data_dir
        self._holds = holds
        self._default = _room(DEFAULT, service)
        self._open: dict[str, Room] = {}
        self._inside: Counter[str] = Counter()
        self._leaving: set[str] = set()
        self._guard = threading.Lock()
        self._opening = threading.Lock()
        if holds:
            sweep(self.root)

    @property
    def default(self) -> Room:
        return self._default

    def get(self, name: str) -> Room:
        """An affair, opened where it is not yet. Raises NoAffair, DataFolderBusy where another process writes to it."""
        if name == DEFAULT:
            return self._default
        with self._guard:
            found = self._open.get(name)
            if name in self._leaving:
                raise NoAffair(name)
        if found is not None and not self._holds:
            self._close_deleted(found)
        return found or self._opened(name)

    def _close_deleted(self, room: Room) -> None:
        """The server that holds the folder may have deleted an affair that is open here. Raises NoAffair."""
        try:
            affair_folder(self.root, room.name)
        except NoAffair:
            with self._guard:
                gone = self._open.pop(room.name, None)
            if gone is not None:
                gone.opened.close()
            raise

    def open_now(self) -> list[Room]:
        """The default affair, and those that have been asked for since the start."""
        with self._guard:
            return [self._default, *self._open.values()]

    @contextmanager
    def inside(self, name: str) -> Iterator[None]:
        """Inside, a request of this affair is in flight."""
        with self._guard:
            self._inside[name] += 1
        try:
            yield
        finally:
            with self._guard:
                self._inside[name] -= 1

    def delete(self, name: str, confirmed: str) -> None:
        """Delete an affair with everything in it. Raises NoAffair, BadAffair, NotConfirmed and AffairBusy."""
        folder = check_deletable(self.root, name, confirmed)
        with self._left_alone(name), self._opening:
            with self._guard:
                room = self._open.pop(name, None)
            if room is not None:
                room.opened.close()
            # Where its servers are away, nothing is deleted.
            drop_affair(engines(self._default.service.settings), name)
            if url := self._default.service.settings.database_url:
                from rag.storage.postgresql.schema import drop_library  # an extra

                drop_library(url, name)  # first: a folder without its library can be deleted again
            delete(folder)
            Keys(self.root).forget(name)

    def close(self) -> None:
        """Close every affair; the default one's library is closed by who opened it."""
        self._default.ingestions.close()
        with self._opening, self._guard:
            rooms = list(self._open.values())
            self._open.clear()
        for room in rooms:
            room.opened.close()

    def _opened(self, name: str) -> Room:
        with self._opening:
            if found := self._open.get(name):
                return found
            folder = affair_folder(self.root, name)
            room = _room(name, self._default.service.beside(name, folder))
            with ExitStack() as opened:
                opened.callback(room.service.close)
                if self._holds:
                    opened.enter_context(room.service.stores.hold())
                    room.ingestions.clear_leftovers()
                opened.callback(room.ingestions.close)
                room.opened.push(opened.pop_all())
            with self._guard:
                self._open[name] = room
            return room

    @contextmanager
    def _left_alone(self, name: str) -> Iterator[None]:
        """Inside, no request of this affair is in flight and none begins. Raises AffairBusy."""
        with self._guard:
            room = self._open.get(name)
            if name in self._leaving or (room is not None and room.ingestions.busy):
                raise AffairBusy(name)
            self._leaving.add(name)
        try:
            self._wait(lambda: self._inside[name] == 0, name)
            yield
        finally:
            with self._guard:
                self._leaving.discard(name)

    def _wait(self, left: Callable[[], bool], name: str) -> None:
        deadline = time.monotonic() + _PATIENCE
        while not left():
            if time.monotonic() > deadline:
                raise AffairBusy(name)
            time.sleep(_EVERY)


def _room(name: str, service: Service) -> Room:
    incoming = service.settings.data_dir / "incoming"
    return Room(name, service, Press(service), Ingestions(incoming, lambda: service.overview.prepare()))
