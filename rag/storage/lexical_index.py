"""The lexical index: what every one of them can do. tantivy and Milvus each fulfil it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rag.storage.revision.values import PassageRow


@dataclass(frozen=True, slots=True)
class QueryPart:
    """A part of a query: `weight` times the BM25 of the alternative that a passage matches best."""

    alternatives: tuple[str, ...]
    weight: float = 1.0


class LexicalIndex(Protocol):
    """Passages of one affair by the words that they, their headers and the first lines of their pages share with a
    query: BM25 over stemmed English words, weighed by how rare a word is among this affair's passages.

    One process writes at a time. Whatever fails raises IndexUnusable, or IndexUnreachable where another try may work.
    """

    def add(self, rows: Iterable[PassageRow]) -> None:
        """Takes effect at `commit`. A passage that is there already is replaced."""

    def remove(self, passage_ids: Iterable[str]) -> None:
        """Takes effect at `commit`."""

    def begin_anew(self) -> None:
        """Forget every passage that is not added until `commit`; until then searches find those that were there."""

    def commit(self) -> None:
        """Make all changes durable and visible."""

    def purge(self, rows_with: Callable[[Collection[str]], Iterable[PassageRow]]) -> None:
        """Erase what removed passages left behind, while searches go on; `rows_with` gives the passages with these ids
        as they are to be held. Where this is cut off, it is to be repeated."""

    def search(
        self,
        query: str | Sequence[QueryPart],
        limit: int,
        documents: Collection[str] | None = None,
        heard: Iterable[Collection[str]] = (),
    ) -> list[tuple[str, float]]:
        """Passage ids and their BM25, best first; only those in `documents`, and in which one of each group of
        speakers is `heard`."""

    def terms(self, text: str) -> list[str]:
        """The words of `text` in order, as they are indexed: lower case, without accents, stemmed."""

    def frequencies(self, words: Iterable[str]) -> list[int]:
        """In how many passages (with their headers) each word stands, in any form that shares its stem; removed ones
        may count for a while."""

    def total(self) -> int:
        """The number of passages among which `frequencies` counts."""

    def count(self) -> int:
        """The number of passages."""

    def ids(self) -> set[str]:
        """The ids of all passages."""

    def faults(self) -> list[str]:
        """What is wrong with its files, one phrase each."""

    def record_files(self) -> None:
        """Note that its files are as they should be."""

    def reset(self) -> None:
        """Begin with no passage, whatever state the old ones are in."""

    def close(self) -> None:
        """Discard what was not committed."""
