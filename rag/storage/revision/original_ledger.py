"""What the Library knows of the original files: which documents were read from each, and which are out of date."""

from rag.storage.database import Database
from rag.storage.originals import OriginalRecord, Originals


class OriginalLedger:
    """Over one `Database`; the write lock must be held to write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unsettled_originals(self) -> list[str]:
        """The hashes of original files whose record is out of date, or that may have lost their last document."""
        rows = self._database.connection.execute("SELECT file_sha FROM unsettled_originals ORDER BY file_sha")
        return [row["file_sha"] for row in rows]

    def unsettle_originals(self) -> None:
        """Have the records of all original files written again."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO unsettled_originals "
                "SELECT DISTINCT file_sha FROM documents WHERE file_sha IS NOT NULL ON CONFLICT DO NOTHING"
            )

    def settle_originals(self, originals: Originals, recovering: bool) -> None:
        """Write the records that are out of date, and delete the files that no document refers to; none of these
        while a library is being recovered from them."""
        unsettled = self.unsettled_originals()
        if not unsettled:
            return
        for sha in unsettled:
            if records := self.original_records(sha):
                originals.describe(sha, records)
            elif not recovering:
                originals.delete(sha)
        with self._database.writing() as connection:
            connection.executemany(
                "DELETE FROM unsettled_originals WHERE file_sha = ?", [(sha,) for sha in unsettled]
            )

    def original_records(self, sha: str) -> list[OriginalRecord]:
        """Every document that was read from the original file with this hash, also one on its way out."""
        with self._database.reading():
            rows = self._database.rows(
                "SELECT id, metadata, media_type FROM documents d WHERE file_sha = ? AND NOT EXISTS (SELECT 1 "
                "FROM documents o WHERE o.id = d.id AND o.file_sha = d.file_sha AND o.revision > d.revision) "
                "ORDER BY id",
                sha,
            )
            return [
                OriginalRecord(
                    row["id"],
                    tuple(
                        (place["path"], place["within"])
                        for place in self._database.rows(
                            'SELECT path, "within" FROM places WHERE document_id = ? ORDER BY rowid',
                            row["id"],
                        )
                    ),
                    {key: str(value) for key, value in self._database.decoded(row["metadata"]).items()},
                    corrections_of(self._database, row["id"]),
                    row["media_type"],
                )
                for row in rows
            ]

    def file_hashes(self) -> frozenset[str]:
        """Of the original files of all documents, also those that are being added or removed."""
        rows = self._database.connection.execute(
            "SELECT DISTINCT file_sha FROM documents WHERE file_sha IS NOT NULL"
        )
        return frozenset(row["file_sha"] for row in rows)


def corrections_of(database: Database, document_id: str) -> dict[str, str]:
    """The metadata that people set of a document; an empty value means unknown."""
    rows = database.rows(
        "SELECT field, value FROM corrections WHERE document_id = ? ORDER BY field", document_id
    )
    return {row["field"]: row["value"] for row in rows}
