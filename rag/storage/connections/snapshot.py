"""Snapshots of the Library that work returns to, in whichever thread it goes on."""

import threading
from collections.abc import Iterator
from typing import TypeVar

from rag.storage.connections.engine import Connection

_Step = TypeVar("_Step")


class Snapshot:
    """One state of the library: a transaction that reads, over a connection of its own."""

    def __init__(self, connection: Connection, local: threading.local) -> None:
        self.connection = connection
        self._local = local
        connection.execute("SELECT 1 FROM settings").fetchone()  # a state is taken at the first read

    def steps(self, work: Iterator[_Step]) -> Iterator[_Step]:
        """What `work` yields; while it works, its thread reads from this snapshot."""
        while True:
            before, self._local.current = getattr(self._local, "current", None), self._held()
            try:
                step = next(work)
            except StopIteration:
                return
            finally:
                self._local.current = before
            yield step

    def release(self) -> None:
        """Read the newest state from now on."""
        self.connection.rollback()

    def _held(self) -> Connection | None:
        return self.connection if self.connection.in_transaction else None
