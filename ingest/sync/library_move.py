"""Libraries moved from one database to another: from a laptop's folder to a server's PostgreSQL, and back.

Indexes and original files stay in the data folder. Each library is copied, compared with the copy, and then deleted
where it was; all affairs move, or none.
"""

from collections.abc import Mapping
from contextlib import ExitStack, closing
from pathlib import Path

from rag.errors import UserError
from rag.storage.data_folder import WriteLock
from rag.storage.database import Database, open_database
from rag.storage.postgresql.belonging import LIBRARY_ID
from rag.storage.revisions import Shelving
from rag.storage.sqlite.library_file import SQLite
from rag.storage.transfer import TABLES, check_empty, copy_library


class CannotMove(UserError):
    code = "cannot_move"


def move_libraries(folders: Mapping[str, Path], source: str, target: str) -> int:
    """Move the libraries of affairs (by name, '' being the default one) with these data folders between two databases,
    named as in `open_database`; gives the number of documents.

    No process may have them open. Raises CannotMove, NotEmpty, DataFolderBusy and what `open_database` does; then
    nothing has moved.
    """
    if source == target:
        raise CannotMove("The library is there already. Name another database.")
    documents = 0
    copied: dict[str, Path] = {}
    with ExitStack() as held:
        for folder in folders.values():
            held.enter_context(WriteLock(folder, _refuse_unfinished)())
        try:
            for affair, folder in folders.items():
                documents += _copy(folder, affair, source, target, copied)
        except BaseException:
            for affair, folder in copied.items():
                _delete(folder, affair, target)
            raise
        for affair, folder in folders.items():
            _delete(folder, affair, source)
            if source:
                (folder / LIBRARY_ID).unlink(missing_ok=True)
    return documents


def _refuse_unfinished(cut_off: bool) -> None:
    if cut_off:
        raise CannotMove(
            "A process that wrote to the data folder was cut off. Run `report-qa ingest`, which finishes its work, "
            "then move the library."
        )


def _copy(folder: Path, affair: str, source: str, target: str, copied: dict[str, Path]) -> int:
    with (
        closing(open_database(folder, source, affair)) as old,
        closing(open_database(folder, target, affair, beside_originals=True)) as new,
    ):
        check_empty(new)
        copied[affair] = folder
        copy_library(old, new)
        if _differ(old, new):
            raise CannotMove(
                "The copy is not the same as the library. Run `report-qa verify`, then try again."
            )
        return len(Shelving(new).shown_revisions())


def _differ(old: Database, new: Database) -> bool:
    """Whether a copy has other numbers of rows, or a document or an answer is not what was written."""
    counts = [
        [database.rows(f"SELECT count(*) FROM {name}")[0][0] for name in TABLES if name != "settings"]
        for database in (old, new)
    ]
    shelving = Shelving(new)
    return (
        counts[0] != counts[1]
        or not all(shelving.is_as_written(*each) for each in shelving.shown_revisions())
        or shelving.damaged_answers() != Shelving(old).damaged_answers()
    )


def _delete(folder: Path, affair: str, url: str) -> None:
    if not url:
        SQLite(folder).delete()
        return
    from rag.storage.postgresql.schema import drop_library  # an extra

    drop_library(url, affair)
