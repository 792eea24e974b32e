"""How a document comes into the Library and goes out: each step one transaction, safe to kill between any two.

pending ──both indexes hold it──▶ indexed (the revision before it: removing) ──indexes clear──▶ gone
"""

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from sqlite3 import Connection

import numpy as np

from rag.database import Database
from rag.embed import Vector
from rag.errors import NotFound
from rag.library import metadata_from, metadata_values
from rag.types import Document, Metadata, Passage


@dataclass(frozen=True, slots=True)
class Shelved:
    """A revision on its way: what recovery needs to finish it."""

    document_id: str
    revision: str
    state: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document was found. `root` is the folder that was named; `stamp` tells whether it changed."""

    path: str
    document_id: str
    root: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A document that was read and split, ready to go in; `media_type` and `file_sha` are of its original."""

    document: Document
    revision: str
    passages: tuple[Passage, ...]
    places: tuple[Place, ...]
    warnings: tuple[str, ...] = ()
    file_sha: str | None = None
    media_type: str | None = None


# A passage as the indexes take it: with its document's metadata, and its sentences as offsets into its text.
Row = tuple[Passage, Metadata, tuple[tuple[int, int], ...]]


class Shelving:
    """Writes to the Library; one process at a time, held to that by the data folder's lock."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def places(self) -> dict[str, Place]:
        """Every place that a document was found at, by its path."""
        rows = self._database.connection.execute(
            "SELECT path, document_id, root, stamp FROM places ORDER BY rowid"
        )
        return {row["path"]: Place(*row) for row in rows}

    def note_place(self, place: Place) -> None:
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?)", _place_row(place))

    def twin(self, text: str, metadata: Mapping[str, object]) -> str | None:
        """The document that is shown with this very text and metadata, if one is."""
        rows = self._database.connection.execute(
            "SELECT id, metadata FROM shown WHERE text_sha = ?", (text_hash(text),)
        )
        return next((row["id"] for row in rows if json.loads(row["metadata"]) == metadata), None)

    def add_pending(self, ready: Ready) -> None:
        """Write a revision that nobody sees yet; one left half-way by a kill is written over."""
        document, revision = ready.document, ready.revision
        with self._database.writing() as connection:
            connection.execute("DELETE FROM documents WHERE id = ? AND revision = ?", (document.id, revision))
            connection.execute(
                "INSERT INTO documents VALUES (?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?)",
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
                "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (document.id, revision, s.start, s.end, s.role, s.speaker, s.said_via, s.manner)
                    for s in document.sentences
                ],
            )
            connection.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, NULL)",
                [
                    (passage.id, document.id, revision, passage.start, passage.end)
                    for passage in ready.passages
                ],
            )
            connection.executemany(
                "INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?)",
                [_place_row(place) for place in ready.places],
            )

    def contents(self, document_id: str, revision: str) -> list[Row]:
        """The passages of a revision, shown or not, as the indexes take them."""
        connection = self._database.connection
        key = (document_id, revision)
        row = connection.execute(
            "SELECT text, metadata FROM documents WHERE id = ? AND revision = ?", key
        ).fetchone()
        corrections = connection.execute(
            "SELECT field, value FROM corrections WHERE document_id = ?", key[:1]
        )
        metadata = metadata_from(
            json.loads(row["metadata"]) | {each["field"]: each["value"] for each in corrections}
        )
        sentences = connection.execute(
            'SELECT start, "end" FROM sentences WHERE document_id = ? AND revision = ? ORDER BY start', key
        ).fetchall()
        starts = [each["start"] for each in sentences]
        found: list[Row] = []
        for each in connection.execute(
            'SELECT id, start, "end" FROM passages WHERE document_id = ? AND revision = ? ORDER BY start', key
        ):
            start, end = each["start"], each["end"]
            inside = sentences[bisect_left(starts, start) : bisect_left(starts, end)]
            ranges = tuple((s["start"] - start, s["end"] - start) for s in inside if s["end"] <= end)
            passage = Passage(each["id"], document_id, start, end, row["text"][start:end])
            found.append((passage, metadata, ranges))
        return found

    def set_sentence_vectors(self, vectors: Iterable[tuple[str, Vector]]) -> None:
        """Keep the vectors of each passage's sentences: (passage id, (number of sentences, dimension))."""
        with self._database.writing() as connection:
            connection.executemany(
                "UPDATE passages SET sentence_vectors = ? WHERE id = ?",
                [(np.asarray(rows, np.float16).tobytes(), id) for id, rows in vectors],
            )

    def show(self, document_id: str, revision: str) -> None:
        """Let a pending revision take the place of the one before it."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE documents SET state = 'removing' WHERE id = ? AND state = 'indexed' AND revision <> ?",
                (document_id, revision),
            )
            connection.execute(
                "UPDATE documents SET state = 'indexed' WHERE id = ? AND revision = ?",
                (document_id, revision),
            )
            _touch(connection)

    def shown_revisions(self) -> list[tuple[str, str]]:
        """(document id, revision) of everything that is shown."""
        rows = self._database.connection.execute("SELECT id, revision FROM shown")
        return [(row["id"], row["revision"]) for row in rows]

    def text_is(self, document_id: str, revision: str, sha: str) -> bool:
        """Whether the text kept is the one that was written, by its hash."""
        row = self._database.connection.execute(
            "SELECT text_sha FROM documents WHERE id = ? AND revision = ?", (document_id, revision)
        ).fetchone()
        return row is not None and row["text_sha"] == sha

    def shown_revision(self, document_id: str) -> str:
        rows = self._database.connection.execute(
            "SELECT revision FROM shown WHERE id = ?", (document_id,)
        ).fetchall()
        if not rows:
            raise NotFound("document", document_id)
        return str(rows[0]["revision"])

    def hide(self, document_id: str) -> None:
        """Take a document out of sight, with its places; its passages still stand in the indexes."""
        with self._database.writing() as connection:
            changed = connection.execute(
                "UPDATE documents SET state = 'removing' WHERE id = ? AND state <> 'removing'", (document_id,)
            )
            if changed.rowcount == 0:
                raise NotFound("document", document_id)
            connection.execute("DELETE FROM places WHERE document_id = ?", (document_id,))
            connection.execute("DELETE FROM corrections WHERE document_id = ?", (document_id,))
            _touch(connection)

    def forget_place(self, path: str) -> str | None:
        """Drop one place; gives the document's id if that was its last."""
        with self._database.writing() as connection:
            row = connection.execute("SELECT document_id FROM places WHERE path = ?", (path,)).fetchone()
            if row is None:
                return None
            connection.execute("DELETE FROM places WHERE path = ?", (path,))
            left = connection.execute("SELECT 1 FROM places WHERE document_id = ?", (row["document_id"],))
            return None if left.fetchone() else str(row["document_id"])

    def unfinished(self) -> list[Shelved]:
        """What a kill left half-way."""
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
        """Delete a revision that is not shown, once neither index holds its passages."""
        with self._database.writing() as connection:
            connection.execute(
                "DELETE FROM documents WHERE id = ? AND revision = ? AND state <> 'indexed'",
                (shelved.document_id, shelved.revision),
            )

    def correct(self, document_id: str, values: Mapping[str, str]) -> None:
        """Set fields of a document's metadata by hand; they outlive new revisions of its file."""
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO corrections VALUES (?, ?, ?)",
                [(document_id, field, value) for field, value in values.items()],
            )
            _touch(connection)


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _place_row(place: Place) -> tuple[str, str, str, str]:
    return (place.path, place.document_id, place.root, place.stamp)


def _touch(connection: Connection) -> None:
    """Say that what is shown has changed, to every process that keeps something derived from it."""
    connection.execute(
        "INSERT INTO settings VALUES ('content_version', '1') "
        "ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )
