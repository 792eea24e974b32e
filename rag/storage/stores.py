"""The Library and its two derived indexes, and how documents are added to all three and removed.

One process writes at a time, and in it one thread. A document is pending in the Library first, then in both
indexes, then shown; what a kill leaves unfinished, the next writer finishes.
"""

import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from rag.embedding.embedder import Embedded, Embedder
from rag.errors import LibraryDamaged, StaleIndex
from rag.storage.background import Background, Joint
from rag.storage.connections.errors import ConnectionLost, DatabaseUnreachable
from rag.storage.data_folder import WRITING_NOTE, WriteLock, last_backup
from rag.storage.database import RECOVERING, open_database
from rag.storage.library import Library
from rag.storage.locations import Place, Places
from rag.storage.originals import Originals
from rag.storage.revision.erasing import erase
from rag.storage.revision.indexes import (
    Engines,
    begin_lexical,
    begin_vectors,
    open_indexes,
    refill_lexical,
    refill_vectors,
)
from rag.storage.revision.original_ledger import OriginalLedger
from rag.storage.revision.rows import embed_rows, lot_rows, row_lots
from rag.storage.revision.values import PassageRow, Ready
from rag.storage.revisions import Shelving
from rag.storage.vector_index import Vectors

_REBUILDING = "rebuilding"  # a setting
_EMBEDDED = Engines()


