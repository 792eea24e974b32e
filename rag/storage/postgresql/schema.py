"""A library in PostgreSQL: a schema of its own for each affair, which no connection of another affair sees."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from rag.errors import BadSetting, DataFolderBusy, DataFolderUnusable
from rag.storage.connections.engine import Connection, Deleted
from rag.storage.connections.errors import DatabaseUnusable
from rag.storage.postgresql.address import Address, address_of

_SCHEMA = "report_qa"  # of the default affair; an affair's name follows it, after an underscore
_LONGEST = 63  # bytes of a name in PostgreSQL, which cuts longer ones without a word
# The tables that hold what is erased.
_PURGED: Mapping[Deleted, Sequence[str]] = {
    "documents": (
        "documents passages sentences heard layouts sketches bands copies places corrections settings".split()
    ),
    "answers": "answers conversations feedback reusable pins".split(),
}
_REWRITTEN = 256 * 2**20  # bytes of a table; a larger one would keep readers waiting for too long
_POLITE = "1s"  # ... which is how long a table is waited for
_SEEING = (
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND backend_type = 'client backend' AND backend_xmin IS NOT NULL"
)


def postgresql(folder: Path, url: str, affair: str) -> "PostgreSQL":
    """Raises BadSetting where the URL cannot be read, or the driver is not installed."""
    address = address_of(url)
    try:
        import pg8000  # noqa: F401
    except ImportError:
        raise BadSetting(
            "REPORT_QA_DATABASE_URL names a PostgreSQL database, but its driver is not installed. Install it with "
            "`pip install report-qa[postgresql]`."
        ) from None
    return PostgreSQL(folder, address, schema_of(affair))


def schema_of(affair: str) -> str:
    """The schema of an affair; names that PostgreSQL would cut end in a checksum, so that no two meet."""
    name = f"{_SCHEMA}_{affair}" if affair else _SCHEMA
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 17]}-{hashlib.blake2b(name.encode(), digest_size=8).hexdigest()}"


def drop_library(url: str, affair: str) -> None:
    """Delete the library of an affair that nothing has open."""
    at = postgresql(Path(), url, affair)
    connection = at.connect()
    try:
        connection.begin("write")
        connection.execute(f'DROP SCHEMA IF EXISTS "{at.schema}" CASCADE')
        connection.commit()
    finally:
        connection.close()


class PostgreSQL:
    """One schema of a database."""

    name = "postgresql"
    missing = "There is no library of this affair in the database that REPORT_QA_DATABASE_URL names"

    def __init__(self, folder: Path, address: Address, schema: str) -> None:
        self.folder = folder
        self.schema = schema
        self._address = address
        # Advisory locks are the database's; each library has its own.
        self._lock = int.from_bytes(
            hashlib.blake2b(schema.encode(), digest_size=8, person=b"writer").digest(), "big", signed=True
        )

    def connect(self) -> Connection:
        from rag.storage.postgresql.connection import Connection as Session

        settings = {
            # No other schema: a table that is not here is no table of another affair.
            "search_path": f'"{self.schema}"',
            "client_encoding": "UTF8",
            "standard_conforming_strings": "on",
            "bytea_output": "hex",
            "jit": "off",  # statements are short
        }
        return Session(self._address, settings, str(self.folder), self._lock)

    def exists(self) -> bool:
        connection = self.connect()
        try:
            return self.version(connection) > 0
        finally:
            connection.close()

    def prepare(self) -> None:
        """Create the schema where there is none. Raises DatabaseUnusable."""
        connection = self.connect()
        try:
            if (encoding := getattr(connection, "encoding", "")) != "UTF8":
                raise DatabaseUnusable(f"it keeps text in {encoding}", "Create one with the encoding UTF8.")
            connection.begin("write")
            if not connection.execute(
                "SELECT 1 FROM pg_namespace WHERE nspname = ?", (self.schema,)
            ).fetchone():
                connection.execute(f'CREATE SCHEMA "{self.schema}"')
            connection.commit()
        finally:
            connection.close()

    def version(self, connection: Connection) -> int:
        (found,) = connection.execute("SELECT to_regclass('schema_version')").fetchone()
        if found is None:
            return 0
        return int(connection.execute("SELECT max(version) FROM schema_version").fetchone()[0])

    def migrate(self, connection: Connection, script: str, version: int) -> None:
        connection.execute(script)
        connection.execute(f"INSERT INTO schema_version VALUES ({version})")

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Raises DataFolderUnusable: the indexes and original files are in the folder."""
        try:
            yield
        except OSError as error:
            raise DataFolderUnusable(str(self.folder), error.strerror or str(error)) from error

    def purge(self, connection: Connection, of: Deleted) -> bool:
        """Rewrite tables, without what was deleted; of large ones the server may use the room again.

        Its write-ahead log and its backups are its operator's."""
        alone = True
        connection.execute(f"SET lock_timeout = '{_POLITE}'")
        try:
            for name in _PURGED[of]:
                (size,) = connection.execute(
                    "SELECT pg_total_relation_size(to_regclass(?))", (name,)
                ).fetchone()
                connection.execute(f"VACUUM {'FULL' if size <= _REWRITTEN else ''} {name}")
        except DataFolderBusy:
            alone = False
        finally:
            connection.execute("RESET lock_timeout")
        # Rows that somebody may still see stand in the new table too.
        return alone and not connection.execute(_SEEING).fetchall()

    def compact(self, connection: Connection) -> None:
        """Nothing is left from before rows were purged."""

    def discard_damaged(self) -> None:
        """There is none: damage is the server's to mend."""

    def quick_damage(self, connection: Connection) -> bool:
        return bool(self.damage(connection))

    def damage(self, connection: Connection) -> list[str]:
        """What the server itself has met, where it keeps checksums of its pages."""
        (damaged,) = connection.execute(
            "SELECT coalesce(checksum_failures, 0) FROM pg_stat_database WHERE datname = current_database()"
        ).fetchone()
        if not damaged:
            return []
        return [
            f"The PostgreSQL server has met {damaged} damaged pages. Check its disk, or restore a backup of it."
        ]
