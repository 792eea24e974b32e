"""What a database engine must do for the Library: the seam between `Database` and SQLite or PostgreSQL.

Statements are written once, in the SQL that both engines know, with `?` for values.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal, Protocol

# Reads see the newest state; a transaction that reads sees one state; one that writes is alone.
Purpose = Literal["read", "write"]
Deleted = Literal["documents", "answers"]  # what rows were of; pins count as answers


class Rows(Protocol):
    """The rows of a statement; each is indexed by number and by name, and unpacked as a tuple is."""

    @property
    def rowcount(self) -> int:
        """How many rows a statement that writes has changed."""
        ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def __iter__(self) -> Iterator[Any]: ...


class Statements(Protocol):
    """What executes statements: a transaction, or single statements each for itself."""

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Rows: ...

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> Rows: ...


class Connection(Statements, Protocol):
    """A connection to the Library, in one thread at a time; its errors are this program's."""

    @property
    def usable(self) -> bool:
        """Whether it may be used again; False once it is closed or lost."""
        ...

    @property
    def in_transaction(self) -> bool: ...

    def begin(self, purpose: Purpose) -> None:
        """Start a transaction; its state is taken now."""
        ...

    def commit(self) -> None: ...

    def rollback(self) -> None:
        """Give up the transaction; nothing where there is none, or the connection is lost."""
        ...

    def close(self) -> None: ...


class Engine(Protocol):
    """One kind of database, for one library."""

    @property
    def name(self) -> str:
        """Of the folder of its scripts, below `migrations`."""
        ...

    @property
    def missing(self) -> str:
        """The beginning of a sentence: that there is no library where one should be."""
        ...

    def prepare(self) -> None:
        """Create what the first connection needs."""
        ...

    def exists(self) -> bool:
        """Whether there is a library, or what is left of one."""
        ...

    def connect(self) -> Connection: ...

    def version(self, connection: Connection) -> int:
        """The version of the schema; 0 where there is none yet."""
        ...

    def migrate(self, connection: Connection, script: str, version: int) -> None:
        """Run a script that brings the schema to a version, inside a transaction."""
        ...

    def guarded(self) -> AbstractContextManager[None]:
        """Inside, what goes wrong when a library is opened becomes an error that says so."""
        ...

    def purge(self, connection: Connection, of: Deleted) -> bool:
        """Erase what is left of deleted rows; says whether that was possible beside the readers."""
        ...

    def compact(self, connection: Connection) -> None:
        """Write the library anew, for what may be left from before rows were purged."""
        ...

    def discard_damaged(self) -> None:
        """Delete a damaged library that a recovery has put aside: it may hold what is now erased."""
        ...

    def quick_damage(self, connection: Connection) -> bool:
        """Whether damage is found without comparing indexes with their tables."""
        ...

    def damage(self, connection: Connection) -> list[str]:
        """One sentence for each fault that the engine finds in the library."""
        ...
