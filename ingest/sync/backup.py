"""A copy of all that cannot be made again: the Library and the files as they came, in one archive.

The indexes are left out: `report-qa rebuild` makes them from the Library. It may be taken while a server answers.
"""

import sqlite3
import tempfile
import zipfile
from pathlib import Path

from rag.errors import UserError
from rag.storage.data_folder import create_private
from rag.storage.database import LIBRARY_FILE
from rag.storage.stores import Stores

_ORIGINALS = "originals"


class CannotBackUp(UserError):
    code = "cannot_back_up"


def back_up(stores: Stores, target: Path) -> int:
    """Write the archive; gives its size in bytes. Raises CannotBackUp where `target` exists or cannot be written."""
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
            _copy_library(stores, copy)
            archive.write(copy, LIBRARY_FILE, zipfile.ZIP_DEFLATED)
            for sha in sorted(stores.shelving.file_hashes()):
                path = stores.folder / _ORIGINALS / sha[:2] / sha
                if path.exists():
                    archive.write(path, f"{_ORIGINALS}/{sha[:2]}/{sha}", zipfile.ZIP_DEFLATED)
        half_written.rename(target)
    except OSError as error:
        half_written.unlink(missing_ok=True)
        raise CannotBackUp(f"{target} cannot be written: {error.strerror or error}.") from error
    return target.stat().st_size


def _copy_library(stores: Stores, target: Path) -> None:
    """As it is at one moment, whoever writes meanwhile."""
    copy = sqlite3.connect(target)
    try:
        stores.database.connection.backup(copy)
    finally:
        copy.close()
