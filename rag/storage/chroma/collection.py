"""Clients of Chroma, and the collections that vectors are added to."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from rag.embedding.embedder import Vector
from rag.errors import Closing, IndexUnusable, native_errors

ADDED_AT_ONCE = 64  # at once: Chroma lets no other thread of Python run meanwhile, and questions wait


def collection_names(affair: str) -> tuple[str, str]:
    """The collection of an affair, on a Chroma server that may hold several, and the one that is to take its place."""
    return (f"affair.{affair}", f"affair.{affair}.next") if affair else ("passages", "passages-next")


class Collection:
    """A Chroma collection that is being filled."""

    def __init__(self, collection: Any, folder: str) -> None:
        self.collection = collection
        self._folder = folder

    def add(self, ids: Sequence[str], vectors: Sequence[Vector], document_ids: Sequence[str]) -> None:
        for start in range(0, len(ids), ADDED_AT_ONCE):
            lot = slice(start, start + ADDED_AT_ONCE)
            with native_errors("vector", self._folder):
                self.collection.upsert(
                    ids=list(ids[lot]),
                    embeddings=np.stack(vectors[lot]),
                    metadatas=[{"document_id": id} for id in document_ids[lot]],
                )


class FreshCollection(Collection):
    """One that is filled beside the one that is searched."""

    def __init__(self, collection: Any, folder: str, take: Callable[[Any], None]) -> None:
        super().__init__(collection, folder)
        self._take = take

    def put_in_place(self) -> None:
        self._take(self.collection)


@contextmanager
def guarded(folder: str, closed: Callable[[], bool]) -> Iterator[None]:
    """Chroma's errors inside are this program's; what fails because the index was closed meanwhile raises Closing."""
    try:
        with native_errors("vector", folder):
            yield
    except IndexUnusable:
        if closed():
            raise Closing from None
        raise


def connected(folder: str, url: str | None) -> Any:
    """A client of the embedded Chroma in this folder, or of the server at `url`."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if not url:
        return chromadb.PersistentClient(folder, settings=settings)
    address = url.removeprefix("http://").removeprefix("https://").rstrip("/")
    host, _, port = address.partition(":")
    return chromadb.HttpClient(
        host=host, port=int(port or 8000), ssl=url.startswith("https://"), settings=settings
    )


def disconnect(client: Any, deleting: str = "") -> None:
    """Close a client; Chroma leaves the connections to a server open. A collection that is named is deleted before."""
    if deleting:
        client.delete_collection(deleting)
    session = getattr(client._server, "_session", None)  # of a server's client alone
    client.close()
    if session is not None:
        session.close()


def forget_failed_starts() -> None:
    """Clear Chroma's cache of clients, which also keeps failed ones under the folder's name."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


def drop(url: str, affair: str) -> None:
    """Delete an affair's collections from the Chroma server at `url`. Raises IndexUnusable."""
    with native_errors("vector", url):
        client = connected("", url)
        try:
            for name in {each.name for each in client.list_collections()} & set(collection_names(affair)):
                client.delete_collection(name)
        finally:
            disconnect(client)
