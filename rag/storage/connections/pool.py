"""Connections to the Library that are kept for the next who needs one, in whichever thread."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from rag.errors import Closing
from rag.storage.connections.engine import Connection, Engine, Purpose, Rows
from rag.storage.connections.errors import ConnectionLost

_IDLE = 8  # connections that are kept
_Given = TypeVar("_Given")


class Pool:
    """Over one engine. As many connections are open as are in use at once: whoever waits for one could hold another."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._open: list[Connection] = []
        self._idle: list[Connection] = []
        self._guard = threading.Lock()
        self._refusing = False

    @contextmanager
    def borrowed(self) -> Iterator[Connection]:
        """A connection outside of any transaction. Raises Closing."""
        connection = self._borrow()
        try:
            yield connection
        finally:
            self.give_back(connection)

    def begun(self, purpose: Purpose) -> Connection:
        """A connection in a new transaction, to be given back. Raises Closing."""

        def begin() -> Connection:
            connection = self._borrow()
            try:
                connection.begin(purpose)
            except BaseException:
                self.give_back(connection)
                raise
            return connection

        return self._again_where_lost(begin)

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Rows:
        """One statement for itself, read to the end."""

        def once() -> Rows:
            with self.borrowed() as connection:
                rows = connection.execute(statement, values)
                return _Fetched(rows.fetchall(), rows.rowcount)

        # A statement that writes may have been done before the connection was lost.
        return self._again_where_lost(once) if statement.startswith("SELECT") else once()

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> Rows:
        with self.borrowed() as connection:
            return connection.executemany(statement, rows)

    def give_back(self, connection: Connection) -> None:
        """Roll back what is not committed, and keep the connection for the next."""
        try:
            connection.rollback()
        finally:
            with self._guard:
                kept = connection.usable and len(self._idle) < _IDLE and not self._refusing
                if kept:
                    self._idle.append(connection)
                elif connection in self._open:
                    self._open.remove(connection)
            if not kept:
                connection.close()

    @property
    def refusing(self) -> bool:
        return self._refusing

    def refuse(self) -> None:
        """Begin to close: whatever asks for a connection from now on gets Closing, and ends."""
        with self._guard:
            self._refusing = True

    def close(self) -> None:
        """Close every connection once no thread is in it."""
        self.refuse()
        with self._guard:
            closing, self._open, self._idle = self._open, [], []
        for connection in closing:
            connection.close()

    def _again_where_lost(self, work: Callable[[], _Given]) -> _Given:
        """A connection may have been lost while it was idle, as when the server was restarted: a new one then."""
        try:
            return work()
        except ConnectionLost:
            with self._guard:
                idle, self._idle = self._idle, []
                self._open = [each for each in self._open if each not in idle]
            for each in idle:
                each.close()
            return work()

    def _borrow(self) -> Connection:
        with self._guard:
            if self._refusing:
                raise Closing
            if self._idle:
                return self._idle.pop()
        made = self._engine.connect()
        with self._guard:
            if not self._refusing:
                self._open.append(made)
                return made
        made.close()
        raise Closing


@dataclass(frozen=True, slots=True)
class _Fetched:
    """Rows that were read to the end."""

    rows: Sequence[Any]
    rowcount: int

    def fetchone(self) -> Any:
        return next(iter(self.rows), None)

    def fetchall(self) -> list[Any]:
        return list(self.rows)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)
