"""The lexical index in Milvus: its full-text search over words that our own analyser has stemmed finds the
candidates.

They are scored again here, because Milvus adds up the words of a query, cannot take the best of several
alternatives, and counts how rare a word is over all affairs.
"""

import math
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from rag.storage.lexical_index import QueryPart
from rag.storage.milvus.collection import WRITTEN, AffairRows, Shape, listed, plain
from rag.storage.milvus.connection import Milvus
from rag.storage.milvus.statistics import CountedStatistics, Statistics
from rag.storage.revision.passage_context import header
from rag.storage.revision.values import PassageRow
from rag.storage.tantivy.fields import analyser, encodable
from rag.storage.tantivy.queries import sought

_VERSION = 1  # of the fields and the analysis
_K1, _B = (
    1.2,
    0.75,
)  # Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009; tantivy's values too
_CANDIDATES, _LEAST = 4, 200  # for each passage that is asked for, and at least
_LOT = 1000  # passages that wait for a commit while all are rewritten
_DOCUMENT_BYTES, _SPEAKER_BYTES, _WORDS_BYTES = 256, 1024, 65_535
_SPEAKERS = 1024  # of one passage


def _add_fields(schema: Any) -> None:
    from pymilvus import DataType, Function, FunctionType

    schema.add_field("document_id", DataType.VARCHAR, max_length=_DOCUMENT_BYTES)
    schema.add_field(
        "speakers",
        DataType.ARRAY,
        element_type=DataType.VARCHAR,
        max_capacity=_SPEAKERS,
        max_length=_SPEAKER_BYTES,
    )
    schema.add_field(
        "words",
        DataType.VARCHAR,
        max_length=_WORDS_BYTES,
        enable_analyzer=True,
        enable_match=True,
        analyzer_params={"tokenizer": "standard"},
    )
    schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function("bm25", FunctionType.BM25, ["words"], ["sparse"]))


SHAPE = Shape(
    f"report_qa_words_v{_VERSION}",
    "lexical",
    _add_fields,
    "sparse",
    {
        "index_type": "SPARSE_INVERTED_INDEX",
        "metric_type": "BM25",
        "params": {"bm25_k1": _K1, "bm25_b": _B},
    },
    generated=True,
)


