"""SQLite's errors are this program's, a snapshot stays what it was, and files of another library are checked aside."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.errors import DataFolderUnusable, LibraryDamaged
from rag.storage.database import Database, open_database
from rag.storage.sqlite.connection import connected
from rag.storage.sqlite.in_use import is_sound, vacuum


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = open_database(tmp_path / "data")
    yield made
    made.close()


def test_a_file_that_is_no_database_is_a_damaged_library_and_a_folder_is_unusable(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"
    file.write_bytes(b"no database at all, but long enough to be read as one" * 100)
    with pytest.raises(LibraryDamaged, match="No backup is known"):
        connected(file)
    (tmp_path / "folder").mkdir()
    with pytest.raises(DataFolderUnusable):
        connected(tmp_path / "folder")


def test_a_text_that_cannot_be_decoded_is_not_printed(database: Database) -> None:
    with database.writing() as connection:
        connection.execute("INSERT INTO settings VALUES ('x', CAST(X'53656372657420ff' AS TEXT))")
    with pytest.raises(LibraryDamaged) as raised:
        database.setting("x")
    assert "Secret" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_snapshot_sees_one_state_until_it_is_released(database: Database) -> None:
    database.set_setting("x", "before")
    with database.snapshot() as snapshot:

        def work() -> Iterator[str | None]:
            yield database.setting("x")
            database.set_setting("x", "after")
            yield database.setting("x")
            snapshot.release()
            yield database.setting("x")

        assert list(snapshot.steps(work())) == ["before", "before", "after"]
    assert database.setting("x") == "after"


def test_what_is_deleted_is_overwritten(database: Database) -> None:
    with database.writing() as connection:
        connection.execute("INSERT INTO settings VALUES ('x', 'Quixonberg')")
    database.forget_setting("x")
    assert database.purge("documents")
    assert b"Quixonberg" not in (database.folder / "library.sqlite3").read_bytes()


def test_a_file_in_use_is_checked_and_rewritten_in_another_process(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite3"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("CREATE TABLE t (x)")
    other.executemany("INSERT INTO t VALUES (?)", [("x" * 1000,)] * 100)
    other.execute("DELETE FROM t")
    before = file.stat().st_size
    assert is_sound(file)
    assert vacuum(file)
    assert file.stat().st_size < before
    other.close()
    file.write_bytes(file.read_bytes()[:100] + b"\xff" * 4096)
    assert not is_sound(file)
