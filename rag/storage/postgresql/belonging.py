"""Which data folder a library in PostgreSQL belongs to: the one that has its indexes and original files.

Another folder's indexes would lack what was taken in meanwhile, and a search would not say so.
"""

import uuid
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from rag.storage.connections.engine import Statements
from rag.storage.connections.errors import DatabaseUnusable
from rag.storage.data_folder import create_private

LIBRARY_ID = "library.id"  # in the data folder of a library that is in PostgreSQL
FOLDER = "folder"  # a setting: the id of the data folder that a library in PostgreSQL belongs to


class Settled(Protocol):
    """A library with a folder and settings: a `Database`, which opens by this check."""

    folder: Path

    def writing(self) -> AbstractContextManager[Statements]: ...

    def setting(self, key: str) -> str | None: ...

    def put_setting(self, key: str, value: str) -> None: ...


def check_belonging(database: Settled) -> None:
    """Note in a new library which folder it belongs to. Raises DatabaseUnusable where it is another's."""
    with database.writing():
        known, own = database.setting(FOLDER), _noted(database.folder)
        if known is None:
            own = own or uuid.uuid4().hex
            note = database.folder / LIBRARY_ID
            create_private(note)
            note.write_text(own, "ascii")
            database.put_setting(FOLDER, own)
        elif known != own:
            raise DatabaseUnusable(
                "its library belongs to another data folder, which has its indexes and original files",
                "Set REPORT_QA_DATA_DIR to that folder, or name another database; docs/postgresql.md says what to do "
                "where the folder is lost.",
            )


def _noted(folder: Path) -> str | None:
    try:
        return (folder / LIBRARY_ID).read_text("ascii").strip() or None
    except FileNotFoundError:
        return None
