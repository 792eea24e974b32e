"""The Library's database: schema, migrations, connections, transactions and snapshots, whichever engine keeps it.

Everything else can be rebuilt from it. `rag.storage.connections.engine` is what SQLite and PostgreSQL do differently.
"""

import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from rag.errors import Closing, DataFolderNewer, LibraryDamaged, LibraryMissing
from rag.storage.connections.engine import Connection, Deleted, Engine, Statements
from rag.storage.connections.errors import LibraryElsewhere
from rag.storage.connections.pool import Pool
from rag.storage.connections.snapshot import Snapshot
from rag.storage.data_folder import last_backup, make_private
from rag.storage.originals import any_originals
from rag.storage.postgresql.belonging import LIBRARY_ID, check_belonging
from rag.storage.sqlite.library_file import SQLite

# One script for each version and engine, by its number; a library of version n runs those from n + 1 on. Never edit
# one that was released. The first of PostgreSQL's makes the whole schema.
_MIGRATIONS = files("rag.storage") / "migrations"
SCHEMA_VERSION = 11
RECOVERING = "recovering"  # a setting: the library is being made again from the original files
_VARIABLES = 512  # in one statement; SQLite's own limit is far higher, but its plans are not


def open_database(
    folder: Path, url: str = "", affair: str = "", beside_originals: bool = False
) -> "Database":
    """The library of a data folder, created and migrated on first use: a file in it, or in PostgreSQL at
    `url`.

    `affair` keeps several libraries apart in one database. An empty library beside original files is made
    only with `beside_originals`. Raises DataFolderNewer; DataFolderUnusable where the folder cannot be used;
    LibraryMissing where original files are there and no library; LibraryElsewhere where it is in PostgreSQL
    and no URL is given; LibraryDamaged where its file is none of SQLite's; DatabaseUnusable and
    DatabaseUnreachable where PostgreSQL is.
    """
    engine = _engine(folder, url, affair)
    with engine.guarded():
        make_private(folder)
        if not (beside_originals or engine.exists()):
            if not url and (folder / LIBRARY_ID).exists():
                raise LibraryElsewhere(str(folder))
            if any_originals(folder):
                raise LibraryMissing(engine.missing, str(folder), *last_backup(folder))
        engine.prepare()
    database = Database(folder, engine)
    if url:
        try:
            check_belonging(database)
        except BaseException:
            database.close()
            raise
    return database


def _engine(folder: Path, url: str, affair: str) -> Engine:
    if not url:
        return SQLite(folder)
    from rag.storage.postgresql.schema import postgresql  # an extra: its driver may not be installed

    return postgresql(folder, url, affair)


