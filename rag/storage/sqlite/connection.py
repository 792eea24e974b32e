"""Connections to SQLite that raise this program's errors."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rag.errors import Closing, DataFolderBusy, DataFolderUnusable, DiskFault, DiskFull, LibraryDamaged
from rag.storage.connections.engine import Purpose
from rag.storage.data_folder import last_backup


class _Cursor(sqlite3.Cursor):
    """Rows are read all at once, so that an error of the disk is met in one place."""

    connection: "Connection"

    def fetchall(self) -> list[Any]:
        with self.connection.used():
            return super().fetchall()

    def fetchone(self) -> Any:
        with self.connection.used():
            return super().fetchone()

    def __iter__(self) -> Any:
        return iter(self.fetchall())


class Connection(sqlite3.Connection):
    """A connection that raises this program's errors for what the disk does, and Closing once it is closed.

    SQLite's own would print a text that it cannot decode, which may be a confidential paper's. And Python's connection
    ends the process in a fault where it is closed while another thread is in it, so `close` waits for its turn.
    """

    folder = ""

    def __init__(self, *given: Any, **named: Any) -> None:
        self._turn = threading.RLock()
        self._closed = False
        super().__init__(*given, **named)

    @contextmanager
    def used(self) -> Iterator[None]:
        """Inside, it is not closed. Raises Closing."""
        with self._turn:
            if self._closed:
                raise Closing
            try:
                yield
            except sqlite3.Error as error:
                raise understood(error, self.folder) from None

    def execute(self, statement: str, values: Any = (), /) -> _Cursor:
        with self.used():
            return self.cursor(_Cursor).execute(statement, values)

    def executemany(self, statement: str, rows: Iterable[Any], /) -> _Cursor:
        with self.used():
            return self.cursor(_Cursor).executemany(statement, rows)

    @property
    def in_transaction(self) -> bool:
        with self._turn:
            return not self._closed and super().in_transaction

    @property
    def usable(self) -> bool:
        return not self._closed

    def begin(self, purpose: Purpose) -> None:
        self.execute("BEGIN IMMEDIATE" if purpose == "write" else "BEGIN")

    def commit(self) -> None:
        self.execute("COMMIT")

    def rollback(self) -> None:
        if self.in_transaction:  # SQLite ends it by itself where the disk is full
            self.execute("ROLLBACK")

    def close(self) -> None:
        with self._turn:
            self._closed = True
            super().close()


def understood(error: sqlite3.Error, folder: str) -> Exception:
    """This program's error for one of SQLite's; others stay as they are."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or str(error).startswith("Could not decode"):
        return LibraryDamaged(folder, *last_backup(Path(folder)))
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(folder)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return DiskFault(folder, str(error))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DataFolderBusy(folder, "its number is not known")
    return error


def connected(file: Path) -> Connection:
    """A new connection to a library. Raises DataFolderUnusable."""
    folder = str(file.parent)
    try:
        made = sqlite3.connect(
            file,
            timeout=30,
            isolation_level=None,
            check_same_thread=False,  # whoever closes the database closes it, from another thread
            factory=Connection,
        )
    except sqlite3.Error as error:
        raise DataFolderUnusable(folder, str(error)) from error
    made.folder = folder
    made.row_factory = sqlite3.Row
    made.execute("PRAGMA journal_mode = WAL")
    made.execute("PRAGMA synchronous = NORMAL")
    made.execute("PRAGMA foreign_keys = ON")
    made.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
    made.execute("PRAGMA temp_store = MEMORY")  # nothing of a document goes to the system's temporary folder
    return made
