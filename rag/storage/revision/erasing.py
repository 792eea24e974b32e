"""What deleted documents leave behind in the files of the stores, and how it is erased."""

from rag.storage.database import Database
from rag.storage.lexical_index import LexicalIndex
from rag.storage.revision.rows import rows_with
from rag.storage.revisions import Shelving
from rag.storage.vector_index import VectorIndex

_ERASING = "erasing"  # the setting: "purge", or "compact" where the Library's file is to be rewritten too


def erase(database: Database, shelving: Shelving, lexical: LexicalIndex, vectors: VectorIndex) -> None:
    """Purge both indexes, which only mark what is deleted, and what the Library's engine keeps of deleted rows.

    The write lock must be held. Where it is cut off, the setting stays, and the next writer repeats it.
    """
    due = database.setting(_ERASING)
    if due is None:
        return
    database.discard_damaged()
    lexical.purge(lambda ids: rows_with(shelving, ids))
    purged = vectors.purge()
    if due == "compact":
        database.compact()
    if database.purge("documents") and purged:
        database.forget_setting(_ERASING)
        database.purge("answers")
