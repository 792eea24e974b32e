"""The Library and its two derived indexes, kept in step: how passages enter and leave all three.

One process writes at a time. A document is pending in the Library first, then in both indexes, then shown; so
a kill at any moment leaves something that `recover` finishes.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from rag.database import Database
from rag.embed import Embeddable, Embedder
from rag.errors import DataFolderBusy, StaleIndex
from rag.header import header
from rag.lexical import LexicalIndex
from rag.library import Library
from rag.shelving import Ready, Row, Shelving
from rag.types import Metadata, Passage
from rag.vectors import VectorIndex

_LOT = 256  # passages embedded and written together when indexes are made again


def embeddable(passage: Passage, metadata: Metadata, ranges: Sequence[tuple[int, int]]) -> Embeddable:
    """What the vector index reads of a passage: its header, then its text."""
    before = header(metadata)
    return Embeddable(
        before + passage.text, tuple((len(before) + start, len(before) + end) for start, end in ranges)
    )


class Stores:
    """All that the data folder holds; readers take its parts, writers its methods."""

    def __init__(self, folder: Path, embedder: Embedder, chroma_url: str | None = None) -> None:
        self.folder = folder
        self.embedder = embedder
        self.database = Database(folder)
        self.library = Library(self.database)
        self.shelving = Shelving(self.database)
        self.vectors = VectorIndex(folder / "vectors", chroma_url)
        self.lexical = LexicalIndex(folder / "lexical")
        self._lock = FileLock(folder / "writing.lock")
        self._lock_note = folder / "writing.pid"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the data folder; raises DataFolderBusy where another process does."""
        try:
            with self._lock.acquire(timeout=0):
                self._lock_note.write_text(f"process {os.getpid()}")
                self._recover()
                yield
        except Timeout as error:
            note = self._lock_note.read_text() if self._lock_note.exists() else "unknown"
            raise DataFolderBusy(str(self.folder), note) from error

    def check_model(self) -> None:
        """Raises StaleIndex where the vectors come from another model than the one in use."""
        built_with = self.database.setting("embedding")
        if built_with is not None and built_with != self.embedder.fingerprint:
            raise StaleIndex(built_with, self.embedder.fingerprint)

    def put(self, lot: Sequence[Ready]) -> None:
        """Take documents in, each whole; what they replace goes out. The caller holds `writing`."""
        self.check_model()
        if self.database.setting("embedding") is None:
            self.database.set_setting("embedding", self.embedder.fingerprint)
        for ready in lot:
            self.shelving.add_pending(ready)
        self._index(
            [row for ready in lot for row in self.shelving.contents(ready.document.id, ready.revision)]
        )
        for ready in lot:
            self.shelving.show(ready.document.id, ready.revision)
        self._clear_removed()

    def remove(self, document_ids: Sequence[str]) -> None:
        """Take documents out of all three. The caller holds `writing`."""
        for id in document_ids:
            self.shelving.hide(id)
        self._clear_removed()

    def correct(self, document_id: str, values: Mapping[str, str]) -> None:
        """Correct a document's metadata; its passages are indexed again under their new header."""
        revision = self.shelving.shown_revision(document_id)
        self.shelving.correct(document_id, values)
        rows = self.shelving.contents(document_id, revision)
        self.lexical.remove([passage.id for passage, _, _ in rows])
        self._index(rows)

    def rebuild(self) -> Iterator[int]:
        """Make both indexes again from the Library with the model in use; gives the passages done so far."""
        self.vectors.clear()
        self.lexical.clear()
        self.database.set_setting("embedding", self.embedder.fingerprint)
        done = 0
        rows: list[Row] = []
        for id, revision in self.shelving.shown_revisions():
            rows += self.shelving.contents(id, revision)
            while len(rows) >= _LOT:
                self._index(rows[:_LOT])
                rows = rows[_LOT:]
                done += _LOT
                yield done
        self._index(rows)
        yield done + len(rows)

    def _recover(self) -> None:
        """Finish what a kill left half-way: pending goes in, removed goes out."""
        for shelved in self.shelving.unfinished():
            if shelved.state == "pending":
                rows = self.shelving.contents(shelved.document_id, shelved.revision)
                self.lexical.remove([passage.id for passage, _, _ in rows])
                self._index(rows)
                self.shelving.show(shelved.document_id, shelved.revision)
        self._clear_removed()

    def _index(self, rows: Sequence[Row]) -> None:
        """Embed passages and write them to both indexes, and their sentences' vectors to the Library."""
        if not rows:
            return
        embedded = self.embedder.embed([embeddable(*row) for row in rows])
        passages = [passage for passage, _, _ in rows]
        ids = [passage.id for passage in passages]
        self.shelving.set_sentence_vectors(zip(ids, (each.sentences for each in embedded), strict=True))
        self.vectors.add(
            ids, [each.vector for each in embedded], [passage.document_id for passage in passages]
        )
        self.lexical.add([(passage, metadata) for passage, metadata, _ in rows])
        self.lexical.commit()

    def _clear_removed(self) -> None:
        going = [shelved for shelved in self.shelving.unfinished() if shelved.state == "removing"]
        ids = [id for shelved in going for id in self.shelving.passage_ids(shelved)]
        if ids:
            self.vectors.remove(ids)
            self.lexical.remove(ids)
            self.lexical.commit()
        for shelved in going:
            self.shelving.drop(shelved)

    def close(self) -> None:
        self.lexical.close()
        self.database.close()
