"""The SQLite file of the Library: schema, migrations, connections and snapshots.

Everything else can be rebuilt from it. With write-ahead logging readers never wait for a writer, and a kill loses
nothing that was committed. Each thread has a connection of its own.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from rag.errors import (
    Closing,
    DataFolderNewer,
    DataFolderUnusable,
    DiskFault,
    LibraryDamaged,
    LibraryMissing,
    ReportQAError,
)
from rag.storage.data_folder import create_private, last_backup, make_private
from rag.storage.originals import any_originals
from rag.storage.sqlite.connection import Connection, Snapshot, connected

# One script for each version, by its number; a folder of version n runs those from n + 1 on. Never edit one that was
# released.
_MIGRATIONS = files("rag.storage") / "migrations"
SCHEMA_VERSION = 11
LIBRARY_FILE = "library.sqlite3"
DAMAGED = "damaged-"  # before the name of a library that a recovery has put aside
RECOVERING = "recovering"  # a setting: the library is being made again from the original files
_VARIABLES = 500  # in one statement; SQLite's own limit is far higher, but its plans are not


class Database:
    """Connections to `folder/library.sqlite3`, which is created and migrated on first use."""

    def __init__(self, folder: Path, beside_originals: bool = False) -> None:
        """An empty library beside original files is made only with `beside_originals`.

        Raises DataFolderNewer; DataFolderUnusable where the folder cannot be used; LibraryMissing where original files
        are there and no library; LibraryDamaged where its file is none of SQLite's."""
        self.folder = folder
        self._file = folder / LIBRARY_FILE
        self._local = threading.local()
        self._open: list[Connection] = []
        self._idle: list[Connection] = []  # of snapshots that are over
        self._guard = threading.Lock()
        self._refusing = False
        try:
            make_private(folder)
            if not (beside_originals or _has_content(self._file)) and any_originals(folder):
                raise LibraryMissing(str(folder), *last_backup(folder))
            create_private(self._file)
            self._migrate()
        except DiskFault as error:  # nothing can be read either: SQLite notes its readers in the folder
            self.close()
            raise DataFolderUnusable(str(folder), error.why) from None
        except ReportQAError:
            self.close()
            raise
        except OSError as error:
            self.close()
            raise DataFolderUnusable(str(folder), error.strerror or str(error)) from error

    @property
    def connection(self) -> Connection:
        """What this thread reads from: its own connection, or the snapshot that it works in. Raises Closing."""
        if self._refusing:
            raise Closing
        snapshot: Connection | None = getattr(self._local, "snapshot", None)
        if snapshot is not None:
            return snapshot
        found: Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._local.connection = self._connected()
        return found

    def _connected(self) -> Connection:
        made = connected(self._file)
        with self._guard:
            if not self._refusing:
                self._open.append(made)
                return made
        made.close()
        raise Closing

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Inside, every read of this thread sees one state of the library, whoever writes meanwhile."""
        connection = self.connection
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator["Snapshot"]:
        """One state of the library for work that several threads do in turn, such as a stream of events.

        Until it is over or released, the write-ahead log cannot be emptied: hold it for no longer than an answer takes.
        """
        with self._guard:
            connection = self._idle.pop() if self._idle else None
        made = Snapshot(connection or self._connected(), self._local)
        try:
            yield made
        finally:
            made.release()
            with self._guard:
                self._idle.append(made.connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: it is committed, or rolled back after an error. A snapshot of the thread does not see it."""
        with self._own_connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # SQLite ends it by itself where the disk is full
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _own_connection(self) -> Iterator[Connection]:
        snapshot, self._local.snapshot = getattr(self._local, "snapshot", None), None
        try:
            yield self.connection
        finally:
            self._local.snapshot = snapshot

    def decoded(self, stored: str) -> Any:
        """What was stored as JSON; raises LibraryDamaged, without a word of it."""
        try:
            return json.loads(stored)
        except (ValueError, TypeError):
            raise LibraryDamaged(str(self.folder), *last_backup(self.folder)) from None

    def rows(self, statement: str, *values: object) -> list[sqlite3.Row]:
        """All rows of a statement."""
        return self.connection.execute(statement, values).fetchall()

    def each(self, statement: str, values: Iterable[str]) -> list[sqlite3.Row]:
        """All rows for many values, queried in batches; `statement` ends in `IN`, or has an `IN (*)`."""
        wanted = list(dict.fromkeys(values))
        found: list[sqlite3.Row] = []
        for start in range(0, len(wanted), _VARIABLES):
            lot = wanted[start : start + _VARIABLES]
            marks = f"({','.join('?' * len(lot))})"
            asked = statement.replace("(*)", marks) if "(*)" in statement else f"{statement} {marks}"
            found += self.rows(asked, *lot)
        return found

    def setting(self, key: str) -> str | None:
        """A value stored about the data folder, such as the model of its vectors."""
        row = self.connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row["value"])

    def set_setting(self, key: str, value: str) -> None:
        with self.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, value))

    def forget_setting(self, key: str) -> None:
        with self.writing() as connection:
            connection.execute("DELETE FROM settings WHERE key = ?", (key,))

    def empty_log(self) -> bool:
        """Write the log into the file and truncate it; says whether that was possible beside the readers."""
        with self._own_connection() as connection:
            # It holds the write lock while it waits for readers: not for long, since a reader may want to write.
            connection.execute("PRAGMA busy_timeout = 1000")
            try:
                busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                connection.execute("PRAGMA busy_timeout = 30000")
            return not busy

    def discard_damaged(self) -> None:
        """Delete a damaged library that a recovery has put aside: it may hold what is now erased."""
        if self.setting(RECOVERING) is None:
            for path in damaged_libraries(self.folder):
                path.unlink(missing_ok=True)

    def compact(self) -> None:
        """Rewrite the file without its free pages."""
        with self._own_connection() as connection:
            connection.execute("VACUUM")

    def quick_damage(self) -> bool:
        """Whether a page of the file is damaged; reads all of it, and compares no index with its table."""
        return [str(row[0]) for row in self.connection.execute("PRAGMA quick_check")] != ["ok"]

    def damage(self) -> list[str]:
        """The faults that SQLite finds in the file."""
        found = [str(row[0]) for row in self.connection.execute("PRAGMA integrity_check")]
        found += [
            f"{row[0]} refers to a {row[2]} that is gone"
            for row in self.connection.execute("PRAGMA foreign_key_check")
        ]
        return [] if found == ["ok"] else [each for each in found if each != "ok"]

    def refuse(self) -> None:
        """Begin to close: whatever asks for a connection from now on gets Closing, and ends."""
        with self._guard:
            self._refusing = True

    def close(self) -> None:
        """Close every connection once no thread is in it."""
        self.refuse()
        with self._guard:
            for connection in self._open:
                connection.close()
            self._open.clear()
            self._idle.clear()

    def _migrate(self) -> None:
        found = self.connection.execute("PRAGMA user_version").fetchone()[0]
        if found > SCHEMA_VERSION:
            raise DataFolderNewer(str(self.folder), found, SCHEMA_VERSION)
        if found == SCHEMA_VERSION:
            return
        with self.writing() as connection:
            # Another process may have migrated while this one waited for the lock.
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            for version in range(found + 1, SCHEMA_VERSION + 1):
                script = (_MIGRATIONS / f"{version:02}.sql").read_text("utf-8")
                for statement in script.split(";\n"):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _has_content(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except FileNotFoundError:
        return False


def damaged_libraries(folder: Path) -> list[Path]:
    """The files of a damaged library that a recovery has put aside."""
    return sorted(folder.glob(f"{DAMAGED}{LIBRARY_FILE}*"))