class MilvusWords:
    """The lexical index of one affair. Milvus looks after its own files."""

    def __init__(self, milvus: Milvus, affair: str = "", version: Callable[[], object] | None = None) -> None:
        """`version` returns another value whenever any process has changed the affair's documents."""
        self._rows = AffairRows(milvus, SHAPE, affair)
        self._counted = CountedStatistics(self._rows, version)
        self._analyser = analyser()
        self._forget_changes()

    def _forget_changes(self) -> None:
        self._added: dict[str, Mapping[str, Any]] = {}
        self._removed: dict[str, None] = {}
        self._began: int | None = None

    def add(self, rows: Iterable[PassageRow]) -> None:
        for row in rows:
            self._removed.pop(row.passage.id, None)
            self._added[row.passage.id] = self._fields(row)
        if self._began is not None and len(self._added) >= _LOT:
            self._write()

    def _fields(self, row: PassageRow) -> dict[str, Any]:
        passage, metadata, _, speakers = row
        words = " ".join(self.terms(f"{header(metadata)}{passage.above}\n{passage.text}"))
        return {
            "document_id": plain(passage.document_id, _DOCUMENT_BYTES),
            "speakers": [plain(name, _SPEAKER_BYTES) for name in islice(speakers, _SPEAKERS)],
            "words": words.encode()[:_WORDS_BYTES].decode(errors="ignore"),
        }

    def remove(self, passage_ids: Iterable[str]) -> None:
        for id in passage_ids:
            self._added.pop(id, None)
            self._removed[id] = None

    def begin_anew(self) -> None:
        """Passages are then replaced one by one, and what was not replaced goes at `commit`."""
        self._forget_changes()
        self._began = time.time_ns()

    def commit(self) -> None:
        self._write()
        self._rows.delete(self._removed)
        if self._began is not None:
            self._rows.delete_older(self._began)
        self._rows.settle()
        self._forget_changes()
        self._counted.forget()

    def _write(self) -> None:
        self._rows.write(self._added.items())
        self._added.clear()

    def purge(self, rows_with: Callable[[Collection[str]], Iterable[PassageRow]]) -> None:  # noqa: ARG002
        self._rows.purge()
        self._counted.forget()

    def close(self) -> None:
        self._forget_changes()

    def search(
        self,
        query: str | Sequence[QueryPart],
        limit: int,
        documents: Collection[str] | None = None,
        heard: Iterable[Collection[str]] = (),
    ) -> list[tuple[str, float]]:
        groups = [list(names) for names in heard]
        if limit < 1 or not all([*groups, documents is None or documents]):
            return []
        parts = [QueryPart((query,))] if isinstance(query, str) else query
        statistics = self._counted.now()
        wanted = [(part.weight, self._alternatives(part, statistics)) for part in parts]
        words = list(
            dict.fromkeys(
                word for _, alternatives in wanted for alternative in alternatives for word in alternative
            )
        )
        if not words:
            return []
        where = _where(documents, groups)
        found = self._rows.search(
            " ".join(words), max(_CANDIDATES * limit, _LEAST), where, ["words", WRITTEN]
        )
        rarity = {
            word: _rarity(holding, statistics.passages)
            for word, holding in self._counted.frequencies(words, statistics).items()
        }
        scored = [
            (_score(row["words"].split(), wanted, rarity, statistics.length), row[WRITTEN], id)
            for id, _, row in found
        ]
        best = sorted(
            scored, key=lambda item: (-item[0], item[1])
        )  # of equal scores the earlier one, as in tantivy
        return [(id, score) for score, _, id in best[:limit] if score > 0]

    def _alternatives(self, part: QueryPart, statistics: Statistics) -> list[list[str]]:
        found = []
        for text in part.alternatives:
            terms = self.terms(text)
            holding = self._counted.frequencies(terms, statistics)
            found.append(sought(terms, statistics.passages, holding.__getitem__))
        return found

    def terms(self, text: str) -> list[str]:
        return list(self._analyser.analyze(encodable(text)))

    def frequencies(self, words: Iterable[str]) -> list[int]:
        statistics = self._counted.now()
        found = []
        for word in words:
            terms = self.terms(word)
            found.append(min(self._counted.frequencies(terms, statistics).values(), default=0))
        return found

    def total(self) -> int:
        return self._counted.now().passages

    def count(self) -> int:
        return self._rows.count()

    def ids(self) -> set[str]:
        return {id for id, _ in self._rows.read(())}

    def faults(self) -> list[str]:
        return []

    def record_files(self) -> None:
        """Milvus knows its files."""

    def reset(self) -> None:
        self._forget_changes()
        self._rows.delete(self.ids())
        self._rows.settle()
        self._counted.forget()


def _where(documents: Collection[str] | None, heard: Iterable[Collection[str]]) -> str:
    """The restrictions of a search as an expression of Milvus; empty where there are none."""
    named = [
        f"array_contains_any(speakers, {listed(plain(name, _SPEAKER_BYTES) for name in each)})"
        for each in heard
    ]
    if documents is not None:
        named.insert(0, f"document_id in {listed(plain(id, _DOCUMENT_BYTES) for id in documents)}")
    return " and ".join(named)


def _rarity(holding: int, passages: int) -> float:
    """The weight of a word that occurs in this many passages."""
    return math.log(1 + (max(passages - holding, 0) + 0.5) / (holding + 0.5))


def _score(
    words: Sequence[str],
    wanted: Iterable[tuple[float, Sequence[Sequence[str]]]],
    rarity: Mapping[str, float],
    length: float,
) -> float:
    """BM25 of each part's best alternative, weighed and added."""
    counts = Counter(words)
    norm = _K1 * (1 - _B + _B * len(words) / length)
    shares = {
        word: weight * count * (_K1 + 1) / (count + norm)
        for word, weight in rarity.items()
        if (count := counts.get(word, 0))
    }
    return sum(
        weight * max((sum(shares.get(word, 0.0) for word in each) for each in alternatives), default=0.0)
        for weight, alternatives in wanted
    )
