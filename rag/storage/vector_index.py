"""The vector index: Chroma with cosine distance, vectors passed in, no embedding function of its own."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from rag.embedding.embedder import Vector

_COLLECTION = "passages"
_NEXT = "passages-next"  # one that is being made to take the place of the other
_BATCH = 2000  # below Chroma's own limit for one call
_ADDED = 64  # at once: Chroma lets no other thread of Python run meanwhile, and questions wait


class Vectors(Protocol):
    """Whatever takes vectors in."""

    def add(self, ids: Sequence[str], vectors: Sequence[Vector], document_ids: Sequence[str]) -> None: ...


class _Collection:
    """A Chroma collection that is being filled."""

    def __init__(self, collection: Any) -> None:
        self.collection = collection

    def add(self, ids: Sequence[str], vectors: Sequence[Vector], document_ids: Sequence[str]) -> None:
        """Ids that are there already are replaced: a batch that a kill cut off is simply sent again."""
        for start in range(0, len(ids), _ADDED):
            lot = slice(start, start + _ADDED)
            self.collection.upsert(
                ids=list(ids[lot]),
                embeddings=np.stack(vectors[lot]),
                metadatas=[{"document_id": id} for id in document_ids[lot]],
            )


class VectorIndex:
    """Passage ids by nearness. Whether an id is still shown is for the Library to say."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        self._client: Any
        if url:
            host, _, port = url.removeprefix("http://").removeprefix("https://").rstrip("/").partition(":")
            self._client = chromadb.HttpClient(
                host=host, port=int(port or 8000), ssl=url.startswith("https://"), settings=settings
            )
        else:
            self._client = chromadb.PersistentClient(str(folder), settings=settings)
        self._collection = self._open()

    def _open(self, name: str = _COLLECTION) -> Any:
        return self._client.get_or_create_collection(
            name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    def add(self, ids: Sequence[str], vectors: Sequence[Vector], document_ids: Sequence[str]) -> None:
        _Collection(self._collection).add(ids, vectors, document_ids)

    def remove(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), _BATCH):
            self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def search(self, vector: Vector, limit: int) -> list[tuple[str, float]]:
        """The nearest passages and their cosines, best first."""
        found = self._ask("query", query_embeddings=[vector], n_results=limit, include=["distances"])
        return [
            (id, 1.0 - distance) for id, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def cosines(self, vector: Vector, ids: Iterable[str]) -> dict[str, float]:
        """The cosine of each of these passages; an id that is not held is missing from the result."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        found = self._ask("get", ids=wanted, include=["embeddings"])
        if not found["ids"]:
            return {}
        scores = np.asarray(found["embeddings"], dtype=np.float32) @ vector
        return dict(zip(found["ids"], scores.tolist(), strict=True))

    def count(self) -> int:
        return int(self._ask("count"))

    def ids(self) -> set[str]:
        """Every id held."""
        return set(self._ask("get", include=[])["ids"])

    def _ask(self, what: str, **given: Any) -> Any:
        """Another process may have put a new collection in place: then the question goes to that one."""
        from chromadb.errors import NotFoundError

        try:
            return getattr(self._collection, what)(**given)
        except NotFoundError:
            self._collection = self._open()
            return getattr(self._collection, what)(**given)

    def begin_anew(self) -> _Collection:
        """An empty collection to be filled beside this one, and then to be `put_in_place`."""
        if _NEXT in {each.name for each in self._client.list_collections()}:
            self._client.delete_collection(_NEXT)
        return _Collection(self._open(_NEXT))

    def put_in_place(self, fresh: _Collection) -> None:
        """Let `fresh` be what is searched; what was there before is gone."""
        self._collection = fresh.collection
        self._client.delete_collection(_COLLECTION)
        fresh.collection.modify(name=_COLLECTION)

    def close(self) -> None:
        self._client.close()


def forget_failed_starts() -> None:
    """Chroma keeps what it opened, or failed to open, under the folder's name, and gives it out again."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()
