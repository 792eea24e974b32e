"""A library goes from a folder to PostgreSQL and back with everything that it holds: all affairs, or none."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pieces import citation

from harness import postgres
from harness.two_processes import answer
from ingest.sync.corrections import correct
from ingest.sync.library_move import CannotMove, move_libraries
from ingest.sync.sync import sync
from rag.embedding.embedder import Embedder
from rag.storage.archive.answers import Archive
from rag.storage.archive.pins import Pins
from rag.storage.audit import faults
from rag.storage.connections.errors import LibraryElsewhere
from rag.storage.database import open_database
from rag.storage.sqlite.library_file import LIBRARY_FILE
from rag.storage.stores import Stores
from rag.storage.transfer import NotEmpty

LETTER = (
    "Ada Quist said: “The quay was closed in January.” Nobody said why. Café owners – all of them – left."
)


def fill(stores: Stores, folder: Path) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER)
    (folder / "reprint.txt").write_text(f"{LETTER} It was cold.")
    assert sync(stores, [folder]).failed == []
    correct(stores, stores.library.holdings()[0].id, {"author": "Tom Reeve"})
    archive = Archive(stores.database)
    for number in range(3):
        archive.keep(replace(answer(f"a{number}"), created_at="2026-01-01"))
    archive.judge("a1", "bad", None, "No.")
    Pins(stores.database).keep([citation("The quay was closed.")], "a note")


def told(stores: Stores) -> list[object]:
    archive = Archive(stores.database)
    (listed,) = archive.conversations()
    return [
        stores.library.holdings(),
        stores.places.all(),
        stores.library.independent(each.id for each in stores.library.holdings()),
        listed,
        archive.answers(listed.id),
        Pins(stores.database).all(),
        [tuple(row) for row in stores.database.rows("SELECT answer_id, verdict, comment FROM feedback")],
        faults(stores),
    ]


def test_a_library_goes_to_postgresql_and_back_with_all_that_it_holds(
    tmp_path: Path, embedder: Embedder, postgres_server: Path
) -> None:
    url, data = postgres.emptied(postgres_server), tmp_path / "data"
    with closing(Stores(data, embedder)) as stores:
        fill(stores, tmp_path / "papers")
        before = told(stores)
    assert before[-1] == []
    assert move_libraries({"": data}, "", url) == 2
    assert not list(data.glob(f"{LIBRARY_FILE}*"))
    with pytest.raises(LibraryElsewhere, match="REPORT_QA_DATABASE_URL is not set"):
        Stores(data, embedder)
    with closing(Stores(data, embedder, database_url=url)) as stores:
        assert told(stores) == before
        assert sync(stores, [tmp_path / "papers"]).added == []
    assert move_libraries({"": data}, url, "") == 2
    with closing(Stores(data, embedder)) as stores:
        assert told(stores) == before
    assert postgres.statements(url, "SELECT 1 FROM pg_namespace WHERE nspname LIKE 'report_qa%'") == [[]]


def test_where_one_affair_cannot_move_none_does(tmp_path: Path, postgres_server: Path) -> None:
    url = postgres.emptied(postgres_server)
    folders = {"": tmp_path / "data", "pier": tmp_path / "pier"}
    for folder in folders.values():
        with closing(open_database(folder)) as made:
            Archive(made).keep(answer(folder.name))
    with closing(open_database(tmp_path / "pier", url, "pier")) as there:
        Archive(there).keep(answer("theirs"))
    with pytest.raises(NotEmpty, match="Nothing was changed"):
        move_libraries(folders, "", url)
    for affair, folder in folders.items():
        with closing(open_database(folder)) as kept:
            assert Archive(kept).answer(folder.name)
        with closing(open_database(folder, url, affair)) as other:
            assert Archive(other).holds(["theirs"]) == (affair == "pier")
            assert not Archive(other).holds([folder.name])
    with pytest.raises(CannotMove, match="there already"):
        move_libraries(folders, url, url)
