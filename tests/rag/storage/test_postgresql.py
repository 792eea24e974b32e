"""PostgreSQL as the library's engine: what SQLite cannot lose, tell or mix up, and that both hold the same."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from harness import postgres
from harness.kills import HashedWords
from rag.errors import BadSetting, DataFolderNewer, LibraryMissing
from rag.storage.connections.errors import ConnectionLost, DatabaseUnreachable, DatabaseUnusable
from rag.storage.database import Database, open_database
from rag.storage.postgresql.address import address_of
from rag.storage.postgresql.connection import StatementFailed
from rag.storage.postgresql.schema import drop_library, schema_of
from rag.storage.postgresql.statements import in_lots, translated
from rag.storage.stores import Stores
from rag.storage.transfer import TABLES

KILL = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
    "WHERE application_name = 'report-qa' AND pid <> pg_backend_pid()"
)


@pytest.fixture
def url(postgres_server: Path) -> str:
    return postgres.emptied(postgres_server)


@pytest.fixture
def library(tmp_path: Path, url: str) -> Iterator[Database]:
    with closing(open_database(tmp_path / "data", url)) as made:
        yield made


def test_an_address_is_read_as_libpq_reads_it() -> None:
    found = address_of(
        "postgresql://ann:s%40crt@db.example.org:6000/papers?sslmode=verify-full&sslrootcert=/ca.pem"
    )
    assert (found.host, found.port, found.database, found.user) == ("db.example.org", 6000, "papers", "ann")
    assert (found.password, found.tls, found.authorities) == ("s@crt", "verify-full", "/ca.pem")
    assert address_of("postgres://ann@/papers?host=/run/pg&port=7").host == "/run/pg"
    assert address_of("postgresql://ann@db").database == "ann"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("mysql://ann:s3cret@db/papers", "names no PostgreSQL"),
        ("postgresql://ann:s3cret@db:port/papers", "cannot be read"),
        ("postgresql://ann:s3cret@db/papers?sslmode=maybe", "sslmode"),
        ("postgresql://ann:s3cret@db/papers?sslmod=require", "'sslmod'"),
    ],
)
def test_an_address_that_cannot_be_read_is_said_without_its_password(wrong: str, told: str) -> None:
    with pytest.raises(BadSetting, match=told) as raised:
        address_of(wrong)
    assert "s3cret" not in str(raised.value)


def test_a_password_is_not_shown() -> None:
    assert "s3cret" not in repr(address_of("postgresql://ann:s3cret@db/papers"))


def test_values_are_numbered_and_those_in_quotation_marks_left_alone() -> None:
    assert (
        translated("SELECT '?' FROM t WHERE a = ? AND \"b?\" = ?")
        == "SELECT '?' FROM t WHERE a = $1 AND \"b?\" = $2"
    )
    assert translated("SELECT 1 FROM passages p INDEXED BY passages_whose WHERE p.id = ?").endswith(
        "FROM passages p WHERE p.id = $1"
    )


def test_many_rows_go_together_and_none_is_left_out() -> None:
    rows = [(number, str(number)) for number in range(150)]
    insert = "INSERT INTO t VALUES (?, ?) ON CONFLICT DO NOTHING"
    sent = list(in_lots(insert, rows))
    assert len(sent) == 1 + 1 + 6
    assert [value for _, values in sent for value in values] == [value for row in rows for value in row]
    assert all(statement.count("?") == len(values) for statement, values in sent)
    changed = list(in_lots("UPDATE t SET a = ? WHERE b = ?", rows))
    assert [statement for statement, _ in changed] == ["UPDATE t SET a = ? WHERE b = ?"] * 150


def test_a_connection_that_is_lost_while_idle_is_replaced_unnoticed(library: Database, url: str) -> None:
    library.set_setting("x", "kept")
    assert postgres.statements(url, KILL)[0][0] != (0,)
    assert library.setting("x") == "kept"
    postgres.statements(url, KILL)
    library.set_setting("x", "after")
    postgres.statements(url, KILL)
    with library.snapshot():
        pass
    assert library.setting("x") == "after"


def test_a_connection_that_is_lost_in_a_transaction_is_told_and_nothing_of_it_is_kept(
    library: Database, url: str
) -> None:
    library.set_setting("x", "before")

    def write() -> None:
        with library.writing():
            library.put_setting("x", "half")
            postgres.statements(url, KILL)

    def read() -> None:
        with library.reading():
            library.setting("x")
            postgres.statements(url, KILL)
            library.setting("x")

    with pytest.raises(ConnectionLost, match="Nothing that was stored is lost"):
        write()
    with pytest.raises(ConnectionLost):
        read()
    assert (library.setting("x"), library.setting("y")) == ("before", None)


def test_what_a_writer_leaves_that_lost_its_connection_is_deleted_by_the_next(
    tmp_path: Path, url: str
) -> None:
    def stores() -> closing[Stores]:
        return closing(Stores(tmp_path / "data", HashedWords(), database_url=url))

    def begin(writer: Stores) -> None:
        with writer.writing():
            writer.originals.keep(b"a letter")  # which is written before the document that it belongs to
            with writer.database.writing():
                postgres.statements(url, KILL)

    with stores() as writer, pytest.raises(ConnectionLost):
        begin(writer)
    with stores() as following:
        assert following.originals.hashes()
        with following.writing():
            assert following.originals.hashes() == []


def test_writers_are_one_after_the_other(library: Database, tmp_path: Path, url: str) -> None:
    def add(database: Database) -> None:
        for _ in range(20):
            with database.writing():
                count = int(database.setting("count") or 0)
                database.put_setting("count", str(count + 1))

    with closing(open_database(tmp_path / "data", url)) as other:
        threads = [threading.Thread(target=add, args=(each,)) for each in (library, other, other)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert library.setting("count") == "60"


def test_a_snapshot_sees_one_state_until_it_is_released(library: Database) -> None:
    library.set_setting("x", "before")
    with library.snapshot() as snapshot:

        def work() -> Iterator[str | None]:
            yield library.setting("x")
            library.set_setting("x", "after")
            yield library.setting("x")
            snapshot.release()
            yield library.setting("x")

        assert list(snapshot.steps(work())) == ["before", "before", "after"]


def test_each_affair_has_tables_of_its_own_and_sees_no_other(tmp_path: Path, url: str) -> None:
    names = ("", "harbour", "a" * 60, "a" * 59 + "b")
    opened = [open_database(tmp_path / str(number), url, name) for number, name in enumerate(names)]
    for number, each in enumerate(opened):
        each.set_setting("x", str(number))
    assert [each.setting("x") for each in opened] == [str(number) for number in range(len(names))]
    assert {row[0] for each in opened for row in each.rows("SHOW search_path")} == {
        f'"{schema_of(name)}"' for name in names
    }
    assert len({schema_of(name) for name in names}) == len(names)
    for each in opened:
        each.close()
    drop_library(url, "harbour")
    with closing(open_database(tmp_path / "1", url, "harbour")) as anew:
        assert anew.setting("x") is None
    with closing(open_database(tmp_path / "0", url)) as default:
        assert default.setting("x") == "0"


def test_both_engines_hold_the_same_tables_and_a_copy_has_all_of_them(
    library: Database, tmp_path: Path
) -> None:
    def columns(database: Database, statement: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for table, column in database.rows(statement):
            found.setdefault(table, []).append(column)
        return found

    with closing(open_database(tmp_path / "file")) as file:
        tables = {row[0] for row in file.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
        of_file = {name: [row["name"] for row in file.rows(f"PRAGMA table_info({name})")] for name in tables}
    of_server = columns(
        library,
        "SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t "
        "USING (table_schema, table_name) WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' "
        "AND column_name <> 'rowid' AND table_name <> 'schema_version' ORDER BY ordinal_position",
    )
    assert of_server == of_file
    assert {name: [each.strip('"') for each in table.columns] for name, table in TABLES.items()} == of_file


def test_a_library_knows_its_folder(library: Database, tmp_path: Path, url: str) -> None:
    open_database(tmp_path / "data", url).close()
    with pytest.raises(DatabaseUnusable, match="belongs to another data folder"):
        open_database(tmp_path / "other", url)
    library.forget_setting("folder")  # as docs/postgresql.md says where the folder is lost
    open_database(tmp_path / "other", url).close()


def test_original_files_without_a_library_are_not_taken_for_a_new_one(tmp_path: Path, url: str) -> None:
    (tmp_path / "originals" / "ab").mkdir(parents=True)
    (tmp_path / "originals" / "ab" / "abcd").write_text("A paper.")
    with pytest.raises(LibraryMissing, match="no library of this affair in the database"):
        open_database(tmp_path, url)


def test_a_newer_library_is_left_alone(library: Database, tmp_path: Path, url: str) -> None:
    with library.writing() as connection:
        connection.execute("INSERT INTO schema_version VALUES (999)")
    with pytest.raises(DataFolderNewer, match="version 999"):
        open_database(tmp_path / "data", url)


def test_what_is_not_there_or_not_allowed_is_named(tmp_path: Path, url: str) -> None:
    with pytest.raises(DatabaseUnreachable, match="cannot be reached"):
        open_database(tmp_path, re.sub("host=[^&]*", f"host={tmp_path}", url))
    with pytest.raises(DatabaseUnusable, match="nowhere"):
        open_database(tmp_path, url.replace("/postgres?", "/nowhere?"))


def test_a_refused_login_is_told_though_the_server_hung_up_before_the_farewell(tmp_path: Path) -> None:
    """PostgreSQL closes as soon as it has refused, and whether that comes first is chance."""
    told = b'SFATAL\0C3D000\0Mdatabase "nowhere" does not exist\0\0'

    def refuse(listening: socket.socket) -> None:
        caller, _ = listening.accept()
        with caller:
            caller.recv(4096)
            caller.shutdown(socket.SHUT_RD)  # from now on what the caller sends fails
            caller.sendall(b"E" + (len(told) + 4).to_bytes(4, "big") + told)
            caller.shutdown(socket.SHUT_WR)

    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / ".s.PGSQL.5432"))
        listening.listen(1)
        server = threading.Thread(target=refuse, args=(listening,))
        server.start()
        with pytest.raises(DatabaseUnusable, match="nowhere"):
            open_database(tmp_path / "data", f"postgresql://ann@/nowhere?host={tmp_path}")
        server.join()


def test_an_error_of_the_server_quotes_no_document(library: Database) -> None:
    with library.writing() as connection:
        connection.execute(
            "INSERT INTO conversations (id, title, created_at) VALUES ('Quixonberg', 't', 'c')"
        )
    with pytest.raises(StatementFailed) as raised, library.writing() as connection:
        connection.execute(
            "INSERT INTO conversations (id, title, created_at) VALUES (?, 't', 'c')", ("Quixonberg",)
        )
    assert "Quixonberg" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_what_is_deleted_is_purged_from_the_files_of_the_tables(
    library: Database, url: str, postgres_server: Path
) -> None:
    def files_with_it() -> list[Path]:
        postgres.statements(url, "CHECKPOINT")
        return [
            path
            for path in (postgres_server / "data" / "base").rglob("*")
            if path.is_file() and b"Quixonberg" in path.read_bytes()
        ]

    with library.writing() as connection:
        connection.execute("INSERT INTO settings VALUES ('x', 'Quixonberg')")
    assert files_with_it()
    library.forget_setting("x")
    assert library.purge("documents")
    assert files_with_it() == []
    with library.snapshot():  # it may still see what was deleted
        assert not library.purge("documents")