class Database:
    """Connections to one library; idle ones are reused."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        """`open_database` makes one."""
        self.folder = folder
        self.engine = engine
        self._local = threading.local()
        self._pool = Pool(engine)
        try:
            with engine.guarded():
                self._migrate()
        except BaseException:
            self.close()
            raise

    @property
    def connection(self) -> Statements:
        """What this thread reads from: the transaction or snapshot that it works in, else one statement at a time.
        Raises Closing."""
        if self._pool.refusing:
            raise Closing
        return self._current or self._pool

    @property
    def _current(self) -> Connection | None:
        found: Connection | None = getattr(self._local, "current", None)
        return found

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Inside, every read of this thread sees one state of the library, whoever writes meanwhile."""
        if self._current is not None:
            yield
            return
        connection = self._pool.begun("read")
        self._local.current = connection
        try:
            yield
        finally:
            self._local.current = None
            self._pool.give_back(connection)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One state of the library for work that several threads do in turn, such as a stream of events.

        Until it ends or is released, deleted rows cannot be erased: hold it for no longer than an answer takes.
        """
        connection = self._pool.begun("read")
        try:
            yield Snapshot(connection, self._local)
        finally:
            self._pool.give_back(connection)

    @contextmanager
    def writing(self) -> Iterator[Statements]:
        """The one transaction that writes: it is committed, or rolled back after an error. A snapshot of the thread
        does not see it."""
        connection = self._pool.begun("write")
        before, self._local.current = self._current, connection
        try:
            yield connection
            connection.commit()
        finally:
            self._local.current = before
            self._pool.give_back(connection)

    def decoded(self, stored: str) -> Any:
        """Decode stored JSON; raises LibraryDamaged, whose message holds none of it."""
        try:
            return json.loads(stored)
        except (ValueError, TypeError):
            raise LibraryDamaged(str(self.folder), *last_backup(self.folder)) from None

    def rows(self, statement: str, *values: object) -> list[Any]:
        """All rows of a statement."""
        return self.connection.execute(statement, values).fetchall()

    def each(self, statement: str, values: Iterable[str]) -> list[Any]:
        """All rows for many values, queried in batches; `statement` ends in `IN`, or has an `IN (*)`."""
        wanted = list(dict.fromkeys(values))
        found: list[Any] = []
        for start in range(0, len(wanted), _VARIABLES):
            lot = wanted[start : start + _VARIABLES]
            # In few different lengths, so that most statements are already prepared.
            lot += [lot[-1]] * ((1 << (len(lot) - 1).bit_length()) - len(lot))
            marks = f"({','.join('?' * len(lot))})"
            asked = statement.replace("(*)", marks) if "(*)" in statement else f"{statement} {marks}"
            found += self.rows(asked, *lot)
        return found

    def setting(self, key: str) -> str | None:
        """A value stored about the library, such as the model of its vectors."""
        row = self.connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row["value"])

    def set_setting(self, key: str, value: str) -> None:
        with self.writing():
            self.put_setting(key, value)

    def put_setting(self, key: str, value: str) -> None:
        """Store a setting, within a write transaction."""
        self.connection.execute(
            "INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )

    def forget_setting(self, key: str) -> None:
        with self.writing() as connection:
            connection.execute("DELETE FROM settings WHERE key = ?", (key,))

    def purge(self, of: Deleted) -> bool:
        """Erase what the engine still has of deleted rows; returns whether that was possible while others read."""
        with self._pool.borrowed() as connection:
            return self.engine.purge(connection, of)

    def discard_damaged(self) -> None:
        """Delete a damaged library that a recovery set aside: it may hold text that has since been erased."""
        if self.setting(RECOVERING) is None:
            self.engine.discard_damaged()

    def compact(self) -> None:
        """Rewrite the library, to remove what an older version did not purge."""
        with self._pool.borrowed() as connection:
            self.engine.compact(connection)

    def quick_damage(self) -> bool:
        """Whether damage is found without comparing indexes with their tables."""
        with self._pool.borrowed() as connection:
            return self.engine.quick_damage(connection)

    def damage(self) -> list[str]:
        """One sentence for each fault that the engine finds."""
        with self._pool.borrowed() as connection:
            return self.engine.damage(connection)

    def refuse(self) -> None:
        """Begin to close: from now on, asking for a connection raises Closing."""
        self._pool.refuse()

    def close(self) -> None:
        """Close every connection once no thread is in it."""
        self._pool.close()

    def _migrate(self) -> None:
        with self._pool.borrowed() as looking:
            found = self.engine.version(looking)
        if found > SCHEMA_VERSION:
            raise DataFolderNewer(str(self.folder), found, SCHEMA_VERSION)
        if found == SCHEMA_VERSION:
            return
        scripts = _MIGRATIONS / self.engine.name
        with self.writing():
            connection = self._current
            assert connection
            # Another process may have migrated while this one waited for the lock.
            found = self.engine.version(connection)
            for version in range(found + 1, SCHEMA_VERSION + 1):
                script = scripts / f"{version:02}.sql"
                if script.is_file():
                    self.engine.migrate(connection, script.read_text("utf-8"), version)
