"""Places of documents: a file's path, an address, the name of an upload.

A document may have several places; when it loses the last one it is removed, in the same transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.storage.connections.engine import Statements
from rag.storage.database import Database


@dataclass(frozen=True, slots=True)
class Place:
    """`stamp` changes when the file does; `within` is the place of the file that contains this one, as a mail its
    attachments, and empty for others."""

    path: str
    document_id: str
    stamp: str
    within: str = ""


class Places:
    """The places of all documents, over one `Database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, Place]:
        """Every place by its path, in the order in which they were added."""
        rows = self._database.connection.execute(
            "SELECT path, document_id, stamp, within FROM places ORDER BY rowid"
        )
        return {row["path"]: Place(*row) for row in rows}

    def forget(self, paths: Sequence[str]) -> None:
        """Delete these places, and mark documents without another place for removal."""
        with self._database.writing() as connection:
            left = [_document_at(connection, path) for path in paths]
            connection.executemany("DELETE FROM places WHERE path = ?", [(path,) for path in paths])
            _hide_homeless(connection, left)

    def faults(self) -> list[str]:
        """One sentence for each place without a document, and each document without a place."""
        connection = self._database.connection
        found = [
            f"{row['path']}: it is known, but its document is not held. Run `report-qa ingest` again."
            for row in connection.execute(
                "SELECT path FROM places p WHERE NOT EXISTS (SELECT 1 FROM documents WHERE id = p.document_id)"
            )
        ]
        found += [
            f"The document {row['id']} is held without a place. Run `report-qa remove {row['id']}`."
            for row in connection.execute(
                "SELECT id FROM shown d WHERE NOT EXISTS (SELECT 1 FROM places WHERE document_id = d.id)"
            )
        ]
        return found


def note_places(connection: Statements, places: Iterable[Place]) -> None:
    """Write places, as part of a transaction; a place of another document is taken from it."""
    places = list(places)
    before = [_document_at(connection, place.path) for place in places]
    connection.executemany(
        'INSERT INTO places (path, document_id, "within", stamp) VALUES (?, ?, ?, ?) ON CONFLICT (path) '
        'DO UPDATE SET document_id = excluded.document_id, "within" = excluded."within", stamp = excluded.stamp',
        [(place.path, place.document_id, place.within, place.stamp) for place in places],
    )
    _hide_homeless(connection, before)


def touch(connection: Statements) -> None:
    """Raise the revision of the Library, so that every process reads its caches again."""
    connection.execute(
        "INSERT INTO settings VALUES ('content_version', '1') "
        "ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(settings.value AS BIGINT) + 1 AS TEXT)"
    )


def _document_at(connection: Statements, path: str) -> str | None:
    row = connection.execute("SELECT document_id FROM places WHERE path = ?", (path,)).fetchone()
    return None if row is None else str(row["document_id"])


def _hide_homeless(connection: Statements, documents: Iterable[str | None]) -> None:
    gone = False
    for id in dict.fromkeys(id for id in documents if id is not None):
        changed = connection.execute(
            "UPDATE documents SET state = 'removing' WHERE id = ? AND state <> 'removing' "
            "AND NOT EXISTS (SELECT 1 FROM places WHERE document_id = documents.id)",
            (id,),
        )
        if changed.rowcount:
            connection.execute("DELETE FROM corrections WHERE document_id = ?", (id,))
            gone = True
    if gone:
        touch(connection)
