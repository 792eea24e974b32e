"""Which data folder a library in PostgreSQL belongs to: the one that has its indexes and original files.

Another folder's indexes would lack what was taken in meanwhile, and a search would not say so.
"""

import uuid
from pathlib import Path

from rag.storage.connections.errors import DatabaseUnusable
from rag.storage.data_folder import create_private
from rag.storage.database import FOLDER, LIBRARY_ID, Database


def check_belonging(database: Database) -> None:
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
