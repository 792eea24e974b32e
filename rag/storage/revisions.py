"""Writes to the Library: how a document is added and removed, each step one transaction, safe against a kill.

pending ──both indexes hold it──▶ indexed (the revision before it: removing) ──indexes clear──▶ gone
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from rag.embedding.embedder import Embedded
from rag.errors import NotFound
from rag.storage.database import Database
from rag.storage.locations import Place, note_places, touch
from rag.storage.metadata import corrected
from rag.storage.near_duplicates import note_copies, note_missing, sketch
from rag.storage.revision.original_ledger import corrections_of
from rag.storage.revision.page_values import pages_from
from rag.storage.revision.passage_context import with_page_heads
from rag.storage.revision.values import Filed, PassageRow, Ready, Shelved, rows_of, text_hash
from rag.storage.revision.writing import digest, halved, note_corrections, write
from rag.types import Passage


class Shelving:
    """Writes to the Library; the write lock must be held."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def same_text(self, text: str) -> list[tuple[str, dict[str, Any]]]:
        """Every document with this text: its id, and the metadata of its file."""
        rows = self._database.connection.execute(
            "SELECT id, metadata FROM shown WHERE text_sha = ? ORDER BY id", (text_hash(text),)
        )
        return [(row["id"], self._database.decoded(row["metadata"])) for row in rows]

    def corrections(self, document_id: str) -> dict[str, str]:
        """The metadata that people set; an empty value means unknown."""
        return corrections_of(self._database, document_id)

    def add_pending(
        self,
        lot: Sequence[Ready],
        twins: Iterable[Place] = (),
        corrections: Mapping[str, str] | None = None,
    ) -> None:
        """Write revisions that are not shown yet, with their places; overwrites what a kill left unfinished.

        `twins` are places of documents that are held, or in this lot. One transaction for all: a document
        whose last place goes to another of the lot is not homeless while a third one's place comes to it.
        """
        # Before the transaction begins: answers are written to the same file meanwhile.
        sketches = [sketch(ready.document.text) for ready in lot]
        with self._database.writing() as connection:
            for ready, own in zip(lot, sketches, strict=True):
                write(connection, ready)
                note_copies(connection, ready.document.id, ready.revision, own)
                note_corrections(connection, ready.document.id, corrections or {})
            note_places(connection, [*(place for ready in lot for place in ready.places), *twins])

    def contents(self, document_id: str, revision: str) -> list[PassageRow]:
        """The passages of a revision, shown or not, as the indexes take them."""
        connection = self._database.connection
        key = (document_id, revision)
        row = connection.execute(
            "SELECT text, metadata, pages FROM documents WHERE id = ? AND revision = ?", key
        ).fetchone()
        metadata = corrected(self._database.decoded(row["metadata"]), self.corrections(document_id))
        sentences = connection.execute(
            'SELECT start, "end", speaker FROM sentences WHERE document_id = ? AND revision = ? ORDER BY start',
            key,
        )
        passages = connection.execute(
            'SELECT id, start, "end" FROM passages WHERE document_id = ? AND revision = ? ORDER BY start', key
        )
        held = [Passage(id, document_id, start, end, row["text"][start:end]) for id, start, end in passages]
        pages = pages_from(self._database.decoded(row["pages"]))
        return rows_of(
            with_page_heads(held, row["text"], pages), metadata, [tuple(each) for each in sentences]
        )

    def set_vectors(self, embedded: Iterable[tuple[str, Embedded]]) -> None:
        """Store the vectors of passages, by their ids, and of their sentences, in half precision."""
        rows = [(halved(each.vector), halved(each.sentences), id) for id, each in embedded]
        with self._database.writing() as connection:
            connection.executemany(
                "UPDATE passages SET vector = ?, sentence_vectors = ?, vectors_crc = ? WHERE id = ?",
                [
                    (whole, sentences, zlib.crc32(sentences, zlib.crc32(whole)), id)
                    for whole, sentences, id in rows
                ],
            )

    def sentence_vector_counts(self, passage_ids: Sequence[str]) -> dict[str, int]:
        """How many numbers are kept for the sentences of each passage; one without any is missing."""
        found: dict[str, int] = {}
        for id in passage_ids:
            row = self._database.connection.execute(
                "SELECT length(sentence_vectors) AS bytes FROM passages WHERE id = ?", (id,)
            ).fetchone()
            if row is not None and row["bytes"] is not None:
                found[id] = row["bytes"] // np.dtype(np.float16).itemsize
        return found

    def show(self, document_id: str, revision: str) -> None:
        """Show a pending revision instead of the one before it; one that was hidden meanwhile stays hidden."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE documents SET state = 'removing' WHERE id = ? AND state = 'indexed' AND revision <> ? "
                "AND EXISTS (SELECT 1 FROM documents d WHERE d.id = documents.id AND d.revision = ? "
                "AND d.state = 'pending')",
                (document_id, revision, revision),
            )
            connection.execute(
                "UPDATE documents SET state = 'indexed' WHERE id = ? AND revision = ? AND state = 'pending'",
                (document_id, revision),
            )
            touch(connection)

    def shown_revisions(self) -> list[tuple[str, str]]:
        """(document id, revision) of everything that is shown."""
        rows = self._database.connection.execute("SELECT id, revision FROM shown")
        return [(row["id"], row["revision"]) for row in rows]

    def revisions_with(self, passage_ids: Iterable[str]) -> list[tuple[str, str]]:
        """(document id, revision) of what is shown and has any of these passages."""
        rows = self._database.each(
            "SELECT document_id, revision FROM shown_passages WHERE id IN", passage_ids
        )
        return sorted({(row["document_id"], row["revision"]) for row in rows})

    def text_is(self, document_id: str, revision: str, sha: str) -> bool:
        """Is the stored text the one that was written, by its hash?"""
        row = self._database.connection.execute(
            "SELECT text_sha FROM documents WHERE id = ? AND revision = ?", (document_id, revision)
        ).fetchone()
        return row is not None and row["text_sha"] == sha

    def is_as_written(self, document_id: str, revision: str) -> bool:
        """Whether a revision, with its sentences, passages and vectors, is what was written; its text aside."""
        with self._database.reading():
            key = (document_id, revision)
            rows = self._database.rows("SELECT digest FROM documents WHERE id = ? AND revision = ?", *key)
            vectors = self._database.rows(
                "SELECT vector, sentence_vectors, vectors_crc FROM passages WHERE document_id = ? AND revision = ? "
                "AND vectors_crc IS NOT NULL",
                *key,
            )
            whole = rows[0]["digest"] in (None, digest(self._database.connection, *key))
        return whole and all(
            zlib.crc32(row["sentence_vectors"] or b"", zlib.crc32(row["vector"] or b"")) == row["vectors_crc"]
            for row in vectors
        )

    def damaged_answers(self) -> int:
        """How many stored answers are no longer what was written."""
        rows = self._database.rows(
            "SELECT hex(body) AS body, body_crc FROM answers WHERE body_crc IS NOT NULL"
        )
        return sum(zlib.crc32(bytes.fromhex(row["body"])) != row["body_crc"] for row in rows)

    def filed(self, document_id: str, revision: str) -> Filed:
        """What its file has beside the text, without corrections. The revision must exist."""
        row = self._database.connection.execute(
            "SELECT metadata, warnings, file_sha, media_type FROM documents WHERE id = ? AND revision = ?",
            (document_id, revision),
        ).fetchone()
        metadata = corrected(self._database.decoded(row["metadata"]), {})
        return Filed(
            metadata, tuple(self._database.decoded(row["warnings"])), row["file_sha"], row["media_type"]
        )

    def shown_revision(self, document_id: str) -> str:
        """The revision of a document that is shown; raises NotFound."""
        rows = self._database.connection.execute(
            "SELECT revision FROM shown WHERE id = ?", (document_id,)
        ).fetchall()
        if not rows:
            raise NotFound("document", document_id)
        return str(rows[0]["revision"])

    def hide(self, document_id: str) -> None:
        """Hide a document and delete its places; its passages are still in the indexes."""
        with self._database.writing() as connection:
            changed = connection.execute(
                "UPDATE documents SET state = 'removing' WHERE id = ? AND state <> 'removing'", (document_id,)
            )
            if changed.rowcount == 0:
                raise NotFound("document", document_id)
            connection.execute("DELETE FROM places WHERE document_id = ?", (document_id,))
            connection.execute("DELETE FROM corrections WHERE document_id = ?", (document_id,))
            touch(connection)

    def unfinished(self) -> list[Shelved]:
        """Revisions that are not fully added or removed."""
        rows = self._database.connection.execute(
            "SELECT id, revision, state FROM documents WHERE state <> 'indexed'"
        )
        return [Shelved(*row) for row in rows]

    def pending(self) -> list[tuple[str, str]]:
        """(document id, revision) of everything that is on its way in."""
        return [(each.document_id, each.revision) for each in self.unfinished() if each.state == "pending"]

    def passage_ids(self, shelved: Shelved) -> list[str]:
        """The ids of the passages of one revision, shown or not."""
        rows = self._database.connection.execute(
            "SELECT id FROM passages WHERE document_id = ? AND revision = ?",
            (shelved.document_id, shelved.revision),
        )
        return [row["id"] for row in rows]

    def drop(self, shelved: Shelved) -> None:
        """Delete a revision that is not shown, once neither index holds its passages.

        Where no other revision has its text, what is left of it outside the Library is to be erased.
        """
        key = (shelved.document_id, shelved.revision)
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO settings SELECT 'erasing', 'purge' FROM documents d "
                "WHERE id = ? AND revision = ? AND NOT EXISTS (SELECT 1 FROM documents o "
                "WHERE o.text_sha = d.text_sha AND (o.id <> d.id OR o.revision <> d.revision) "
                "AND o.state <> 'removing') ON CONFLICT DO NOTHING",
                key,
            )
            connection.execute(
                "DELETE FROM documents WHERE id = ? AND revision = ? AND state <> 'indexed'", key
            )
            connection.execute("DELETE FROM settings WHERE key = 'suggestions'")  # they quote documents

    def correct(self, document_id: str, values: Mapping[str, str]) -> None:
        """Set fields of a document's metadata by hand; they outlive new revisions of its file."""
        with self._database.writing() as connection:
            note_corrections(connection, document_id, values)
            touch(connection)

    def sketch_missing(self) -> None:
        """Make the sketches that older data folders lack."""
        with self._database.writing() as connection:
            note_missing(connection)
