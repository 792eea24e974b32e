"""A connection to PostgreSQL that raises this program's errors, over pg8000."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from pg8000.converters import PY_TYPES, make_params
from pg8000.core import CoreConnection
from pg8000.exceptions import DatabaseError, InterfaceError

from rag.errors import Closing, DataFolderBusy
from rag.storage.connections.engine import Purpose
from rag.storage.connections.errors import ConnectionLost, DatabaseUnreachable, DatabaseUnusable
from rag.storage.postgresql.address import Address
from rag.storage.postgresql.statements import Fetched, in_lots, named, translated

_PREPARED = 200  # statements of a connection that the server keeps ready
_VALUES = {**PY_TYPES, bool: lambda value: str(int(value))}  # as in SQLite, truth is a number here
_WAIT = "30s"  # for the writer before
_LOST = ("08", "57P01", "57P02", "57P03")  # how SQLSTATEs of a server that goes or has gone begin
_REFUSED = ("28", "3D", "42501")  # ... and those of a login or a right that is not given


class StatementFailed(Exception):
    """A fault of this program. The server's details, which may quote a document, are left out."""


class _Ready(NamedTuple):
    name: bytes
    columns: Any
    decoders: Any


class Connection:
    """One session; whoever works in it has it alone, and `close` waits for its turn."""

    def __init__(self, address: Address, settings: dict[str, str], folder: str, lock: int) -> None:
        """`settings` are the session's; `lock` is the number of the lock that a writer of this library takes.

        Raises DatabaseUnreachable and DatabaseUnusable."""
        self._turn = threading.RLock()
        self._folder = folder
        self._lock = lock
        self._closed = self._lost = False
        self._in_transaction = False
        self._ready: OrderedDict[str, _Ready] = OrderedDict()
        try:
            reached = address.connected()
        except OSError as error:
            raise DatabaseUnreachable(error.strerror or str(error)) from None
        try:
            with self._understood():
                self._session = CoreConnection(
                    address.user,
                    database=address.database,
                    password=address.password or "",
                    sock=reached,
                    ssl_context=False,
                    application_name="report-qa",
                    startup_params=settings,
                )
        except ConnectionLost:
            reached.close()
            raise DatabaseUnreachable("it closed the connection") from None
        except BaseException:
            reached.close()
            raise
        reached.settimeout(None)

    @property
    def encoding(self) -> str:
        """In which the server keeps text."""
        return str(self._session.parameter_statuses.get("server_encoding", ""))

    @property
    def usable(self) -> bool:
        return not (self._closed or self._lost)

    @property
    def in_transaction(self) -> bool:
        return self.usable and self._in_transaction

    def begin(self, purpose: Purpose) -> None:
        with self._used():
            self._in_transaction = True
            if purpose == "read":
                self._session.execute_simple("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            else:
                self._session.execute_simple(
                    f"BEGIN; SET LOCAL lock_timeout = '{_WAIT}'; SELECT pg_advisory_xact_lock({self._lock})"
                )

    def commit(self) -> None:
        with self._used():
            self._session.execute_simple("COMMIT")
            self._in_transaction = False

    def rollback(self) -> None:
        if self.in_transaction:
            with suppress(ConnectionLost, Closing), self._used():
                self._session.execute_simple("ROLLBACK")
                self._in_transaction = False

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Fetched:
        with self._used():
            return self._executed(statement, values)

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> Fetched:
        with self._used():
            changed = sum(self._executed(*each).rowcount for each in in_lots(statement, list(rows)))
            return Fetched([], changed)

    def close(self) -> None:
        with self._turn:
            if self.usable:
                self._hang_up()
            self._closed = True

    def _executed(self, statement: str, values: Sequence[Any]) -> Fetched:
        if not values:  # in one round trip; several statements may stand in one
            found = self._session.execute_simple(translated(statement))
            return Fetched(named(found.columns, found.rows), found.row_count)
        ready = self._prepared(translated(statement))
        found = self._session.execute_named(
            ready.name, make_params(_VALUES, values), ready.columns, ready.decoders, statement
        )
        return Fetched(named(ready.columns, found.rows), found.row_count)

    def _prepared(self, statement: str) -> _Ready:
        if statement in self._ready:
            self._ready.move_to_end(statement)
        else:
            while len(self._ready) >= _PREPARED:
                self._session.close_prepared_statement(self._ready.popitem(last=False)[1].name)
            self._ready[statement] = _Ready(*self._session.prepare_statement(statement, ()))
        return self._ready[statement]

    @contextmanager
    def _used(self) -> Iterator[None]:
        """Inside, it is not closed. Raises Closing, and ConnectionLost."""
        with self._turn:
            if self._closed:
                raise Closing
            if self._lost:
                raise ConnectionLost
            with self._understood():
                yield

    @contextmanager
    def _understood(self) -> Iterator[None]:
        try:
            yield
        except (InterfaceError, OSError, DatabaseError) as error:
            state, told = _told(_reason(error))
            if not isinstance(error, DatabaseError) or state.startswith(_LOST):
                self._lost = True
                self._hang_up()
            if not state or state.startswith(_LOST):
                raise ConnectionLost from None
            raise _error(state, told, self._folder) from None

    def _hang_up(self) -> None:
        with suppress(AttributeError, InterfaceError, OSError):  # it never was, or is gone already
            self._session.close()


def _reason(error: BaseException | None) -> DatabaseError | None:
    """What the server told. Where it refuses a login, pg8000 stumbles once or twice over the closed connection while it
    raises that."""
    while error is not None and not isinstance(error, DatabaseError):
        error = error.__context__
    return error


def _told(error: DatabaseError | None) -> tuple[str, str]:
    """The SQLSTATE and the server's message, without its details; both empty where it told nothing."""
    fields = error.args[0] if error is not None and error.args and isinstance(error.args[0], dict) else {}
    return str(fields.get("C", "")), str(fields.get("M", ""))


def _error(state: str, told: str, folder: str) -> Exception:
    """This program's error for a SQLSTATE (appendix A of PostgreSQL's manual)."""
    if state == "55P03":  # lock_not_available
        return DataFolderBusy(folder, "its number is not known")
    if state.startswith(_REFUSED):
        return DatabaseUnusable(told, "Check the user, the password, the database and the rights.")
    if state.startswith("53"):  # insufficient_resources: a full disk, too many connections
        return DatabaseUnusable(told, "Make room or raise the limit on its server, then try again.")
    if state.startswith(("XX", "58")):  # damaged data, an error of the disk
        return DatabaseUnusable(told, "Check its server's log and disk, or restore a backup of it.")
    if state.startswith("25006"):  # read_only_sql_transaction
        return DatabaseUnusable(told, "Name a server that may be written to, not a standby.")
    return StatementFailed(
        f"{state} {told}" if state.startswith("42") else state
    )  # 42: a statement that is wrong
