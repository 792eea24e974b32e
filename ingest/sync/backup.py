"""Backups: an archive of the Library and the original files, from which everything else can be made.

The indexes are left out: `report-qa rebuild` makes them from the Library. A backup can be made while a server runs.
What is erased later stays in the backups that were made before.
"""

import sqlite3
import tempfile
import zipfile
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from rag.errors import UserError
from rag.storage.data_folder import create_private, note_backup
from rag.storage.database import Database, open_database
from rag.storage.revision.original_ledger import OriginalLedger
from rag.storage.sqlite.library_file import LIBRARY_FILE, SQLite
from rag.storage.transfer import copy_library

_ORIGINALS = "originals"
BACKUPS = "backups"  # in the data folder, where no other folder is named
_PREFIX, _TIME = "report-qa-", "%Y-%m-%dT%H%M%S.%fZ"
_DATED = f"{_PREFIX}[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*.zip"


class CannotBackUp(UserError):
    code = "cannot_back_up"


def back_up(database: Database, target: Path) -> int:
    """Write an archive; gives its size in bytes. Raises CannotBackUp where `target` exists or cannot be written."""
    if target.exists():
        raise CannotBackUp(f"{target} is there already. Name a file that is not, so that no backup is lost.")
    half_written = target.with_name(target.name + ".part")
    try:
        create_private(half_written)
        with (
            tempfile.TemporaryDirectory(prefix=".report-qa-", dir=target.parent) as folder,
            zipfile.ZipFile(half_written, "w") as archive,
        ):
            copy = Path(folder) / LIBRARY_FILE
            _copy_library(database, copy)
            archive.write(copy, LIBRARY_FILE, zipfile.ZIP_DEFLATED)
            for sha in sorted(OriginalLedger(database).file_hashes()):
                path = database.folder / _ORIGINALS / sha[:2] / sha
                with suppress(FileNotFoundError):  # removed meanwhile
                    archive.write(path, f"{_ORIGINALS}/{sha[:2]}/{sha}", zipfile.ZIP_DEFLATED)
        half_written.rename(target)
    except (OSError, sqlite3.Error) as error:
        half_written.unlink(missing_ok=True)
        why = getattr(error, "strerror", None) or error
        raise CannotBackUp(f"{target} cannot be written: {why}.") from error
    note_backup(database.folder, target)
    return target.stat().st_size


def back_up_dated(database: Database, folder: Path, keep: int) -> tuple[Path, int]:
    """Write an archive named by the time into a folder, then delete all but the latest `keep` of that folder.

    Gives its path and its size in bytes. Raises CannotBackUp.
    """
    if keep < 1:
        raise CannotBackUp("--keep is how many backups are kept: 1 or more.")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise CannotBackUp(
            f"{folder} cannot be used: {error.strerror or error}. Name another folder."
        ) from error
    target = folder / f"{_PREFIX}{datetime.now(UTC):{_TIME}}.zip"
    size = back_up(database, target)
    for old in sorted(folder.glob(_DATED))[:-keep]:
        old.unlink(missing_ok=True)
    return target, size


def _copy_library(database: Database, target: Path) -> None:
    """As it is at one moment, whoever writes meanwhile; into a file of SQLite, whichever engine keeps it."""
    if isinstance(database.engine, SQLite):
        database.engine.copy_to(target)
        return
    with closing(open_database(target.parent)) as copy:
        copy_library(database, copy)
