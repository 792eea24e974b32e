"""The documents, whole and as they were read: the truth that the vector and lexical indexes derive from.

Everything here reads what is shown; `rag.shelving` is how documents come in and go out.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from rag.catalogue import Catalogue, CatalogueEntry, passes, read_catalogue
from rag.database import Database
from rag.embed import Vector
from rag.errors import NotFound
from rag.selection import Selection
from rag.types import Document, Filters, Metadata, Page, Passage, Sentence

_BYTES = np.dtype(np.float16).itemsize
_EXTENTS = 64  # of filters whose extent is remembered
_VARIABLES = 500  # in one statement; SQLite's own limit is far higher, but its plans are not


@dataclass(frozen=True, slots=True)
class Holding:
    """A document as a list of documents shows it."""

    id: str
    path: str
    places: tuple[str, ...]
    metadata: Metadata
    pages: int
    passages: int
    characters: int
    warnings: tuple[str, ...]
    media_type: str | None
    file_sha: str | None
    ingested_at: str
    superseded_by: str | None
    same_source: tuple[str, ...] = ()  # other documents that are copies or summaries of this one


class Library:
    """Reads of what is shown, over one `Database`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._catalogue = Catalogue(-1, {}, {}, {}, {}, {}, {})
        self._extent = lru_cache(maxsize=_EXTENTS)(self._measure)

    def revision(self) -> int:
        """A number that grows with every change of what is shown, made by this process or another."""
        return int(self._database.setting("content_version") or 0)

    def counts(self) -> dict[str, int]:
        """How many documents and passages a question searches."""
        current = self._current()
        return {"documents": len(current.entries), "passages": sum(current.passages.values())}

    def extent(self, filters: Filters) -> dict[str, int]:
        """How many documents and passages a question with these filters searches."""
        return dict(self._extent(self.revision(), filters))

    def _measure(self, _revision: int, filters: Filters) -> dict[str, int]:
        selection = self.selected(filters)
        if selection.everything:
            return self.counts()
        passages = self._current().passages
        if not selection.heard:
            found = [passages.get(id, 0) for id in selection.documents or ()]
            return {"documents": len(found), "passages": sum(found)}
        heard = self._each(
            "SELECT DISTINCT h.passage_id, p.document_id FROM heard h JOIN passages p ON p.id = h.passage_id "
            "JOIN shown d ON d.id = p.document_id AND d.revision = p.revision WHERE h.speaker IN",
            self.voices(filters.speaker),
        )
        left = {
            row["passage_id"]: row["document_id"]
            for row in heard
            if selection.documents is None or row["document_id"] in selection.documents
        }
        return {"documents": len(set(left.values())), "passages": len(left)}

    def catalogue(self) -> tuple[CatalogueEntry, ...]:
        """Every document that a search may find: a summary whose original is held is not among them."""
        current = self._current()
        return tuple(entry for id, entry in current.entries.items() if id not in current.superseded)

    def metadata(self, document_ids: Iterable[str]) -> dict[str, Metadata]:
        entries = self._current().entries
        return {id: entries[id].metadata for id in document_ids if id in entries}

    def source(self, document_id: str) -> str:
        """One id for all copies of a text and their summaries: equal ids, one source. See `rag.copies`."""
        return self._current().sources.get(document_id, document_id)

    def independent(self, document_ids: Iterable[str]) -> int:
        """How many independent sources these documents are: near-copies of one text count once."""
        return len({self.source(id) for id in document_ids})

    def document(self, id: str) -> Document:
        """One document whole; raises NotFound."""
        rows = self._rows("SELECT * FROM shown WHERE id = ?", id)
        entry = self._current().entries.get(id)
        if not rows or entry is None:
            raise NotFound("document", id)
        sentences = self._rows(
            "SELECT * FROM sentences WHERE document_id = ? AND revision = ? ORDER BY start",
            id,
            rows[0]["revision"],
        )
        return Document(
            id,
            entry.path,
            rows[0]["text"],
            entry.metadata,
            tuple(Page(*page) for page in json.loads(rows[0]["pages"])),
            tuple(_sentence(row) for row in sentences),
        )

    def texts(self, document_ids: Iterable[str]) -> dict[str, str]:
        """The whole text of each document that is shown."""
        return {
            row["id"]: row["text"]
            for row in self._each("SELECT id, text FROM shown WHERE id IN", document_ids)
        }

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """Where each page starts; empty where the document has none, or is gone."""
        rows = self._rows("SELECT pages FROM shown WHERE id = ?", document_id)
        return tuple(Page(*page) for page in json.loads(rows[0]["pages"])) if rows else ()

    def layout(self, document_id: str) -> bytes:
        """Where its words stand on its pages, as its reader packed it; empty where it has no pages."""
        rows = self._rows(
            "SELECT l.layout FROM layouts l JOIN shown d ON d.id = l.document_id AND d.revision = l.revision "
            "WHERE d.id = ?",
            document_id,
        )
        return bytes(rows[0]["layout"]) if rows else b""

    def file_sha(self, document_id: str) -> str | None:
        """The hash under which the original file is kept; None where none is."""
        rows = self._rows("SELECT file_sha FROM shown WHERE id = ?", document_id)
        return rows[0]["file_sha"] if rows else None

    def holdings(self) -> list[Holding]:
        """Every document that is held, by date and title, undated last."""
        current = self._current()
        places: dict[str, list[str]] = {}
        for row in self._rows("SELECT path, document_id FROM places ORDER BY rowid"):
            places.setdefault(row["document_id"], []).append(row["path"])
        counted = self._rows(
            "SELECT d.id, d.pages, d.warnings, d.media_type, d.file_sha, d.ingested_at, length(d.text) AS characters,"
            " (SELECT count(*) FROM passages p WHERE p.document_id = d.id AND p.revision = d.revision) AS passages"
            " FROM shown d"
        )

        def members(id: str) -> tuple[str, ...]:
            return current.members.get(current.sources[id], ())

        found = [
            Holding(
                row["id"],
                current.entries[row["id"]].path,
                tuple(places.get(row["id"], ())),
                current.entries[row["id"]].metadata,
                len(json.loads(row["pages"])),
                row["passages"],
                row["characters"],
                tuple(json.loads(row["warnings"])),
                row["media_type"],
                row["file_sha"],
                row["ingested_at"],
                current.superseded.get(row["id"]),
                tuple(id for id in members(row["id"]) if id != row["id"]),
            )
            for row in counted
            if row["id"] in current.entries
        ]
        return sorted(
            found, key=lambda held: (held.metadata.date or "9", held.metadata.title or "", held.path)
        )

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages that a search may show; an id that has gone meanwhile is missing from the result."""
        superseded = self._current().superseded
        rows = self._each('SELECT id, document_id, start, "end", text FROM shown_passages WHERE id IN', ids)
        return {
            row["id"]: Passage(row["id"], row["document_id"], row["start"], row["end"], row["text"])
            for row in rows
            if row["document_id"] not in superseded
        }

    def sentence_vectors(self, passage_ids: Iterable[str]) -> dict[str, tuple[tuple[Sentence, ...], Vector]]:
        """The sentences of each passage, in order, and their vectors: (number of sentences, dimension)."""
        wanted = list(passage_ids)
        sentences: dict[str, list[Sentence]] = {}
        for row in self._each(
            'SELECT p.id AS passage, s.start, s."end", s.role, s.speaker, s.said_via, s.manner FROM passages p '
            "JOIN sentences s ON s.document_id = p.document_id AND s.revision = p.revision "
            'AND s.start >= p.start AND s."end" <= p."end" WHERE p.id IN',
            wanted,
            "ORDER BY p.id, s.start",
        ):
            sentences.setdefault(row["passage"], []).append(_sentence(row))
        found = {}
        for row in self._each("SELECT id, sentence_vectors FROM passages WHERE id IN", wanted):
            own = tuple(sentences.get(row["id"], ()))
            found[row["id"]] = (own, _numbers(row["sentence_vectors"]).reshape(max(len(own), 1), -1))
        return found

    def nearest_sentences(self, vector: Vector, passage_ids: Iterable[str]) -> dict[str, float]:
        """For each passage the cosine of the sentence that is nearest to `vector`."""
        rows = self._each(
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
        rows = self._each("SELECT id, vector FROM passages WHERE vector NOT NULL AND id IN", passage_ids)
        if not rows:
            return {}
        found = _numbers(b"".join(row["vector"] for row in rows)).reshape(len(rows), -1) @ vector
        return dict(zip((row["id"] for row in rows), found.tolist(), strict=True))

    def passage_ids(self, document_ids: Iterable[str]) -> list[str]:
        """The ids of every passage of these documents."""
        rows = self._each(
            "SELECT p.id FROM passages p JOIN shown d ON d.id = p.document_id AND d.revision = p.revision "
            "WHERE p.document_id IN",
            document_ids,
        )
        return [row["id"] for row in rows]

    def passages_of(self, selection: Selection, most: int) -> list[str]:
        """The ids of the passages of a selection, at most so many."""
        if not selection.heard:
            return self._passages_in(selection.documents, most)
        first, *others = selection.heard
        left = dict.fromkeys(self._passages_hearing(first, most if self._is_whole(selection) else -1))
        for speakers in others:
            left = dict.fromkeys(left.keys() & set(self._passages_hearing(speakers, -1)))
        if selection.documents is not None:
            left = dict.fromkeys(self._of_documents(left, selection.documents))
        return list(left)[:most]

    def among(self, passage_ids: Iterable[str], selection: Selection) -> frozenset[str]:
        """Those of these passages that are in a selection."""
        left = set(passage_ids)
        if selection.documents is not None:
            left = set(self._of_documents(left, selection.documents))
        for speakers in selection.heard:
            rows = self._each("SELECT passage_id, speaker FROM heard WHERE passage_id IN", left)
            left = {row["passage_id"] for row in rows if row["speaker"] in speakers}
        return frozenset(left)

    def selected(self, filters: Filters) -> Selection:
        """What filters leave, to be searched."""
        selection = Selection(self.matching(filters))
        return selection.hearing(self.voices(filters.speaker)) if filters.speaker else selection

    def voices(self, speakers: Iterable[str]) -> frozenset[str]:
        """The speakers that these names let pass: "Ofsted" also finds "An Ofsted spokesman"."""
        wanted = Filters(speaker=tuple(speakers))
        known = self._current().voices
        telling = [max(name.casefold().split(" "), key=len) for name in wanted.speaker]
        return frozenset(name for word in telling for name in known.get(word, ()) if wanted.hears(name))

    def _is_whole(self, selection: Selection) -> bool:
        return selection.documents is None and len(selection.heard) == 1

    def _passages_in(self, documents: frozenset[str] | None, most: int) -> list[str]:
        found: list[str] = []
        for start in range(0, len(wanted := sorted(documents or ())), _VARIABLES):
            if len(found) >= most:
                break
            found += self.passage_ids(wanted[start : start + _VARIABLES])
        return found[:most]

    def _passages_hearing(self, speakers: Iterable[str], most: int) -> list[str]:
        """The passages in which one of these is heard, at most so many of each lot of them; -1: all."""
        rows = self._each("SELECT DISTINCT passage_id FROM heard WHERE speaker IN", speakers, f"LIMIT {most}")
        return [row["passage_id"] for row in rows]

    def _of_documents(self, passage_ids: Iterable[str], documents: frozenset[str]) -> list[str]:
        rows = self._each("SELECT id, document_id FROM passages WHERE id IN", passage_ids)
        return [row["id"] for row in rows if row["document_id"] in documents]

    def matching(self, filters: Filters) -> frozenset[str] | None:
        """The documents that pass; None where nothing restricts them."""
        if not any(
            (
                filters.kind,
                filters.publisher,
                filters.document_id,
                filters.date_from,
                filters.date_to,
                filters.as_of,
            )
        ):
            return None
        return frozenset(entry.document_id for entry in self.catalogue() if passes(entry, filters))

    def _current(self) -> Catalogue:
        """The catalogue, read again only when what is shown has changed."""
        version = self.revision()
        if self._catalogue.version != version:
            self._catalogue = read_catalogue(self._database, version)
        return self._catalogue

    def _rows(self, statement: str, *values: object) -> list[sqlite3.Row]:
        return self._database.connection.execute(statement, values).fetchall()

    def _each(self, statement: str, ids: Iterable[str], then: str = "") -> list[sqlite3.Row]:
        """Rows for many ids, asked for in lots; `statement` ends in `IN`, and `then` follows the ids."""
        wanted = list(dict.fromkeys(ids))
        rows: list[sqlite3.Row] = []
        for start in range(0, len(wanted), _VARIABLES):
            lot = wanted[start : start + _VARIABLES]
            rows += self._rows(f"{statement} ({','.join('?' * len(lot))}) {then}", *lot)
        return rows


def _numbers(kept: bytes) -> Vector:
    return np.frombuffer(kept, dtype=np.float16).astype(np.float32)


def _sentence(row: sqlite3.Row) -> Sentence:
    return Sentence(row["start"], row["end"], row["role"], row["speaker"], row["said_via"], row["manner"])
