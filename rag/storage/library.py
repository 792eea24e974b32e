"""Reads of the documents, which the vector and lexical indexes are derived from.

Only what is shown is read here; `rag.storage.revisions` writes documents and removes them.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from rag.embedding.embedder import Vector
from rag.errors import NotFound
from rag.storage.catalogue import Catalogue, CatalogueEntry, Holding, read_catalogue, read_holdings
from rag.storage.database import Database
from rag.storage.filters import Narrowing
from rag.storage.revision.page_values import pages_from
from rag.types import Document, Metadata, Page, Passage, Sentence

_BYTES = np.dtype(np.float16).itemsize
_STATES = 3  # whose catalogues are kept: answers under way may each see another
_READ = 128  # passages whose sentences are kept for the next question

SentencesWithVectors = tuple[tuple[Sentence, ...], Vector]


class Library:
    """Reads of the documents that are shown, over one `Database`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._catalogues: tuple[Catalogue, ...] = ()  # the newest first
        self._read: tuple[int, dict[str, SentencesWithVectors]] = (-1, {})
        self.narrowing = Narrowing(database, self._current)

    def revision(self) -> int:
        """A number that grows with every change of the documents, by this process or another."""
        return int(self._database.setting("content_version") or 0)

    def counts(self) -> dict[str, int]:
        """The number of documents and passages."""
        current = self._current()
        return {"documents": len(current.entries), "passages": sum(current.passages.values())}

    def catalogue(self) -> tuple[CatalogueEntry, ...]:
        """Every document that a search may find: a summary whose original is held is not among them."""
        current = self._current()
        return tuple(entry for id, entry in current.entries.items() if id not in current.superseded)

    def metadata(self, document_ids: Iterable[str]) -> dict[str, Metadata]:
        entries = self._current().entries
        return {id: entries[id].metadata for id in document_ids if id in entries}

    def source(self, document_id: str) -> str:
        """One id for all copies of a text and their summaries: equal ids, one source (`near_duplicates`)."""
        return self._current().sources.get(document_id, document_id)

    def independent(self, document_ids: Iterable[str]) -> int:
        """How many independent sources these documents are: near-copies of one text count once."""
        return len({self.source(id) for id in document_ids})

    def document(self, id: str) -> Document:
        """One document whole; raises NotFound."""
        with self._database.reading():
            rows = self._database.rows("SELECT * FROM shown WHERE id = ?", id)
            entry = self._current().entries.get(id)
            if not rows or entry is None:
                raise NotFound("document", id)
            sentences = self._database.rows(
                'SELECT start, "end", role, speaker, said_via, manner, said_on FROM sentences '
                "WHERE document_id = ? AND revision = ? ORDER BY start",
                id,
                rows[0]["revision"],
            )
        return Document(
            id,
            entry.path,
            rows[0]["text"],
            entry.metadata,
            pages_from(self._database.decoded(rows[0]["pages"])),
            tuple(Sentence(*row) for row in sentences),
        )

    def revisions(self) -> list[tuple[str, str]]:
        """Each document that is shown with its revision: a text that never changes."""
        return [
            (row["id"], str(row["revision"])) for row in self._database.rows("SELECT id, revision FROM shown")
        ]

    def every_text(self) -> Iterator[str]:
        """The whole text of every document that is shown, one after the other."""
        return (row["text"] for row in self._database.rows("SELECT text FROM shown"))

    def texts(self, document_ids: Iterable[str]) -> dict[str, str]:
        """The whole text of each document that is shown."""
        return {
            row["id"]: row["text"]
            for row in self._database.each("SELECT id, text FROM shown WHERE id IN", document_ids)
        }

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """Where each page starts; empty where the document has none, or is gone."""
        rows = self._database.rows("SELECT pages FROM shown WHERE id = ?", document_id)
        return pages_from(self._database.decoded(rows[0]["pages"])) if rows else ()

    def layout(self, document_id: str) -> bytes:
        """The positions of its words on its pages, as its reader packed them; empty where it has no pages."""
        rows = self._database.rows(
            "SELECT l.layout FROM layouts l JOIN shown d ON d.id = l.document_id AND d.revision = l.revision "
            "WHERE d.id = ?",
            document_id,
        )
        return bytes(rows[0]["layout"]) if rows else b""

    def file_sha(self, document_id: str) -> str | None:
        """The hash under which the original file is kept; None where none is."""
        rows = self._database.rows("SELECT file_sha FROM shown WHERE id = ?", document_id)
        return rows[0]["file_sha"] if rows else None

    def holding(self, id: str) -> Holding:
        """One of `holdings`; raises NotFound."""
        found = next((held for held in self.holdings() if held.id == id), None)
        if found is None:
            raise NotFound("document", id)
        return found

    def holdings(self) -> list[Holding]:
        """Every document that is held, by date and title, undated last."""
        with self._database.reading():
            return read_holdings(self._database, self._current())

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages that a search may show; an id that has gone meanwhile is missing from the result."""
        with self._database.reading():
            superseded = self._current().superseded
            rows = self._database.each(
                'SELECT p.id, p.document_id, p.start, p."end", p.text, '
                '(SELECT substr(d.text, s.start + 1, s."end" - s.start) FROM sentences s '
                " JOIN shown d ON d.id = s.document_id AND d.revision = s.revision"
                " WHERE s.document_id = p.document_id AND s.revision = p.revision AND s.role = 'heading'"
                " AND s.start < p.start ORDER BY s.start DESC LIMIT 1) AS heading "
                "FROM shown_passages p WHERE p.id IN",
                ids,
            )
        return {
            row["id"]: Passage(
                row["id"],
                row["document_id"],
                row["start"],
                row["end"],
                row["text"],
                heading=row["heading"] or "",
            )
            for row in rows
            if row["document_id"] not in superseded
        }

    def sentence_vectors(self, passage_ids: Iterable[str]) -> dict[str, SentencesWithVectors]:
        """The sentences of each passage, in order, and their vectors: (number of sentences, dimension).

        They are cached: the next stage, and the next question, read much the same.
        """
        wanted = list(dict.fromkeys(passage_ids))
        with self._database.reading():
            version = self.revision()
            if self._read[0] != version:
                self._read = (version, {})
            kept = self._read[1]
            found = {id: kept.get(id) for id in wanted}
            fresh = self._sentence_vectors([id for id, known in found.items() if known is None])
        if len(kept) + len(fresh) > _READ:
            kept.clear()
        kept.update(fresh)
        return {id: read for id in wanted if (read := found[id] or fresh.get(id)) is not None}

    def _sentence_vectors(self, wanted: Sequence[str]) -> dict[str, SentencesWithVectors]:
        sentences: dict[str, list[Sentence]] = {}
        for row in self._database.each(
            'SELECT p.id AS passage, s.start, s."end", s.role, s.speaker, s.said_via, s.manner, s.said_on '
            "FROM passages p "
            "JOIN sentences s ON s.document_id = p.document_id AND s.revision = p.revision "
            'AND s.start >= p.start AND s."end" <= p."end" WHERE p.id IN (*) '
            "ORDER BY p.id, s.start",
            wanted,
        ):
            sentences.setdefault(row["passage"], []).append(Sentence(*row[1:]))
        found: dict[str, SentencesWithVectors] = {}
        # A passage on its way in has none yet, and an index may know it already.
        written = "SELECT id, sentence_vectors FROM passages WHERE sentence_vectors IS NOT NULL AND id IN"
        for row in self._database.each(written, wanted):
            own = tuple(sentences.get(row["id"], ()))
            found[row["id"]] = (own, _numbers(row["sentence_vectors"]).reshape(max(len(own), 1), -1))
        return found

    def nearest_sentences(self, vector: Vector, passage_ids: Iterable[str]) -> dict[str, float]:
        """For each passage the cosine of the sentence that is nearest to `vector`."""
        rows = self._database.each(
            "SELECT id, sentence_vectors FROM passages WHERE length(sentence_vectors) > 0 AND id IN",
            passage_ids,
        )
        if not rows:
            return {}
        cosines = (
            _numbers(b"".join(row["sentence_vectors"] for row in rows)).reshape(-1, len(vector)) @ vector
        )
        counts = [len(row["sentence_vectors"]) // (_BYTES * len(vector)) for row in rows]
        best = np.maximum.reduceat(cosines, np.cumsum([0, *counts[:-1]]))
        return dict(zip((row["id"] for row in rows), best.tolist(), strict=True))

    def cosines(self, vector: Vector, passage_ids: Iterable[str]) -> dict[str, float]:
        """The cosine of each passage to `vector`; one whose vector is not kept here is missing from the result."""
        rows = self._database.each(
            "SELECT id, vector FROM passages WHERE vector IS NOT NULL AND id IN", passage_ids
        )
        if not rows:
            return {}
        found = _numbers(b"".join(row["vector"] for row in rows)).reshape(len(rows), -1) @ vector
        return dict(zip((row["id"] for row in rows), found.tolist(), strict=True))

    def vectors(self, lot: int) -> Iterator[dict[str, Vector]]:
        """The vectors of all passages that are shown, by their ids, in lots; those that are not kept here left out."""
        last = ""
        while rows := self._database.rows(
            "SELECT p.id, p.vector FROM passages p JOIN shown d ON d.id = p.document_id AND d.revision = p.revision "
            "WHERE p.id > ? AND p.vector IS NOT NULL ORDER BY p.id LIMIT ?",
            last,
            lot,
        ):
            yield {row["id"]: _numbers(row["vector"]) for row in rows}
            last = rows[-1]["id"]

    def passage_vectors(self, passage_ids: Iterable[str]) -> dict[str, Vector]:
        """The vector of each passage; one that is not kept here is missing from the result."""
        rows = self._database.each(
            "SELECT id, vector FROM passages WHERE vector IS NOT NULL AND id IN", passage_ids
        )
        return {row["id"]: _numbers(row["vector"]) for row in rows}

    def passage_ids(self, document_ids: Iterable[str]) -> list[str]:
        """The ids of every passage of these documents."""
        rows = self._database.each(
            "SELECT p.id FROM passages p JOIN shown d ON d.id = p.document_id AND d.revision = p.revision "
            "WHERE p.document_id IN",
            document_ids,
        )
        return [row["id"] for row in rows]

    def _current(self) -> Catalogue:
        """The catalogue of the state that this thread reads, read again only when what is shown has changed."""
        with self._database.reading():
            version = self.revision()
            found = next((each for each in self._catalogues if each.version == version), None)
            if found is None:
                found = read_catalogue(self._database, version)
                known = {each.version: each for each in (*self._catalogues, found)}
                self._catalogues = tuple(known[each] for each in sorted(known, reverse=True)[:_STATES])
            return found


def _numbers(kept: bytes) -> Vector:
    return np.frombuffer(kept, dtype=np.float16).astype(np.float32)
