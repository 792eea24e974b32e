"""The lexical index in tantivy.

Queries are built from terms and never parsed: even tantivy's lenient parser finds nothing for
`"ofsted AND (rating: inadequate`.
"""

import shutil
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from rag.errors import IndexUnusable, native_errors
from rag.storage.data_folder import changed_files, record_checksums
from rag.storage.lexical_index import QueryPart
from rag.storage.revision.passage_context import header
from rag.storage.revision.values import PassageRow
from rag.storage.tantivy.fields import ANALYSER, analyser, encodable, schema
from rag.storage.tantivy.queries import any_of
from rag.storage.tantivy.segments import are_listed, beside_removed

_CHECKSUMS, _MANAGED = "checksums.json", ".managed.json"
_WRITER_HEAP = 64_000_000  # bytes, for the one thread that writes
# Passages rewritten at once. tantivy merges eight segments of one size, and what is below 17,000 counts as one size:
# in portions of these sizes, what is removed later lies in a segment that is written in seconds.
_LEAST_PORTION, _PORTIONS = 20_000, 6
_FIELDS_VERSION = 2  # of the fields and the analysis: an index of another version lies beside, unread


class TantivyIndex:
    """A lexical index in a folder."""

    def __init__(self, folder: Path, check: bool = True) -> None:
        """Raises IndexUnusable where it cannot be opened or, with `check`, a file is not what was written."""
        self._place = folder / f"v{_FIELDS_VERSION}"
        self._schema = schema()
        self._analyser = analyser()
        self._meta = self._place / "meta.json"
        if check and (faults := self.faults()):
            raise IndexUnusable("lexical", faults[0])
        self._open()

    def _open(self) -> None:
        self._place.mkdir(parents=True, exist_ok=True)
        self._open_writer: tantivy.IndexWriter | None = None
        self._swept = False
        with self._guarded():
            self._attach()

    def _attach(self) -> None:
        made = tantivy.Index(self._schema, path=str(self._place))
        made.register_tokenizer(ANALYSER, self._analyser)
        made.config_reader("Manual")
        self._index = made
        self._seen = (0, 0)

    def faults(self) -> list[str]:
        """What is wrong with its files; empty where they are what was written."""
        changed = changed_files(self._place / _CHECKSUMS)
        if self._meta.exists() and not are_listed(
            [path.name for path in self._files()], self._place / _MANAGED
        ):
            changed.append(_MANAGED)
        return [f"the file {name} is damaged or missing" for name in changed]

    def record_files(self) -> None:
        """Note that its files are as they should be."""
        record_checksums(self._files(), self._place / _CHECKSUMS)

    def _files(self) -> list[Path]:
        """The files of tantivy, but for its locks and its list of them."""
        ours = Path(_CHECKSUMS).stem
        return [
            path for path in self._place.iterdir() if path.is_file() and not path.name.startswith((".", ours))
        ]

    def reset(self) -> None:
        """Begin with no passage and new files, whatever state the old ones are in."""
        with suppress(IndexUnusable):
            self.close()
        shutil.rmtree(self._place, ignore_errors=True)
        self._open()

    def _guarded(self) -> AbstractContextManager[None]:
        return native_errors("lexical", str(self._place.parents[1]))

    def add(self, rows: Iterable[PassageRow]) -> None:
        with self._guarded():
            for passage, metadata, _, speakers in rows:
                self._writer.delete_documents_by_term("id", passage.id)
                self._writer.add_document(
                    tantivy.Document(
                        id=passage.id,
                        document_id=passage.document_id,
                        speaker=[encodable(speaker) for speaker in speakers],
                        text=encodable(f"{header(metadata)}{passage.above}\n{passage.text}"),
                    )
                )

    def remove(self, passage_ids: Iterable[str]) -> None:
        with self._guarded():
            for id in passage_ids:
                self._writer.delete_documents_by_term("id", id)

    def commit(self) -> None:
        """Make all changes durable and visible at once, and release tantivy's lock."""
        if self._open_writer is None:
            return
        with self._guarded():
            self._open_writer.commit()
            self._release()
        self.record_files()

    def begin_anew(self) -> None:
        with self._guarded():
            self._writer.delete_all_documents()

    def purge(self, rows_with: Callable[[Collection[str]], Iterable[PassageRow]]) -> None:
        """Take what was removed out of the files; until then it is only marked as such.

        A file is never changed, so a segment with something removed is rewritten: `rows_with` gives the passages
        with these ids as they are to be held. Searches see each passage at any moment. Where this is cut off, it is
        to be repeated.
        """
        with self._guarded():
            affected = beside_removed(self._searcher(), self._meta)
            portion = max(_LEAST_PORTION, self.count() // _PORTIONS)
        for start in range(0, len(affected), portion):
            ids = affected[start : start + portion]
            self.remove(ids)
            self.add(rows_with(ids))
            self.commit()
        with self._guarded():
            self._index.reload()  # the searcher of the old files keeps them from being deleted
            self._writer.garbage_collect_files()
        self._seen = (0, 0)
        self.close()
        self.record_files()

    def close(self) -> None:
        """Discard what was not committed."""
        if self._open_writer is not None:
            self._open_writer.rollback()
            self._release()
            self._swept = False

    def search(
        self,
        query: str | Sequence[QueryPart],
        limit: int,
        documents: Collection[str] | None = None,
        heard: Iterable[Collection[str]] = (),
    ) -> list[tuple[str, float]]:
        with self._guarded():
            return self._search(
                [QueryPart((query,))] if isinstance(query, str) else query, limit, documents, heard
            )

    def _search(
        self,
        parts: Sequence[QueryPart],
        limit: int,
        documents: Collection[str] | None,
        heard: Iterable[Collection[str]],
    ) -> list[tuple[str, float]]:
        searcher = self._searcher()
        wanted = [found for part in parts if (found := self._part(part, searcher)) is not None]
        if limit < 1 or not wanted:
            return []
        clauses = [(Occur.Must, Query.boolean_query([(Occur.Should, each) for each in wanted]))]
        allowed = [("speaker", [encodable(name) for name in names]) for names in heard]
        if documents is not None:
            allowed.append(("document_id", list(documents)))
        for field, values in allowed:
            within = Query.term_set_query(self._schema, field, values)
            clauses.append((Occur.Must, Query.const_score_query(within, 0.0)))
        best = searcher.search(Query.boolean_query(clauses), limit, count=False).hits
        return [(str(searcher.doc(address)["id"][0]), float(score)) for score, address in best]

    def terms(self, text: str) -> list[str]:
        return list(self._analyser.analyze(encodable(text)))

    def frequencies(self, words: Iterable[str]) -> list[int]:
        with self._guarded():
            searcher = self._searcher()
            return [
                min((int(searcher.doc_freq("text", term)) for term in self.terms(word)), default=0)
                for word in words
            ]

    def total(self) -> int:
        return self.count()

    def count(self) -> int:
        with self._guarded():
            return int(self._searcher().num_docs)

    def ids(self) -> set[str]:
        with self._guarded():
            searcher = self._searcher()
            if searcher.num_docs == 0:
                return set()
            found = searcher.search(Query.all_query(), searcher.num_docs, count=False).hits
            return {str(searcher.doc(address)["id"][0]) for _, address in found}

    def _part(self, part: QueryPart, searcher: tantivy.Searcher) -> Query | None:
        alternatives = [self.terms(text) for text in part.alternatives]
        found = any_of(searcher, self._schema, alternatives)
        return None if found is None else Query.boost_query(found, part.weight)

    def _searcher(self) -> tantivy.Searcher:
        """A view of the last commit, by whichever process; tantivy itself looks only twice a second."""
        found = self._meta.stat()
        written = (found.st_ino, found.st_mtime_ns)
        if written != self._seen:
            self._index.reload()
            self._seen = written
        return self._index.searcher()

    @property
    def _writer(self) -> tantivy.IndexWriter:
        """The writer takes tantivy's lock on the folder, so it is opened only while there is work.

        A process that is killed between its deletions and its commit leaves a file of them behind. The next to
        delete from that segment would choose the same name and fail, so what no commit knows goes first.

        The index is opened again, because its list of files is read only once: files of other processes would
        never be deleted.
        """
        if self._open_writer is None:
            self._attach()
            self._open_writer = self._index.writer(_WRITER_HEAP, 1)
            if not self._swept:
                self._open_writer.garbage_collect_files()
                self._swept = True
        return self._open_writer

    def _release(self) -> None:
        writer, self._open_writer = self._open_writer, None
        if writer is not None:
            writer.wait_merging_threads()
