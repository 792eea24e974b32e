"""A timeline of the documents: events by the day on which they happened, each told by a sentence of a source.

A sentence is listed under every day, month or year that it states; nothing is inferred. The days on which documents
were published are rows of their own, given only where they are asked for.
"""

import threading
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rag.answering.citations import cite
from rag.overviews.dated_sentences import DatedSentence, dated, told_in
from rag.overviews.timeline_rows import TimelineRow, in_order, told_once
from rag.question.analysis import ask
from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.retrieval.sentences import select
from rag.storage.stores import Stores
from rag.storage.term_weights import Rarity
from rag.text.tokens import text_stems, words
from rag.types import Document, Evidence, Filters, Hit, Passage, Sentence

MOST = 500  # rows, unless another number is asked for
_EVERYTHING = Filters()
_HITS = 60  # passages searched for a query's rows
_RELEVANT = 0.5  # of the best score, for a sentence that states its date
_VERY_RELEVANT = 0.6  # for a sentence listed under its document's date
_LEAST = 1.0  # the lowest score of a relevant sentence
_SEEN = 20  # occurrences of a word by which it is known as a name
_AS_A_NAME = 0.8  # of them are written with a capital


class Timeline:
    """The rows of one library; the full list is cached until the library changes."""

    def __init__(self, stores: Stores, retriever: Retriever) -> None:
        self._stores = stores
        self._library = stores.library
        self._retriever = retriever
        self._rarity = Rarity(stores.lexical)
        self._reading = threading.Lock()
        self._whole: tuple[int, tuple[TimelineRow, ...]] = (-1, ())

    def rows(
        self, query: str = "", limit: int = MOST, filters: Filters = _EVERYTHING, published: bool = False
    ) -> tuple[TimelineRow, ...]:
        """At most `limit` rows by date: the most relevant to the query, or without a query the latest.

        With `published`, rows for the days on which documents were published too.
        """
        with self._stores.database.reading():
            if query.strip():
                return in_order(self._relevant(query, filters, published)[:limit])
            allowed = self._library.narrowing.matching(filters)
            found = [
                row
                for row in self._all()
                if (published or row.basis == "told")
                and (allowed is None or row.citation.document_id in allowed)
                and filters.hears(row.citation.speaker)
            ]
            return in_order(found[-limit:])

    def _all(self) -> tuple[TimelineRow, ...]:
        with self._reading:
            revision = self._library.revision()
            if self._whole[0] != revision:
                documents = (self._library.document(entry.document_id) for entry in self._library.catalogue())
                found = [row for each in documents for _, row in self._rows(each, dated(each))]
                self._whole = (revision, in_order(told_once(found)))
            return self._whole[1]

    def _relevant(self, query: str, filters: Filters, published: bool) -> list[TimelineRow]:
        """The rows that are relevant to a query, best first; if it names something, only those about that."""
        self._stores.check_model()
        vector = self._stores.embedder.query(query)
        hits = self._retriever.retrieve(Query(query, filters), _HITS, vector)
        held = self._library.sentence_vectors(hit.passage.id for hit in hits)
        evidence = select(ask(query, self._rarity), vector, hits, held, filters.hears)
        least = max(_LEAST, _RELEVANT * evidence[0].score) if evidence else 0.0
        names = self._names(query)
        relevant: dict[str, dict[int, Evidence]] = {}
        for each in evidence:
            if each.score >= least and _about(each, names):
                relevant.setdefault(each.hit.passage.document_id, {})[each.sentence.start] = each
        ranked: list[tuple[float, TimelineRow]] = []
        for id, found in relevant.items():
            document = self._library.document(id)
            told = [each for each in told_in(document) if each.sentence.start in found]
            told = [each for each in told if published or each.basis == "told"]
            if published:
                told += _published(document, found, told, _VERY_RELEVANT * evidence[0].score)
            ranked += [(found[each.sentence.start].score, row) for each, row in self._rows(document, told)]
        ranked.sort(key=lambda pair: -pair[0])
        return told_once([row for _, row in ranked])

    def _names(self, query: str) -> list[frozenset[str]]:
        """The names in a query, each by the stems of its words: words that the texts write with a capital."""
        runs: list[list[str]] = [[]]
        for word in words(query):
            if word.tells and self._is_name(word.plain):
                runs[-1].append(word.stem)
            elif runs[-1]:
                runs.append([])
        return [frozenset(run) for run in runs if run]

    def _is_name(self, word: str) -> bool:
        seen = [hit.text for hit in self._retriever.literal.find(word, limit=_SEEN).hits]
        capital = sum(text != text.lower() for text in seen)
        return bool(seen) and capital >= _AS_A_NAME * len(seen)

    def _rows(
        self, document: Document, found: Sequence[DatedSentence]
    ) -> Iterator[tuple[DatedSentence, TimelineRow]]:
        """A row for each dated sentence of a document."""
        held = self._library.passages(self._library.passage_ids([document.id])) if found else {}
        passages = sorted(held.values(), key=lambda passage: passage.start)
        for each in found:
            passage = _holding(passages, each.sentence)
            if passage is not None:
                citation = cite(_evidence(document, passage, each.sentence), 1, document.pages)
                yield each, TimelineRow(each.date, each.basis, citation)


def _about(evidence: Evidence, names: Sequence[frozenset[str]]) -> bool:
    """Does a sentence, or the title or heading above it, have a word of each name?"""
    if not names:
        return True
    above = f"{evidence.hit.metadata.title or ''} {evidence.heading}"
    held = text_stems(evidence.text) | text_stems(above)
    return all(name & held for name in names)


def _published(
    document: Document, found: dict[int, Evidence], told: Sequence[DatedSentence], least: float
) -> list[DatedSentence]:
    """The most relevant sentence of a document under its date of publication, where it is very relevant."""
    own = document.metadata.date
    best = next((each for each in found.values() if each.sentence.role in ("body", "item", "row")), None)
    if not own or best is None or best.score < least or any(each.sentence == best.sentence for each in told):
        return []
    return [DatedSentence(own, "published", best.sentence)]


def _holding(passages: Sequence[Passage], sentence: Sentence) -> Passage | None:
    """The last passage that contains the whole sentence."""
    place = bisect_right(passages, sentence.start, key=lambda passage: passage.start)
    return next((each for each in reversed(passages[:place]) if sentence.end <= each.end), None)


def _evidence(document: Document, passage: Passage, sentence: Sentence) -> Evidence:
    text = document.text[sentence.start : sentence.end]
    return Evidence(Hit(passage, document.metadata, 0.0), sentence, text, 0.0, 0.0, frozenset())