class Stores:
    """Everything in the data folder; readers use its parts, writers its methods inside `writing`."""

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        engines: Engines = _EMBEDDED,
        affair: str = "",
        database_url: str = "",
    ) -> None:
        """`affair` keeps several libraries apart on one server of indexes, and in one PostgreSQL database. Raises what
        `open_database` does, and IndexUnusable where an index is damaged."""
        self.folder = folder
        self.embedder = embedder
        self.background = Background()
        self.database = open_database(folder, database_url, affair)
        self.library = Library(self.database)
        self.shelving = Shelving(self.database)
        self.ledger = OriginalLedger(self.database)
        self.places = Places(self.database)
        self.originals = Originals(folder / "originals")
        # Where a writer is at work or was cut off, files may be newer than their checksums.
        check = not (folder / WRITING_NOTE).exists()
        with ExitStack() as opened:
            opened.callback(self.database.close)
            self.vectors, self.lexical = open_indexes(
                folder, engines, affair, check, embedder, self.library.revision, opened
            )
            opened.pop_all()
        self._hold, self._turn, self._comings = WriteLock(folder, self._recover), threading.RLock(), 0
        self.erasing = Joint()  # what several threads remove is erased in one go

    def hold(self) -> AbstractContextManager[None]:
        """Acquire the write lock of the folder; raises DataFolderBusy where another process holds it."""
        return self._hold()

    @contextmanager
    def taking_in(self) -> Iterator[None]:
        """Hold the write lock during an ingestion. Raises DataFolderBusy."""
        with self._hold():
            with self._turn:
                self._comings += 1
            try:
                yield
            finally:
                with self._turn:
                    self._comings -= 1

    @property
    def coming_in(self) -> bool:
        """Is this process ingesting documents?"""
        return self._comings > 0

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write, as the only process and thread. Raises DataFolderBusy."""
        with self._hold(), self._turn:
            try:
                if self._hold.cut_off:
                    self._recover(True)
                    self._hold.cut_off = False
                yield
                self.settle_originals()
            except (ConnectionLost, DatabaseUnreachable):
                self._hold.cut_off = True  # as by a kill, and this process may go on
                raise

    def check_model(self) -> None:
        """Raises StaleIndex where the vectors come from another model than the one in use."""
        built_with = self.database.setting("embedding")
        if built_with is not None and built_with != self.embedder.fingerprint:
            raise StaleIndex(built_with, self.embedder.fingerprint)

    def embed(self, lot: Sequence[Ready], check: Callable[[], None] = lambda: None) -> list[Embedded]:
        """The vectors of a batch's passages, in order; what `check` raises ends it. Needs no write lock."""
        return embed_rows(self.embedder, lot_rows(lot), check)

    def put(
        self,
        lot: Sequence[Ready],
        embedded: Sequence[Embedded] | None = None,
        twins: Iterable[Place] = (),
        corrections: Mapping[str, str] | None = None,
    ) -> None:
        """Add documents, each completely, and remove what they replace.

        `embedded` are their vectors where they are known, `twins` further places of documents that are held or in
        this batch, `corrections` the metadata that a person has just set.
        """
        self.check_model()
        embedded = self.embed(lot) if embedded is None else embedded
        if self.database.setting("embedding") is None:
            self.database.set_setting("embedding", self.embedder.fingerprint)
        self.shelving.add_pending(lot, twins, corrections)
        self._index(lot_rows(lot), embedded)
        for ready in lot:
            self.shelving.show(ready.document.id, ready.revision)
        self.clear_removed()

    def remove(self, document_ids: Sequence[str]) -> None:
        """Remove documents from the Library and both indexes, all or none of them; raises NotFound."""
        for id in document_ids:
            self.shelving.shown_revision(id)
        for id in document_ids:
            self.shelving.hide(id)
        self.clear_removed()

    def forget(self, paths: Sequence[str]) -> None:
        """Delete these places, and documents without another place."""
        self.places.forget(paths)
        self.clear_removed()

    def rebuild(self) -> Generator[int, None, None]:
        """Make both indexes again from the Library with the model in use; gives the passages done so far.

        Searches use the old indexes until the end. After a kill the next writer starts again.
        """
        self.database.set_setting(_REBUILDING, self.embedder.fingerprint)
        fresh = begin_vectors(self.vectors)
        done = 0
        try:
            begin_lexical(self.lexical)
            for rows in row_lots(self.shelving, self.shelving.shown_revisions()):
                self._add(rows, embed_rows(self.embedder, rows), fresh)
                done += len(rows)
                yield done
        except BaseException:
            self.lexical.close()
            raise
        fresh.put_in_place()
        self.lexical.commit()
        with self.database.writing() as connection:
            self.database.put_setting("embedding", self.embedder.fingerprint)
            connection.execute("DELETE FROM settings WHERE key = ?", (_REBUILDING,))
        self.ledger.unsettle_originals()
        self._finish_pending()

    def clear_removed(self) -> None:
        """Delete what is marked for removal from both indexes, then from the Library."""
        going = [shelved for shelved in self.shelving.unfinished() if shelved.state == "removing"]
        ids = [id for shelved in going for id in self.shelving.passage_ids(shelved)]
        if ids:
            self.vectors.remove(ids)
            self.lexical.remove(ids)
            self.lexical.commit()
        for shelved in going:
            self.shelving.drop(shelved)

    def settle_originals(self) -> None:
        """Bring the original files into step with the Library: their records, and files that no document refers to."""
        self.ledger.settle_originals(self.originals, self.recovering)

    def sweep_originals(self) -> None:
        """Delete original files that no document refers to; none while a library is being recovered from them."""
        if not self.recovering:
            self.originals.sweep(self.ledger.file_hashes())

    @property
    def recovering(self) -> bool:
        """Whether the Library is being made again from the original files."""
        return self.database.setting(RECOVERING) is not None

    def erase(self) -> None:
        """Purge what deleted documents left behind, inside `writing`."""
        erase(self.database, self.shelving, self.lexical, self.vectors)

    def close(self) -> None:
        """Close everything, once what works in the background has ended: its next read raises Closing."""
        self.database.refuse()
        self.background.close()
        self.lexical.close()
        self.vectors.close()
        self.database.close()

    def _recover(self, cut_off: bool) -> None:
        """Finish what a kill left unfinished: additions, removals, a rebuild.

        `cut_off` says that the writer before did not end by itself. Raises LibraryDamaged.
        """
        if cut_off and self.database.quick_damage():
            raise LibraryDamaged(str(self.folder), *last_backup(self.folder))
        self.shelving.sketch_missing()
        shown = self.shelving.shown_revisions()
        refill_lexical(self.lexical, row_lots(self.shelving, shown))
        current = self.database.setting("embedding") in (None, self.embedder.fingerprint)
        if current:
            refill_vectors(self.vectors, self.library, row_lots(self.shelving, shown))
        if self.database.setting(_REBUILDING) == self.embedder.fingerprint:
            for _ in self.rebuild():
                pass
        if current:
            self._finish_pending()
        self.clear_removed()
        self.settle_originals()
        if cut_off:
            self.sweep_originals()
            self.lexical.record_files()
            self.vectors.record_files()
        self.erase()

    def _finish_pending(self) -> None:
        pending = self.shelving.pending()
        for rows in row_lots(self.shelving, pending):
            self._index(rows, embed_rows(self.embedder, rows))
        for id, revision in pending:
            self.shelving.show(id, revision)

    def _index(self, rows: Sequence[PassageRow], embedded: Sequence[Embedded]) -> None:
        """Write passages to both indexes, and their sentences' vectors to the Library."""
        if rows:
            self._add(rows, embedded, self.vectors)
            self.lexical.commit()

    def _add(self, rows: Sequence[PassageRow], embedded: Sequence[Embedded], vectors: Vectors) -> None:
        ids = [row.passage.id for row in rows]
        self.shelving.set_vectors(zip(ids, embedded, strict=True))
        vectors.add(ids, [each.vector for each in embedded], [row.passage.document_id for row in rows])
        self.lexical.add(rows)
