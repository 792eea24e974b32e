"""Writes to the Library: how a document is added and removed, each step one transaction, safe against a kill.

pending ──both indexes hold it──▶ indexed (the revision before it: removing) ──indexes clear──▶ gone
"""

import hashlib
import json
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any, NamedTuple

import numpy as np

from rag.embedding.embedder import Embedded, Vector
from rag.errors import NotFound
from rag.storage.database import Database
from rag.storage.locations import Place, note_places, touch
from rag.storage.metadata import corrected, metadata_values
from rag.storage.near_duplicates import note_copies, note_missing, sketch
from rag.storage.originals import OriginalRecord
from rag.storage.passage_context import with_page_heads
from rag.types import Document, Metadata, Page, Passage


@dataclass(frozen=True, slots=True)
class Shelved:
    """A revision that is being added or removed: what recovery needs to finish it."""

    document_id: str
    revision: str
    state: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A document that was read and split, ready to be stored; `media_type` and `file_sha` are of its original file.

    `corrections` are what people set of its metadata, as known when it was split.
    """

    document: Document
    revision: str
    passages: tuple[Passage, ...]
    places: tuple[Place, ...]
    warnings: tuple[str, ...] = ()
    file_sha: str | None = None
    media_type: str | None = None
    corrections: Mapping[str, str] = field(default_factory=dict)
    layout: bytes = b""  # where the words stand on the pages, as the reader packed it


@dataclass(frozen=True, slots=True)
class Filed:
    """What a file has beside its text: `metadata` without corrections."""

    metadata: Metadata
    warnings: tuple[str, ...]
    sha: str | None
    media_type: str | None


class Row(NamedTuple):
    """A passage as the indexes take it; `sentences` are offsets into its text, `speakers` who speaks in it."""

    passage: Passage
    metadata: Metadata
    sentences: tuple[tuple[int, int], ...] = ()
    speakers: tuple[str, ...] = ()


Spoken = tuple[int, int, str | None]  # a sentence: its start and end in the document, and its speaker


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
        rows = self._database.connection.execute(
            "SELECT field, value FROM corrections WHERE document_id = ? ORDER BY field", (document_id,)
        )
        return {row["field"]: row["value"] for row in rows}

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
                _write(connection, ready)
                note_copies(connection, ready.document.id, ready.revision, own)
                _note_corrections(connection, ready.document.id, corrections or {})
            note_places(connection, [*(place for ready in lot for place in ready.places), *twins])

    def contents(self, document_id: str, revision: str) -> list[Row]:
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
        pages = [Page(*page) for page in self._database.decoded(row["pages"])]
        return rows_of(
            with_page_heads(held, row["text"], pages), metadata, [tuple(each) for each in sentences]
        )

    def set_vectors(self, embedded: Iterable[tuple[str, Embedded]]) -> None:
        """Store the vectors of passages, by their ids, and of their sentences, in half precision."""
        rows = [(_halved(each.vector), _halved(each.sentences), id) for id, each in embedded]
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
                "AND vectors_crc NOT NULL",
                *key,
            )
            whole = rows[0]["digest"] in (None, _digest(self._database.connection, *key))
        return whole and all(
            zlib.crc32(row["sentence_vectors"] or b"", zlib.crc32(row["vector"] or b"")) == row["vectors_crc"]
            for row in vectors
        )

    def damaged_answers(self) -> int:
        """How many stored answers are no longer what was written."""
        rows = self._database.rows(
            "SELECT CAST(body AS BLOB) AS body, body_crc FROM answers WHERE body_crc NOT NULL"
        )
        return sum(zlib.crc32(row["body"]) != row["body_crc"] for row in rows)

    def filed(self, document_id: str, revision: str) -> Filed:
        row = self._database.connection.execute(
            "SELECT metadata, warnings, file_sha, media_type FROM documents WHERE id = ? AND revision = ?",
            (document_id, revision),
        ).fetchone()
        metadata = corrected(self._database.decoded(row["metadata"]), {})
        return Filed(
            metadata, tuple(self._database.decoded(row["warnings"])), row["file_sha"], row["media_type"]
        )

    def shown_revision(self, document_id: str) -> str:
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

    def passage_ids(self, shelved: Shelved) -> list[str]:
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
                "INSERT OR IGNORE INTO settings SELECT 'erasing', 'purge' FROM documents d "
                "WHERE id = ? AND revision = ? AND NOT EXISTS (SELECT 1 FROM documents o "
                "WHERE o.text_sha = d.text_sha AND o.rowid <> d.rowid AND o.state <> 'removing')",
                key,
            )
            connection.execute(
                "DELETE FROM documents WHERE id = ? AND revision = ? AND state <> 'indexed'", key
            )
            connection.execute("DELETE FROM settings WHERE key = 'suggestions'")  # they quote documents

    def unsettled_originals(self) -> list[str]:
        """The hashes of original files whose record is out of date, or that may have lost their last document."""
        rows = self._database.connection.execute("SELECT file_sha FROM unsettled_originals ORDER BY file_sha")
        return [row["file_sha"] for row in rows]

    def unsettle_originals(self) -> None:
        """Have the records of all original files written again."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO unsettled_originals "
                "SELECT DISTINCT file_sha FROM documents WHERE file_sha NOT NULL"
            )

    def settle_originals(self, hashes: Iterable[str]) -> None:
        """Note that the files with these hashes are as the Library says."""
        with self._database.writing() as connection:
            connection.executemany(
                "DELETE FROM unsettled_originals WHERE file_sha = ?", [(sha,) for sha in hashes]
            )

    def original_records(self, sha: str) -> list[OriginalRecord]:
        """Every document that was read from the original file with this hash, also one on its way out."""
        with self._database.reading():
            rows = self._database.rows(
                "SELECT id, metadata, media_type FROM documents WHERE file_sha = ? GROUP BY id ORDER BY id",
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
                    self.corrections(row["id"]),
                    row["media_type"],
                )
                for row in rows
            ]

    def correct(self, document_id: str, values: Mapping[str, str]) -> None:
        """Set fields of a document's metadata by hand; they outlive new revisions of its file."""
        with self._database.writing() as connection:
            _note_corrections(connection, document_id, values)
            touch(connection)

    def sketch_missing(self) -> None:
        """Make the sketches that older data folders lack."""
        with self._database.writing() as connection:
            note_missing(connection)

    def file_hashes(self) -> frozenset[str]:
        """Of the original files of all documents, also those that are being added or removed."""
        rows = self._database.connection.execute(
            "SELECT DISTINCT file_sha FROM documents WHERE file_sha NOT NULL"
        )
        return frozenset(row["file_sha"] for row in rows)


