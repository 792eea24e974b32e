"""What an error tells people elsewhere: the remedy, and no path of this machine."""

from pathlib import Path

import pytest

from rag.errors import (
    DataFolderBusy,
    DataFolderNewer,
    DataFolderUnusable,
    DiskFault,
    DiskFull,
    IndexUnusable,
    LibraryDamaged,
    LibraryMissing,
    ModelUnusable,
    OperatorError,
    StaleIndex,
    native_errors,
)
from rag.storage.data_folder import last_backup, note_backup

FOLDER = "/home/ada/secret affair/.data"


@pytest.mark.parametrize(
    "error",
    [
        DataFolderBusy(FOLDER, "process 7"),
        DataFolderNewer(FOLDER, 9, 8),
        DataFolderUnusable(FOLDER, "it is read-only"),
        DiskFault(FOLDER, "it is read-only"),
        DiskFull(FOLDER),
        LibraryDamaged(FOLDER, "The last backup is /mnt/safe/affair/b.zip.", "/mnt/safe/affair/b.zip"),
        LibraryMissing(f"There is no library in {FOLDER}", FOLDER, "No backup is known.", ""),
        ModelUnusable("/home/ada/models/m", "it is no model"),
        StaleIndex("/home/ada/models/m:384:256", "other"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_paths_are_told_at_this_machine_alone(error: OperatorError) -> None:
    assert all(path in str(error) for path in error.paths)
    assert error.paths
    told = error.without_paths
    assert "/home" not in told
    assert "/mnt" not in told
    assert all(Path(path).name in told for path in error.paths)


def test_the_words_of_a_native_library_are_told_without_the_folder(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable) as raised, native_errors("lexical", str(tmp_path)):
        raise ValueError(f"cannot open {tmp_path}/lexical/v2/meta.json")
    assert str(tmp_path) in str(raised.value)
    assert str(tmp_path) not in raised.value.without_paths
    assert "meta.json" in raised.value.without_paths


def test_a_relative_folder_is_found_in_its_absolute_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(IndexUnusable) as raised, native_errors("vector", "data"):
        raise ValueError(f"no file {tmp_path}/data/chroma.sqlite3")
    assert str(tmp_path) not in raised.value.without_paths


def test_a_lost_library_names_its_last_backup(tmp_path: Path) -> None:
    assert last_backup(tmp_path) == ("No backup is known.", "")
    backup = tmp_path / "safe" / "b.zip"
    backup.parent.mkdir()
    backup.touch()
    note_backup(tmp_path, backup)
    told, path = last_backup(tmp_path)
    assert path == str(backup)
    error = LibraryMissing(f"There is no library in {tmp_path}", str(tmp_path), told, path)
    assert path in str(error)
    assert str(tmp_path) not in error.without_paths
