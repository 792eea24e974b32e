"""A timeline of the documents: dated rows, each of them a sentence from a source.

A sentence is listed under every day, month or year that it states, and a document under its date of publication. Each
row says which of the two its date is: when something happened or will happen, or when it was published.
"""

import threading
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rag.answering.citations import cite
from rag.question.analysis import ask
from rag.retrieval.retriever import Retriever
from rag.retrieval.sentences import select
from rag.storage.stores import Stores
from rag.storage.term_weights import Rarity
from rag.text.repeats import says_again
from rag.text.tokens import REPORTING_STEMS, stems, telling_stems
from rag.text.told_days import told_days, undated
from rag.types import Citation, Document, Evidence, Hit, Passage, Query, Sentence

MOST = 500  # rows, where no other number is asked for
_HITS = 60  # passages searched for a query's rows
_RELEVANT = 0.5  # of the best score, for a sentence that states its date
_VERY_RELEVANT = 0.6  # for a sentence listed under its document's date
_LEAST = 0.6  # the lowest score of a relevant sentence
_FEWEST = 3  # content words besides the date, publisher, author and words of publishing

_TITLE_TOLD = 0.5  # of the title's words in a sentence of the same date, which makes the title redundant

Basis = Literal["told", "published"]

_PUBLISHING = REPORTING_STEMS | stems(
    "date dated news release author writer print printed appear appeared page site website launch"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `date` is ISO, perhaps only a month or a year, and `basis` says whether it is stated or published."""

    date: str
    basis: Basis
    citation: Citation


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence with the date that it is listed under."""

    date: str
    basis: Basis
    sentence: Sentence


class Timeline:
    """The rows of one library; the full list is cached until the library changes."""

    def __init__(self, stores: Stores, retriever: Retriever) -> None:
        self._stores = stores
        self._library = stores.library
        self._retriever = retriever
        self._rarity = Rarity(stores.lexical)
        self._reading = threading.Lock()
        self._whole: tuple[int, tuple[Row, ...]] = (-1, ())

    def rows(self, query: str = "", limit: int = MOST) -> tuple[Row, ...]:
        """At most `limit` rows by date: the most relevant to the query, or without a query the latest."""
        with self._stores.database.reading():
            if query.strip():
                return _in_order(self._relevant(query)[:limit])
            return self._all()[-limit:]

    def _all(self) -> tuple[Row, ...]:
        with self._reading:
            revision = self._library.revision()
            if self._whole[0] != revision:
                documents = (self._library.document(entry.document_id) for entry in self._library.catalogue())
                found = [row for each in documents for _, row in self._rows(each, dated(each))]
                self._whole = (revision, _in_order(told_once(found)))
            return self._whole[1]

    def _relevant(self, query: str) -> list[Row]:
        """The rows that are relevant to a query, best first."""
        self._stores.check_model()
        vector = self._stores.embedder.query(query)
        hits = self._retriever.retrieve(Query(query), _HITS, vector)
        held = self._library.sentence_vectors(hit.passage.id for hit in hits)
        evidence = select(ask(query, self._rarity), vector, hits, held)
        least = max(_LEAST, _RELEVANT * evidence[0].score) if evidence else 0.0
        relevant: dict[str, dict[int, Evidence]] = {}
        for each in evidence:
            if each.score >= least:
                relevant.setdefault(each.hit.passage.document_id, {})[each.sentence.start] = each
        ranked: list[tuple[float, Row]] = []
        for id, found in relevant.items():
            document = self._library.document(id)
            told = [each for each in told_in(document) if each.sentence.start in found]
            own = document.metadata.date
            best = next(
                (each for each in found.values() if each.sentence.role in ("body", "item", "row")), None
            )
            well = best is not None and best.score >= _VERY_RELEVANT * evidence[0].score
            if own and best and well and not any(each.sentence == best.sentence for each in told):
                told.append(Dated(own, "published", best.sentence))
            ranked += [(found[each.sentence.start].score, row) for each, row in self._rows(document, told)]
        ranked.sort(key=lambda pair: -pair[0])
        return told_once([row for _, row in ranked])

    def _rows(self, document: Document, found: Sequence[Dated]) -> Iterator[tuple[Dated, Row]]:
        """A row for each dated sentence of a document."""
        held = self._library.passages(self._library.passage_ids([document.id])) if found else {}
        passages = sorted(held.values(), key=lambda passage: passage.start)
        for each in found:
            passage = _holding(passages, each.sentence)
            if passage is not None:
                citation = cite(_evidence(document, passage, each.sentence), 1, document.pages)
                yield each, Row(each.date, each.basis, citation)


def dated(document: Document) -> list[Dated]:
    """The dates that a document states, with their sentences, and its date of publication with its title."""
    own = document.metadata.date
    found = [_published(document, each) if each.date == own else each for each in told_in(document)]
    if any(each.basis == "published" for each in found):
        return found
    title = _title(document)
    heading = title or next((each for each in document.sentences if each.role == "body"), None)
    if not own or heading is None:
        return found
    if title is not None:
        words = telling_stems(document.text[title.start : title.end])
        told = (
            telling_stems(document.text[each.sentence.start : each.sentence.end])
            for each in found
            if each.date == own
        )
        if any(len(each & words) >= _TITLE_TOLD * len(words) for each in told):
            return found
    return [*found, Dated(own, "published", heading)]


def _published(document: Document, each: Dated) -> Dated:
    """A sentence dated like its document; if it only says that the publisher or author reports, its date is the
    document's date of publication."""
    said = telling_stems(document.text[each.sentence.start : each.sentence.end])
    source = telling_stems(f"{document.metadata.publisher or ''} {document.metadata.author or ''}")
    return replace(each, basis="published") if said & source and said & REPORTING_STEMS else each


def told_in(document: Document) -> list[Dated]:
    """The dates that the sentences of a document state."""
    names = telling_stems(f"{document.metadata.publisher} {document.metadata.author}") | _PUBLISHING
    found = []
    for sentence in document.sentences:
        if sentence.role in ("body", "item"):
            text = document.text[sentence.start : sentence.end]
            days = told_days(text)
            if days and len(telling_stems(undated(text)) - names) >= _FEWEST:
                found += [Dated(day.iso, "told", sentence) for day in days]
    return found


def told_once(rows: Sequence[Row]) -> list[Row]:
    """The rows without repetitions of the same event, in the order given.

    An original is kept before a summary, then a party's own document before an article, then the earliest.
    """
    kept: dict[str, list[frozenset[str]]] = {}
    chosen: set[int] = set()
    for place in sorted(range(len(rows)), key=lambda place: _standing(rows[place].citation)):
        said = telling_stems(undated(rows[place].citation.quote))
        same_date = kept.setdefault(rows[place].date, [])
        if not any(says_again(said, other) for other in same_date):
            same_date.append(said)
            chosen.add(place)
    return [row for place, row in enumerate(rows) if place in chosen]


def _standing(citation: Citation) -> tuple[bool, bool, str]:
    return citation.text_type == "summary", citation.kind == "article", citation.date or "9"


def _in_order(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Sorted by date, a year before its months and a month before its days, with markers in that order."""
    ordered = sorted(
        rows,
        key=lambda row: (row.date, row.citation.date or "9", row.citation.document_id, row.citation.start),
    )
    return tuple(replace(row, citation=replace(row.citation, marker=n)) for n, row in enumerate(ordered, 1))


def _title(document: Document) -> Sentence | None:
    """The heading that has most words of the document's title."""
    title = telling_stems(document.metadata.title or "")
    shared = [
        (len(title & telling_stems(document.text[each.start : each.end])), -number, each)
        for number, each in enumerate(document.sentences)
        if each.role == "heading"
    ]
    best = max(shared, key=lambda each: each[:2], default=None)
    return best[2] if best and title and best[0] >= _TITLE_TOLD * len(title) else None


def _holding(passages: Sequence[Passage], sentence: Sentence) -> Passage | None:
    """The last passage that contains the whole sentence."""
    place = bisect_right(passages, sentence.start, key=lambda passage: passage.start)
    return next((each for each in reversed(passages[:place]) if sentence.end <= each.end), None)


def _evidence(document: Document, passage: Passage, sentence: Sentence) -> Evidence:
    text = document.text[sentence.start : sentence.end]
    return Evidence(Hit(passage, document.metadata, 0.0), sentence, text, 0.0, 0.0, frozenset())
