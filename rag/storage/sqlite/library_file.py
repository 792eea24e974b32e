"""The file of a library in SQLite: its engine, and what a recovery puts aside.

With write-ahead logging readers never wait for a writer, and a kill loses nothing that was committed.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rag.errors import DataFolderUnusable, DiskFault, ReportQAError
from rag.storage.connections.engine import Connection, Deleted
from rag.storage.data_folder import create_private
from rag.storage.sqlite.connection import connected

LIBRARY_FILE = "library.sqlite3"
DAMAGED = "damaged-"  # before the name of a library that a recovery has put aside


class SQLite:
    """`folder/library.sqlite3`."""

    name = "sqlite"
    transient = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / LIBRARY_FILE
        self.missing = f"The library file is missing from the data folder {folder} or empty"

    def exists(self) -> bool:
        try:
            return self._file.stat().st_size > 0
        except FileNotFoundError:
            return False

    def prepare(self) -> None:
        create_private(self._file)

    def connect(self) -> Connection:
        return connected(self._file)

    def version(self, connection: Connection) -> int:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])

    def migrate(self, connection: Connection, script: str, version: int) -> None:
        for statement in script.split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {version}")

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Raises DataFolderUnusable."""
        try:
            yield
        except DiskFault as error:  # nothing can be read either: SQLite notes its readers in the folder
            raise DataFolderUnusable(str(self.folder), error.why) from None
        except ReportQAError:
            raise
        except OSError as error:
            raise DataFolderUnusable(str(self.folder), error.strerror or str(error)) from error

    def purge(self, connection: Connection, of: Deleted) -> bool:  # noqa: ARG002 one file holds all
        """Deleted rows are overwritten at once; this writes the log into the file and truncates it."""
        # It holds the write lock while it waits for readers: not for long, since a reader may want to write.
        connection.execute("PRAGMA busy_timeout = 1000")
        try:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.execute("PRAGMA busy_timeout = 30000")
        return not busy

    def compact(self, connection: Connection) -> None:
        connection.execute("VACUUM")

    def discard_damaged(self) -> None:
        for path in damaged_libraries(self.folder):
            path.unlink(missing_ok=True)

    def quick_damage(self, connection: Connection) -> bool:
        """Reads all of the file, and compares no index with its table."""
        return [str(row[0]) for row in connection.execute("PRAGMA quick_check")] != ["ok"]

    def damage(self, connection: Connection) -> list[str]:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        found += [
            f"{row[0]} refers to a {row[2]} that is gone"
            for row in connection.execute("PRAGMA foreign_key_check")
        ]
        return [f"The library file is damaged: {each}" for each in found if each != "ok"]

    def delete(self) -> None:
        """Once nothing has it open."""
        for suffix in ("-wal", "-shm", ""):
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)

    def put_aside(self) -> None:
        """Give a damaged library another name, beside the place of the next."""
        for suffix in ("", "-wal", "-shm"):
            found = self._file.with_name(self._file.name + suffix)
            if found.exists():
                found.replace(found.with_name(f"{DAMAGED}{found.name}"))

    def copy_to(self, target: Path) -> None:
        """As it is at one moment, whoever writes meanwhile."""
        with closing(connected(self._file)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)


def damaged_libraries(folder: Path) -> list[Path]:
    """The files of a damaged library that a recovery has put aside."""
    return sorted(folder.glob(f"{DAMAGED}{LIBRARY_FILE}*"))
