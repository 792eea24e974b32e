"""Query in, passages out: by words and vectors added, with a turn for each source that the query names.

Fusing the ranks of BM25 and vectors loses to BM25 alone on questions about news. Three things help: adding
the two scores (BM25 as a share of its best, and the cosine of the passage's best sentence), searching for
each clause of the question as well as the whole, and giving each named source a turn with what the question
asks of it. The docstring of benchmarks/retrieval.py has the figures.
"""

import os
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

import numpy as np

from rag.embedding.embedder import Vector
from rag.question.clauses import blanked, clauses, parts_around, telling
from rag.question.query import Query
from rag.retrieval.literal_search import LiteralSearch
from rag.retrieval.source_mentions import SourceMention, SourceNames, days
from rag.storage.derived import Derived
from rag.storage.filters import PassageScope
from rag.storage.lexical_index import QueryPart
from rag.storage.stores import Stores
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.speech_verbs import all_forms, tagged
from rag.types import Filters, Hit, Passage

_DEPTH = 30  # candidates for each aim; 100 find no more
_WIDE, _WIDER = 300, 3000  # passages looked at for a search that is restricted
_KEPT = 16  # of those searches
_FEW, _EXACT = (
    300,
    2000,
)  # passages of which all the vectors are compared: at once, and where a search finds little
_WHOLE_SHARE = 0.5  # of the whole question's BM25, beside its best clause's; from 0.3 to 1 it hardly matters
_ALSO_SHARE = 0.5  # of words that stand for those of the question
_WAIT = 8  # places
_MOST_AIMS = 8  # sources, besides everywhere; a question that names more is no question
# Only then does everyone named get a turn: most people are named as the topic, not as a source.
_ASKS_FOR_WORDS = re.compile(
    rf"\b(?:{lexicon.alternatives(all_forms(tagged('voices')))}|responses?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Aim:
    """What to search for, and where."""

    where: PassageScope
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """A search whose words are being looked for; `hits` gives the passages, the best first, for the query's
    vector.
    """

    hits: Callable[[Vector], list[Hit]]


class Retriever:
    """Searches both indexes; between calls it keeps only the names of the catalogue."""

    def __init__(self, stores: Stores) -> None:
        self.stores = stores
        self._library = stores.library
        self._narrowing = stores.library.narrowing
        self._vectors = stores.vectors
        self._lexical = stores.lexical
        self._embedder = stores.embedder
        self.literal = LiteralSearch(stores)
        self._names = Derived(stores, lambda: SourceNames(stores.library.catalogue()))
        self._searchers = ThreadPoolExecutor(os.cpu_count() or 1, "searching")
        self._wide = lru_cache(maxsize=_KEPT)(self._search_wide)

    def retrieve(self, query: Query, limit: int, vector: Vector | None = None) -> list[Hit]:
        """The `limit` best passages that pass the filters; `vector` is the query's, where it is at hand."""
        begun = self.begin(query, limit)
        return begun.hits(self._embedder.question(query.whole) if vector is None else vector)

    def begin(self, query: Query, limit: int) -> "Begun":
        """Start the search for the words of a query; its vector may be computed meanwhile."""
        depth = max(_DEPTH, limit)
        where = self._narrowing.selected(query.filters)
        if not self._holds(where):
            return Begun(lambda _: [])
        aims, plain = self._aims(query.whole, where)
        common = [QueryPart((query.whole,), _WHOLE_SHARE), QueryPart(tuple(clauses(plain)))]
        common += [QueryPart((" ".join(query.also),), _ALSO_SHARE)] if query.also else []
        searches = [
            self._searchers.submit(
                self._lexical.search,
                [*common, QueryPart((aim.topic,))],
                depth,
                self._narrowing.documents(aim.where),
                aim.where.heard,
            )
            for aim in (*aims, _Aim(where))
        ]
        return Begun(lambda vector: self._finish(vector, limit, depth, where, searches))

    def _finish(
        self,
        vector: Vector,
        limit: int,
        depth: int,
        where: PassageScope,
        searches: Sequence[Future[list[tuple[str, float]]]],
    ) -> list[Hit]:
        cosines = self._nearest(vector, depth, where)
        found = [dict(search.result()) for search in searches]
        found[-1] |= {id: 0.0 for id in cosines if id not in found[-1]}
        closest = self._library.nearest_sentences(vector, {id for scores in found for id in scores})
        ranked = _in_turn([_ranked(scores, closest) for scores in found])
        if where.documents is not None and len(where.documents) == 1:
            ranked = self._over_pages(ranked, next(iter(where.documents)))
        return self._hits(ranked, vector, cosines, limit)

    def _nearest(self, vector: Vector, depth: int, where: PassageScope) -> dict[str, float]:
        """The passages of a selection that are nearest by their own vector, and their cosines.

        A small selection is compared vector by vector. Otherwise the index is searched deeper, and passages
        outside the selection are dropped. If too few remain, the selection is either small enough to be
        compared after all, or far from the query, and the index is searched further.
        """
        if where.everything:
            return dict(self._vectors.search(vector, depth))
        if (few := self._narrowing.few(where, _FEW)) is not None:
            return self._compared(vector, few, depth)
        for wide in (_WIDE, _WIDER):
            near = self._wide(vector.tobytes(), max(wide, depth), self._library.revision())
            inside = self._narrowing.among([id for id, _ in near], where)
            found = [(id, cosine) for id, cosine in near if id in inside][:depth]
            if len(found) == depth or len(near) < wide:
                break
            if (few := self._narrowing.few(where, _EXACT)) is not None:
                return self._compared(vector, few, depth)
        return dict(found)

    def _compared(self, vector: Vector, ids: Sequence[str], depth: int) -> dict[str, float]:
        known = sorted(self._cosines(vector, ids).items(), key=lambda item: -item[1])
        return dict(known[:depth])

    def _search_wide(self, vector: bytes, limit: int, _revision: int) -> list[tuple[str, float]]:
        """Cached briefly, because each party to a question is searched for among the same passages."""
        return self._vectors.search(np.frombuffer(vector, dtype=np.float32), limit)

    def _cosines(self, vector: Vector, ids: Sequence[str]) -> dict[str, float]:
        """From the Library, which is faster; from the index in older data folders."""
        known = self._library.cosines(vector, ids)
        return known | self._vectors.cosines(vector, [id for id in ids if id not in known])

    def _over_pages(self, ranked: Sequence[str], document_id: str) -> list[str]:
        """Within one document, put the second passage of a page after passages of other pages. The passages
        of one page are much alike, and a question to a single file usually looks for the page.
        """
        starts = [page.start for page in self._library.pages(document_id)]
        if not starts:
            return list(ranked)
        held = self._library.passages(ranked)
        seen: Counter[int] = Counter()
        places: dict[str, int] = {}
        for rank, id in enumerate(ranked):
            page = bisect_right(starts, held[id].start) if id in held else 0
            places[id] = rank + _WAIT * seen[page]
            seen[page] += 1
        return sorted(ranked, key=places.__getitem__)

    def nearest(self, vector: Vector, limit: int, filters: Filters) -> list[Hit]:
        """The `limit` passages that pass the filters and are nearest to a vector, without any words."""
        where = self._narrowing.selected(filters)
        cosines = self._nearest(vector, limit, where) if self._holds(where) else {}
        return self._hits(list(cosines), vector, cosines, limit) if cosines else []

    def without_vectors(self) -> str:
        """Why the last search had no vectors, and what to do; empty if it had them, or the library is empty."""
        return self._vectors.failure if self._library.counts()["passages"] else ""

    def named(self, text: str) -> frozenset[str]:
        """The documents that a question names by publisher, author, title or kind."""
        return frozenset(id for mention in self.mentions(text) for id in mention.documents)

    def mentions(self, text: str) -> tuple[SourceMention, ...]:
        """The names of sources in a text, in its order."""
        return self._names.now().mentions(text)

    def names_in(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where the names of sources stand, however they are typed."""
        return self._names.now().places(text)

    def _aims(self, text: str, everywhere: PassageScope) -> tuple[list[_Aim], str]:
        """One for each source that the query names, in its order; and the query without their names."""
        names = self._names.now()
        mentions = names.mentions(text)
        sources = [mention for mention in mentions if mention.documents]
        spans = [(mention.start, mention.end) for mention in sources]
        plain = blanked(text, spans)
        aims: list[_Aim] = []
        for source, (start, end) in zip(sources, parts_around(text, spans), strict=False):
            within = _both(everywhere.documents, source.documents)
            within = names.published(within, days(text[start:end])) or within
            if within and self._holds(where := everywhere.within(within)):
                aims.append(_Aim(where, telling(plain[start:end])))
        if _ASKS_FOR_WORDS.search(text):
            for named in dict.fromkeys(mention.speakers for mention in mentions if mention.speakers):
                where = everywhere.hearing(self._narrowing.voices(named))
                if self._holds(where):
                    aims.append(_Aim(where))
        return list(dict.fromkeys(aims))[:_MOST_AIMS], plain

    def _holds(self, where: PassageScope) -> bool:
        """Whether anything passes the filters."""
        return where.everything or self._narrowing.few(where, 0) is None

    def _hits(
        self, ranked: Sequence[str], vector: Vector, cosines: Mapping[str, float], limit: int
    ) -> list[Hit]:
        """The first that still exist; the score is the inverse of the rank, because the turns decide the order."""
        live: list[Passage] = []
        for start in range(0, len(ranked), limit):
            lot = ranked[start : start + limit]
            held = self._library.passages(lot)
            live += [held[id] for id in lot if id in held]
            if len(live) >= limit:
                break
        live = live[:limit]
        metadata = self._library.metadata({passage.document_id for passage in live})
        near = dict(cosines) | self._cosines(vector, [p.id for p in live if p.id not in cosines])
        return [
            Hit(passage, metadata[passage.document_id], 1 / rank, near.get(passage.id))
            for rank, passage in enumerate(live, 1)
            if passage.document_id in metadata
        ]


def _both(allowed: frozenset[str] | None, ids: frozenset[str]) -> frozenset[str]:
    return ids if allowed is None else ids & allowed


def _ranked(words: Mapping[str, float], closest: Mapping[str, float]) -> list[str]:
    """Ids by the share of the best BM25 and the nearest sentence's cosine, added."""
    best = max(words.values(), default=0.0) or 1.0
    held = [id for id in words if id in closest]
    return sorted(held, key=lambda passage: -(words[passage] / best + closest[passage]))


def _in_turn(rankings: Sequence[Sequence[str]]) -> list[str]:
    """The best of each ranking, then the second of each, and so on; every id once."""
    turns = (id for turn in zip_longest(*rankings) for id in turn if id is not None)
    return list(dict.fromkeys(turns))