def rows_of(passages: Sequence[Passage], metadata: Metadata, sentences: Sequence[Spoken]) -> list[Row]:
    """`passages` as the indexes take them; `sentences` are all of the document, in order."""
    starts = [start for start, _, _ in sentences]
    found: list[Row] = []
    for passage in passages:
        begun = sentences[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]
        inside = [sentence for sentence in begun if sentence[1] <= passage.end]
        ranges = tuple((start - passage.start, end - passage.start) for start, end, _ in inside)
        speakers = tuple(sorted({speaker for _, _, speaker in inside if speaker is not None}))
        found.append(Row(passage, metadata, ranges, speakers))
    return found


def _halved(vectors: Vector) -> bytes:
    return np.asarray(vectors, np.float16).tobytes()


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _write(connection: Connection, ready: Ready) -> None:
    document, revision = ready.document, ready.revision
    connection.execute("DELETE FROM documents WHERE id = ? AND revision = ?", (document.id, revision))
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        (
            document.id,
            revision,
            text_hash(document.text),
            document.text,
            json.dumps(metadata_values(document.metadata), ensure_ascii=False),
            json.dumps([[page.number, page.start, page.label] for page in document.pages]),
            json.dumps(list(ready.warnings), ensure_ascii=False),
            ready.file_sha,
            ready.media_type,
            datetime.now(UTC).isoformat(timespec="seconds"),
        ),
    )
    connection.executemany(
        "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (document.id, revision, s.start, s.end, s.role, s.speaker, s.said_via, s.manner, s.said_on)
            for s in document.sentences
        ],
    )
    connection.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, NULL, NULL, NULL)",
        [(passage.id, document.id, revision, passage.start, passage.end) for passage in ready.passages],
    )
    spoken = [(each.start, each.end, each.speaker) for each in document.sentences]
    connection.executemany(
        "INSERT INTO heard VALUES (?, ?)",
        [
            (row.passage.id, speaker)
            for row in rows_of(ready.passages, document.metadata, spoken)
            for speaker in row.speakers
        ],
    )
    connection.execute(
        "UPDATE documents SET digest = ? WHERE id = ? AND revision = ?",
        (_digest(connection, document.id, revision), document.id, revision),
    )
    if ready.layout:
        connection.execute("INSERT INTO layouts VALUES (?, ?, ?)", (document.id, revision, ready.layout))


def _digest(connection: Connection, document_id: str, revision: str) -> str:
    """Of a revision as it stands in the Library: all of it but its text and vectors, which have their own."""
    digest = hashlib.sha256()
    for statement in (
        "SELECT metadata, pages, warnings, file_sha, media_type FROM documents WHERE id = ? AND revision = ?",
        'SELECT start, "end", role, speaker, said_via, manner FROM sentences WHERE document_id = ? AND revision = ? '
        "ORDER BY start",
        "SELECT start, said_on FROM sentences WHERE document_id = ? AND revision = ? AND said_on IS NOT NULL "
        "ORDER BY start",
        'SELECT id, start, "end" FROM passages WHERE document_id = ? AND revision = ? ORDER BY start, id',
    ):
        for row in connection.execute(statement, (document_id, revision)):
            digest.update(json.dumps(tuple(row)).encode())
    return digest.hexdigest()


def _note_corrections(connection: Connection, document_id: str, values: Mapping[str, str]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO corrections VALUES (?, ?, ?)",
        [(document_id, field, value) for field, value in values.items()],
    )
