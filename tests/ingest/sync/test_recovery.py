"""A library that is lost beside its original files is not an empty library, and can be made again from them."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from both_engines import lose_library, sqlite_only

from ingest.sync.corrections import correct
from ingest.sync.recovery import NothingToRecover, begin_recovery, recover
from ingest.sync.sync import remove, sync
from rag.embedding.embedder import Embedder
from rag.errors import LibraryDamaged, LibraryMissing
from rag.storage.archive.answers import Archive
from rag.storage.audit import faults
from rag.storage.sqlite.library_file import LIBRARY_FILE, damaged_libraries
from rag.storage.stores import Stores

LETTER = """---
title: A letter
publisher: Harbour Watch
---
The harbour has been closed for nine weeks. No ferry calls.
"""
MAIL = """From: Ada Quist <ada@example.org>
Subject: The pier
Date: Mon, 3 Jun 2019 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain

The pier is closed, a sign says.
--x
Content-Type: text/plain; name="note.txt"
Content-Disposition: attachment; filename="note.txt"

The toll was raised in May. Nobody asked the captains.
--x--
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    (made / "letter.md").write_text(LETTER)
    (made / "copy of letter.md").write_text(LETTER)
    (made / "tide.txt").write_text("High water was at noon. The quay was dry by four.")
    (made / "tide.txt.meta.yaml").write_text("title: Tides\npublisher: Žižkov Office\ndate: 2019-03\n")
    (made / "pier.eml").write_text(MAIL)
    return made


@pytest.fixture
def filled(tmp_path: Path, papers: Path, embedder: Embedder, library_url: str) -> Iterator[Stores]:
    stores = Stores(tmp_path / "data", embedder, database_url=library_url)
    assert sync(stores, [papers]).failed == []
    correct(stores, held(stores)["Tides"], {"author": "Tom Reeve"})
    yield stores
    with suppress(Exception):
        stores.close()


def held(stores: Stores) -> dict[str | None, str]:
    return {each.metadata.title: each.id for each in stores.library.holdings()}


def known(stores: Stores) -> list[tuple[object, ...]]:
    return [
        (each.id, each.metadata, sorted(each.places), each.passages, each.media_type, each.file_sha)
        for each in stores.library.holdings()
    ]


def files(folder: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"
    }


@pytest.mark.parametrize("emptied", [False, True])
def test_a_lost_library_is_said_to_be_lost_and_nothing_is_touched(
    filled: Stores, embedder: Embedder, emptied: bool, library_url: str
) -> None:
    filled.close()
    lose_library(filled.folder, library_url)
    if emptied and not library_url:
        (filled.folder / LIBRARY_FILE).touch()
    before = files(filled.folder)
    with pytest.raises(LibraryMissing, match="report-qa recover"):
        Stores(filled.folder, embedder, database_url=library_url)
    assert files(filled.folder) == before


def test_a_lost_library_is_recovered_with_ids_metadata_places_and_corrections(
    filled: Stores, papers: Path, embedder: Embedder, library_url: str
) -> None:
    before, count = known(filled), len(filled.originals.hashes())
    filled.close()
    lose_library(filled.folder, library_url)
    for path in papers.iterdir():
        path.unlink()
    begin_recovery(filled.folder, library_url)
    again = Stores(filled.folder, embedder, database_url=library_url)
    outcome = recover(again)
    assert outcome.failed == []
    assert known(again) == before
    assert len(again.originals.hashes()) == count
    assert faults(again) == []
    remove(again, [held(again)["Tides"]])
    assert "Tides" not in held(again)
    again.close()


@sqlite_only
def test_a_damaged_library_says_so_without_a_word_of_a_document_and_is_recovered(
    filled: Stores, embedder: Embedder, library_url: str
) -> None:
    before = known(filled)
    filled.close()
    library = filled.folder / LIBRARY_FILE
    content = bytearray(library.read_bytes())
    content[: len(content) // 2] = b"\x5a" * (len(content) // 2)
    library.write_bytes(content)
    with pytest.raises(LibraryDamaged, match="backup") as raised:
        Stores(filled.folder, embedder, database_url=library_url)
    assert raised.value.__cause__ is None
    begin_recovery(filled.folder, library_url)
    again = Stores(filled.folder, embedder, database_url=library_url)
    recover(again)
    assert known(again) == before
    assert (filled.folder / f"damaged-{LIBRARY_FILE}").exists()
    again.close()


@sqlite_only
@pytest.mark.parametrize("erased", ["a document", "a conversation"])
def test_a_damaged_library_that_was_put_aside_goes_with_the_next_erasure(
    filled: Stores, embedder: Embedder, erased: str, library_url: str
) -> None:
    filled.close()
    library = filled.folder / LIBRARY_FILE
    library.write_bytes(b"\x5a" * 4096 + library.read_bytes()[4096:])
    begin_recovery(filled.folder, library_url)
    again = Stores(filled.folder, embedder, database_url=library_url)
    recover(again)
    assert b"closed for nine weeks" in b"".join(
        each.read_bytes() for each in damaged_libraries(filled.folder)
    )
    if erased == "a document":
        remove(again, [held(again)["Tides"]])
    else:
        archive = Archive(again.database)
        with again.database.writing() as connection:
            connection.execute(
                "INSERT INTO conversations (id, title, created_at) VALUES ('c', 'The tide', '2026-01-01')"
            )
        archive.erase("c")
    assert damaged_libraries(filled.folder) == []
    again.close()


def test_a_recovery_that_was_cut_off_goes_on_and_loses_no_original(
    filled: Stores, embedder: Embedder, library_url: str
) -> None:
    before, hashes = known(filled), filled.originals.hashes()
    filled.close()
    lose_library(filled.folder, library_url)
    begin_recovery(filled.folder, library_url)
    cut_off = Stores(filled.folder, embedder, database_url=library_url)
    with cut_off.writing():
        cut_off.sweep_originals()
    assert cut_off.originals.hashes() == hashes
    cut_off.close()
    begin_recovery(filled.folder, library_url)
    again = Stores(filled.folder, embedder, database_url=library_url)
    recover(again)
    assert known(again) == before
    again.close()


def test_an_original_that_cannot_be_read_again_is_kept(
    filled: Stores, embedder: Embedder, library_url: str
) -> None:
    sha = next(each.file_sha for each in filled.library.holdings() if each.metadata.title == "Tides")
    assert sha is not None
    filled.close()
    lose_library(filled.folder, library_url)
    filled.originals.open(sha).write_bytes(b"%PDF-1.7 and no more")
    begin_recovery(filled.folder, library_url)
    again = Stores(filled.folder, embedder, database_url=library_url)
    outcome = recover(again)
    assert len(outcome.failed) == 1
    (kept,) = (filled.folder / "unrecovered").iterdir()
    assert kept.read_bytes() == b"%PDF-1.7 and no more"
    again.close()


def test_a_sound_library_is_not_recovered(filled: Stores, tmp_path: Path, library_url: str) -> None:
    with pytest.raises(NothingToRecover, match="undamaged"):
        begin_recovery(filled.folder, library_url)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToRecover, match="no original files"):
        begin_recovery(tmp_path / "empty", library_url)
    assert filled.library.counts()["documents"] > 0
