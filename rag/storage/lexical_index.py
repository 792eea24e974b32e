"""The lexical index: BM25 over stemmed English words, in tantivy.

Queries are built from terms and never parsed: tantivy's lenient parser still makes "nothing found" of
`"ofsted AND (rating: inadequate`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

from rag.storage.passage_context import header
from rag.storage.revisions import Row

_ANALYSER = "english"
_WRITER_HEAP = 64_000_000  # bytes, for the one thread that writes
_LARGE = 1000  # passages, from which on a search is worth making less of
_COMMON = 0.6  # of all passages
_FIELDS_VERSION = 2  # of the fields and the analysis: an index of another version lies beside, unread


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query: `weight` times the BM25 of the alternative that a passage matches best."""

    alternatives: tuple[str, ...]
    weight: float = 1.0


class LexicalIndex:
    """Passages by the words that they, their headers and the first lines of their pages share with a query.

    One process writes at a time.
    """

    def __init__(self, folder: Path) -> None:
        place = folder / f"v{_FIELDS_VERSION}"
        place.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._analyser = _analyser()
        self._index = tantivy.Index(self._schema, path=str(place))
        self._index.register_tokenizer(_ANALYSER, self._analyser)
        self._index.config_reader("Manual")
        self._meta = place / "meta.json"
        self._seen = (0, 0)
        self._open_writer: tantivy.IndexWriter | None = None
        self._swept = False

    def add(self, rows: Iterable[Row]) -> None:
        """Takes effect at `commit`. A passage that is there already is replaced."""
        for passage, metadata, _, speakers in rows:
            self._writer.delete_documents_by_term("id", passage.id)
            self._writer.add_document(
                tantivy.Document(
                    id=passage.id,
                    document_id=passage.document_id,
                    speaker=[_encodable(speaker) for speaker in speakers],
                    text=_encodable(f"{header(metadata)}{passage.above}\n{passage.text}"),
                )
            )

    def remove(self, passage_ids: Iterable[str]) -> None:
        """Takes effect at `commit`."""
        for id in passage_ids:
            self._writer.delete_documents_by_term("id", id)

    def commit(self) -> None:
        """Make all work since the last time durable and visible, at once, and let go of the writer's lock."""
        if self._open_writer is None:
            return
        self._open_writer.commit()
        self._release()

    def begin_anew(self) -> None:
        """Forget every passage; searches see the old ones until `commit`."""
        self._writer.delete_all_documents()

    def close(self) -> None:
        """What was not committed is dropped."""
        if self._open_writer is not None:
            self._open_writer.rollback()
            self._release()
            self._swept = False

    def search(
        self,
        query: str | Sequence[Part],
        limit: int,
        documents: Collection[str] | None = None,
        heard: Iterable[Collection[str]] = (),
    ) -> list[tuple[str, float]]:
        """Passage ids and their BM25, best first; only those in `documents`, and in which one of each group of
        speakers is `heard`."""
        parts = [Part((query,))] if isinstance(query, str) else query
        searcher = self._searcher()
        wanted = [found for part in parts if (found := self._part(part, searcher)) is not None]
        if limit < 1 or not wanted:
            return []
        clauses = [(Occur.Must, Query.boolean_query([(Occur.Should, each) for each in wanted]))]
        allowed = [("speaker", [_encodable(name) for name in names]) for names in heard]
        if documents is not None:
            allowed.append(("document_id", list(documents)))
        for field, values in allowed:
            within = Query.term_set_query(self._schema, field, values)
            clauses.append((Occur.Must, Query.const_score_query(within, 0.0)))
        best = searcher.search(Query.boolean_query(clauses), limit, count=False).hits
        return [(str(searcher.doc(address)["id"][0]), float(score)) for score, address in best]

    def terms(self, text: str) -> list[str]:
        """The words of `text` in order, as they are indexed: lower case, without accents, stemmed."""
        return list(self._analyser.analyze(_encodable(text)))

    def frequencies(self, words: Iterable[str]) -> list[int]:
        """In how many passages (with their headers) each word stands, in any form that shares its stem; removed ones
        may count for a while."""
        searcher = self._searcher()
        return [
            min((int(searcher.doc_freq("text", term)) for term in self.terms(word)), default=0)
            for word in words
        ]

    def count(self) -> int:
        """How many passages are held."""
        return int(self._searcher().num_docs)

    def ids(self) -> set[str]:
        """The id of every passage held."""
        searcher = self._searcher()
        if searcher.num_docs == 0:
            return set()
        found = searcher.search(Query.all_query(), searcher.num_docs, count=False).hits
        return {str(searcher.doc(address)["id"][0]) for _, address in found}

    def _part(self, part: Part, searcher: tantivy.Searcher) -> Query | None:
        found = []
        for text in part.alternatives:
            terms = [
                (Occur.Should, Query.term_query(self._schema, "text", term, "freq"))
                for term in self._sought(text, searcher)
            ]
            if terms:
                found.append(Query.boolean_query(terms))
        return Query.boost_query(Query.disjunction_max_query(found), part.weight) if found else None

    def _sought(self, text: str, searcher: tantivy.Searcher) -> list[str]:
        """The terms of `text` that are looked for. Those that most passages hold are most of the work of a search and
        tell nothing, unless there are no others."""
        terms = list(dict.fromkeys(self.terms(text)))
        if searcher.num_docs < _LARGE:
            return terms
        most = _COMMON * searcher.num_docs
        return [term for term in terms if searcher.doc_freq("text", term) <= most] or terms

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
        """
        if self._open_writer is None:
            self._open_writer = self._index.writer(_WRITER_HEAP, 1)
            if not self._swept:
                self._open_writer.garbage_collect_files()
                self._swept = True
        return self._open_writer

    def _release(self) -> None:
        writer, self._open_writer = self._open_writer, None
        if writer is not None:
            writer.wait_merging_threads()


def _encodable(text: str) -> str:
    """A lone surrogate is no character; tantivy refuses the whole text for it."""
    return text.encode("utf-8", "replace").decode()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document_id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("speaker", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name=_ANALYSER, index_option="freq")
    return builder.build()


def _analyser() -> tantivy.TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for step in (Filter.lowercase(), Filter.ascii_fold(), Filter.stemmer("english")):
        builder = builder.filter(step)
    return builder.build()
