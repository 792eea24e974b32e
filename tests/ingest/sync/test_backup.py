"""A backup holds what cannot be made again, and the rest is made from it."""

import zipfile
from pathlib import Path

import pytest
from both_engines import lose_library

from ingest.sync.backup import CannotBackUp, back_up, back_up_dated
from ingest.sync.sync import sync
from rag.embedding.embedder import Embedder
from rag.errors import LibraryMissing
from rag.storage.audit import faults
from rag.storage.originals import Originals
from rag.storage.stores import Stores


def test_a_backup_unpacked_and_rebuilt_is_the_library_again(
    stores: Stores, embedder: Embedder, tmp_path: Path
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "quay.txt").write_text("The quay was closed in January. Nobody said why.")
    (papers / "moon.txt").write_text("The moon was full that night. A dog barked.")
    sync(stores, [papers])
    archive = tmp_path / "backup.zip"
    assert back_up(stores.database, archive) == archive.stat().st_size
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path / "restored")
    restored = Stores(tmp_path / "restored", embedder)
    with restored.writing():
        assert list(restored.rebuild()) == [2]
    assert restored.library.holdings() == stores.library.holdings()
    hashes = restored.ledger.file_hashes()
    assert len(hashes) == 2
    assert Originals(restored.folder / "originals").faults(hashes) == []
    assert faults(restored) == []
    restored.close()


def test_a_backup_overwrites_nothing(stores: Stores, tmp_path: Path) -> None:
    there = tmp_path / "backup.zip"
    there.write_text("last week's")
    with pytest.raises(CannotBackUp, match="is there already"):
        back_up(stores.database, there)
    assert there.read_text() == "last week's"
    with pytest.raises(CannotBackUp, match="cannot be written"):
        back_up(stores.database, tmp_path / "no such folder" / "backup.zip")


def test_dated_backups_are_kept_to_a_number_and_the_latest_is_restored(
    stores: Stores, embedder: Embedder, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "report-qa-notes.zip").write_text("Somebody's own file.")
    (tmp_path / "quay.txt").write_text("The quay was closed in January. Nobody said why.")
    sync(stores, [tmp_path / "quay.txt"])
    made = [back_up_dated(stores.database, folder, keep=3)[0] for _ in range(4)]
    (tmp_path / "moon.txt").write_text("The moon was full that night. A dog barked.")
    sync(stores, [tmp_path / "moon.txt"])
    last, size = back_up_dated(stores.database, folder, keep=3)
    assert size == last.stat().st_size
    assert set(folder.iterdir()) == {folder / "report-qa-notes.zip", *made[2:], last}
    with zipfile.ZipFile(last) as packed:
        packed.extractall(tmp_path / "restored")
    restored = Stores(tmp_path / "restored", embedder)
    with restored.writing():
        assert list(restored.rebuild()) == [2]
    assert restored.library.holdings() == stores.library.holdings()
    assert faults(restored) == []
    restored.close()
    with pytest.raises(CannotBackUp, match="1 or more"):
        back_up_dated(stores.database, folder, keep=0)


def test_a_library_that_is_lost_names_its_last_backup(
    stores: Stores, embedder: Embedder, tmp_path: Path, library_url: str
) -> None:
    (tmp_path / "quay.txt").write_text("The quay was closed in January. Nobody said why.")
    sync(stores, [tmp_path / "quay.txt"])
    back_up(stores.database, tmp_path / "backup.zip")
    stores.close()
    lose_library(stores.folder, library_url)
    with pytest.raises(LibraryMissing, match=r"The last backup is \S*/backup\.zip, of \d{4}-"):
        Stores(stores.folder, embedder, database_url=library_url)


def test_an_original_that_was_touched_is_found(stores: Stores, tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text("The quay was closed in January. Nobody said why.")
    sync(stores, [tmp_path / "quay.txt"])
    (sha,) = stores.ledger.file_hashes()
    originals = Originals(stores.folder / "originals")
    originals.open(sha).write_text("Something else.")
    assert "has changed" in originals.faults([sha])[0]
    originals.open(sha).unlink()
    assert "is gone" in originals.faults([sha])[0]
