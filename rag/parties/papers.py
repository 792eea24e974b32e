"""What is read of a library to tell for whom people speak."""

from collections.abc import Iterable
from typing import Protocol

from rag.storage.catalogue import CatalogueEntry
from rag.types import Document


class Papers(Protocol):
    """Documents with their texts; the Library is one."""

    def catalogue(self) -> tuple[CatalogueEntry, ...]: ...

    def texts(self, document_ids: Iterable[str], /) -> dict[str, str]: ...

    def document(self, id: str) -> Document: ...
