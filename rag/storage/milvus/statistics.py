"""How common words are among the passages of one affair, and how long these are: what BM25 weighs with.

Milvus' own BM25 counts over a whole segment, with removed passages and other affairs in it. What is rare would
then depend on what others have, so it is counted here.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from rag.storage.milvus.collection import AffairRows, quoted

_READ_WHOLE = 20_000  # passages; above, Milvus counts each word that is asked for
_SAMPLE = 2000  # passages by which the length of many is estimated


@dataclass(slots=True)
class Statistics:
    """`holding` is by word; for a large affair it fills as words are asked for."""

    passages: int
    length: float  # words of a passage on average, at least 1
    holding: dict[str, int] = field(default_factory=dict)
    complete: bool = True


class CountedStatistics:
    """The statistics of an affair, counted anew when `version` gives another value; without it, each time."""

    def __init__(
        self, rows: AffairRows, version: Callable[[], object] | None, most: int = _READ_WHOLE
    ) -> None:
        self._rows = rows
        self._version = version or object
        self._most = most
        self._guard = threading.Lock()
        self._known: tuple[object, Statistics] | None = None

    def forget(self) -> None:
        self._known = None

    def now(self) -> Statistics:
        with self._guard:
            version = self._version()
            if self._known is None or self._known[0] != version:
                self._known = (version, self._count())
            return self._known[1]

    def frequencies(self, terms: Sequence[str], among: Statistics) -> dict[str, int]:
        """In how many passages each of these words as indexed stands."""
        if not among.complete:
            for term in dict.fromkeys(terms):
                if term not in among.holding:
                    among.holding[term] = self._rows.count(f"text_match(words, {quoted(term)})")
        return {term: among.holding.get(term, 0) for term in terms}

    def _count(self) -> Statistics:
        passages = self._rows.count()
        if passages > self._most:
            length, _ = _measured(row["words"] for _, row in self._rows.read(["words"], most=_SAMPLE))
            return Statistics(passages, length, complete=False)
        length, holding = _measured(row["words"] for _, row in self._rows.read(["words"]))
        return Statistics(passages, length, holding)


def _measured(texts: Iterable[str]) -> tuple[float, dict[str, int]]:
    """The average number of words of some texts, and in how many each word stands."""
    holding: Counter[str] = Counter()
    total = number = 0
    for text in texts:
        words = text.split()
        total, number = total + len(words), number + 1
        holding.update(set(words))
    return max(total / max(number, 1), 1.0), dict(holding)
