"""The rows of a revision in the Library's tables."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

import numpy as np

from rag.embedding.embedder import Vector
from rag.storage.connections.engine import Statements
from rag.storage.metadata import metadata_values
from rag.storage.revision.page_values import page_values
from rag.storage.revision.values import Ready, rows_of, text_hash


def write(connection: Statements, ready: Ready) -> None:
    """Write a pending revision; one that a kill left unfinished is overwritten."""
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
            json.dumps(page_values(document.pages)),
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
        (digest(connection, document.id, revision), document.id, revision),
    )
    if ready.layout:
        connection.execute("INSERT INTO layouts VALUES (?, ?, ?)", (document.id, revision, ready.layout))


def digest(connection: Statements, document_id: str, revision: str) -> str:
    """Of a revision as it stands in the Library: all of it but its text and vectors, which have their own."""
    whole = hashlib.sha256()
    for statement in (
        "SELECT metadata, pages, warnings, file_sha, media_type FROM documents WHERE id = ? AND revision = ?",
        'SELECT start, "end", role, speaker, said_via, manner FROM sentences WHERE document_id = ? AND revision = ? '
        "ORDER BY start",
        "SELECT start, said_on FROM sentences WHERE document_id = ? AND revision = ? AND said_on IS NOT NULL "
        "ORDER BY start",
        'SELECT id, start, "end" FROM passages WHERE document_id = ? AND revision = ? ORDER BY start, id',
    ):
        for row in connection.execute(statement, (document_id, revision)):
            whole.update(json.dumps(tuple(row)).encode())
    return whole.hexdigest()


def note_corrections(connection: Statements, document_id: str, values: Mapping[str, str]) -> None:
    """Store what people set of a document's metadata."""
    connection.executemany(
        "INSERT INTO corrections VALUES (?, ?, ?) "
        "ON CONFLICT (document_id, field) DO UPDATE SET value = excluded.value",
        [(document_id, field, value) for field, value in values.items()],
    )


def halved(vectors: Vector) -> bytes:
    """Vectors in half precision, as they are kept."""
    return np.asarray(vectors, np.float16).tobytes()
