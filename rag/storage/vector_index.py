"""The interface of a vector index, which Chroma and Milvus implement."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from rag.embedding.embedder import Vector


class Vectors(Protocol):
    """Something to which vectors can be added."""

    def add(self, ids: Sequence[str], vectors: Sequence[Vector], document_ids: Sequence[str]) -> None:
        """Add vectors. An existing id is replaced, so a batch that was interrupted can be sent again."""


class FreshVectors(Vectors, Protocol):
    """Vectors that will replace all those of an index."""

    def put_in_place(self) -> None:
        """Search these from now on, and delete the old ones."""


class VectorIndex(Vectors, Protocol):
    """The passages nearest to a vector, of one affair. The Library decides which of them are still shown.

    Failures raise IndexUnusable, IndexUnreachable if another try may work, or Closing after `close`.
    """

    @property
    def failure(self) -> str:
        """Why the last search found nothing; empty where it did."""

    def remove(self, ids: Sequence[str]) -> None:
        """Remove these passages; `purge` erases what is left of them."""

    def purge(self) -> bool:
        """Erase what removed passages left behind, while searches go on. Returns whether it was possible."""

    def search(self, vector: Vector, limit: int) -> list[tuple[str, float]]:
        """The nearest passages and their cosines, best first; none if the index is missing, damaged or away, and
        `failure` then says so: questions are answered by words alone."""

    def cosines(self, vector: Vector, ids: Iterable[str]) -> dict[str, float]:
        """The cosine of each of these passages; an id that is not held is missing from the result."""

    def count(self) -> int:
        """The number of passages."""

    def ids(self) -> set[str]:
        """The ids of all passages."""

    def differing(self, vectors: Mapping[str, Vector], tolerance: float = 0.01) -> list[str]:
        """Those of these passages whose vector here is another."""

    def faults(self) -> list[str]:
        """What is wrong with its files, one phrase each."""

    def record_files(self) -> None:
        """Note that its files are as they should be."""

    def reset(self) -> None:
        """Begin with no vector, whatever state the old ones are in."""

    def begin_anew(self) -> FreshVectors:
        """What all passages are then added to, to be `put_in_place`."""

    def close(self) -> None:
        """Release what it holds; later calls raise Closing."""
