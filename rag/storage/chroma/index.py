"""The vector index in Chroma: cosine distance, vectors passed in, no embedding function of its own."""

import shutil
import threading
import warnings
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

import numpy as np

from rag.embedding.embedder import Vector, unit
from rag.errors import IndexUnusable
from rag.storage.chroma.collection import (
    ADDED_AT_ONCE,
    Collection,
    FreshCollection,
    collection_names,
    connected,
    disconnect,
    guarded,
)
from rag.storage.data_folder import changed_files, record_checksums
from rag.storage.sqlite.in_use import is_as_noted, is_sound, note_state, vacuum

_BATCH = 2000  # below Chroma's own limit for one call
_PERSIST_AFTER, _MEMORY_BATCH = 1000, 100  # Chroma's own defaults
_AT_ONCE = 2  # the least that Chroma takes
_CHECKSUMS, _DATABASE_NOTE = "checksums.json", "chroma.sqlite3.json"


class ChromaIndex:
    """A vector index in a folder, or on a Chroma server."""

    def __init__(self, folder: Path, url: str | None = None, check: bool = True, affair: str = "") -> None:
        """Raises IndexUnusable where it cannot be opened or, with `check`, a file is not what was written."""
        self._folder = folder
        self._database = folder / "chroma.sqlite3"
        self._url = url
        self._name, self._next = collection_names(affair)
        self._times_opened, self._closed = 0, False
        self._recorded: frozenset[tuple[str, int, int]] = frozenset()
        self._recording = threading.Lock()
        self.failure = ""  # why the last search found nothing; empty if it did
        if check and (damaged := [*self._changed_files(), *self._changed_database(unless_marked=True)]):
            raise IndexUnusable("vector", damaged[0])
        with self._guarded():
            self._client = self._connected()
            self._collection = self._open()
        if self._unsettled():  # a purge was cut off
            self._persist_after(_PERSIST_AFTER)
            self._reopen()

    def _connected(self) -> Any:
        # Chroma hands out what it opened before under the same name, also where that is closed or out of date.
        name = str(self._folder) + "/." * self._times_opened
        self._times_opened += 0 if self._url else 1
        return connected(name, self._url)

    def _open(self, name: str = "") -> Any:
        return self._client.get_or_create_collection(
            name or self._name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    def add(self, ids: Sequence[str], vectors: Sequence[Vector], document_ids: Sequence[str]) -> None:
        Collection(self._collection, str(self._folder.parent)).add(ids, vectors, document_ids)
        self._record_new_files()

    def remove(self, ids: Sequence[str]) -> None:
        """Take these passages out. Chroma keeps the vector of what is deleted, so it is overwritten before."""
        with self._guarded():
            for start in range(0, len(ids), _BATCH):
                self._overwrite_and_delete(list(ids[start : start + _BATCH]))
        self._record_new_files()

    def _overwrite_and_delete(self, ids: list[str]) -> None:
        held = self._collection.get(ids=ids, include=["embeddings"])
        if held["ids"]:
            noise = np.random.default_rng().normal(size=np.shape(held["embeddings"])).astype(np.float32)
            for part in range(0, len(noise), ADDED_AT_ONCE):
                of = slice(part, part + ADDED_AT_ONCE)
                self._collection.update(ids=held["ids"][of], embeddings=unit(noise[of]))
            self._collection.delete(ids=ids)

    def purge(self) -> bool:
        """Write the index out and empty Chroma's own log and free pages, which keep the vectors of removed passages.

        Searches go on meanwhile. Returns whether it was possible. A Chroma server purges by its own settings.
        """
        if self._url:
            return True
        with self._guarded():
            if self.count():
                self._write_out()
            else:
                self._client.delete_collection(self._name)
                self._reopen()
            done = vacuum(self._database)
        self._record_new_files()
        return done

    def _write_out(self) -> None:
        self._persist_after(_AT_ONCE)
        self._reopen()
        some = self._collection.get(limit=1, include=["embeddings"])
        for _ in range(_AT_ONCE):
            self._collection.update(ids=some["ids"], embeddings=some["embeddings"])
        self._collection.query(query_embeddings=some["embeddings"], n_results=1, include=[])
        self._persist_after(_PERSIST_AFTER)
        self._reopen()

    def faults(self) -> list[str]:
        """What is wrong with its files; empty where they are what was written and Chroma's database is sound."""
        found = [*self._changed_files(), *self._changed_database()]
        if not self._url and self._database.exists() and not is_sound(self._database):
            found.append("the file chroma.sqlite3 is damaged")
        return list(dict.fromkeys(found))

    def record_files(self) -> None:
        """Note that its files are as they should be, but for Chroma's database, which `close` notes."""
        if not self._url:
            record_checksums(self._graph_files(), self._folder / _CHECKSUMS)

    def reset(self) -> None:
        """Begin with no vector and new files, whatever state the old ones are in."""
        with suppress(Exception):
            disconnect(self._client, self._name if self._url else "")
        shutil.rmtree(self._folder, ignore_errors=True)
        with self._guarded():
            self._reopen()

    def _changed_files(self) -> list[str]:
        changed = [] if self._url else changed_files(self._folder / _CHECKSUMS)
        return [f"the file {name} is damaged or missing" for name in changed]

    def _changed_database(self, unless_marked: bool = False) -> list[str]:
        sound = self._url or is_as_noted(self._database, self._folder / _DATABASE_NOTE, unless_marked)
        return [] if sound else ["the file chroma.sqlite3 is damaged"]

    def _record_new_files(self) -> None:
        """Note the files that Chroma has written: it decides when, and also does it while it is only read from."""
        if self._url or not self._recording.acquire(blocking=False):
            return
        try:
            files = frozenset(
                (str(path), state.st_size, state.st_mtime_ns)
                for path in self._graph_files()
                if (state := path.stat())
            )
            if files != self._recorded:
                self.record_files()
                self._recorded = files
        except OSError:
            pass  # it is being written, or the disk is full; the next look comes with the next question
        finally:
            self._recording.release()

    def _graph_files(self) -> list[Path]:
        return [*self._folder.glob("*/*.bin"), *self._folder.glob("*/*.pickle")]

    def _guarded(self) -> AbstractContextManager[None]:
        return guarded(str(self._folder.parent), lambda: self._closed)

    def _persist_after(self, changes: int) -> None:
        """After how many changes Chroma writes the index out; takes effect when it is opened again."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Chroma calls a collection without an embedding function legacy
            self._collection.modify(
                configuration={"hnsw": {"sync_threshold": changes, "batch_size": min(changes, _MEMORY_BATCH)}}
            )

    def _unsettled(self) -> bool:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            hnsw = (self._collection.configuration_json or {}).get("hnsw") or {}
        return not self._url and hnsw.get("sync_threshold") == _AT_ONCE

    def _reopen(self) -> None:
        before, self._client = self._client, self._connected()
        self._collection = self._open()
        disconnect(before)

    def search(self, vector: Vector, limit: int) -> list[tuple[str, float]]:
        try:
            found = self._ask("query", query_embeddings=[vector], n_results=limit, include=["distances"])
        except IndexUnusable as error:
            self.failure = error.without_paths
            return []
        self.failure = "" if found["ids"][0] else "The vector index is missing. Run `report-qa rebuild`."
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(id, 1.0 - distance) for id, distance in pairs]

    def cosines(self, vector: Vector, ids: Iterable[str]) -> dict[str, float]:
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

    def differing(self, vectors: Mapping[str, Vector], tolerance: float = 0.01) -> list[str]:
        if not vectors:
            return []
        held = self._ask("get", ids=list(vectors), include=["embeddings"])
        return [
            id
            for id, vector in zip(held["ids"], held["embeddings"], strict=True)
            if np.shape(vector) != np.shape(vectors[id])
            or not np.allclose(vector, vectors[id], atol=tolerance)
        ]

    def ids(self) -> set[str]:
        return set(self._ask("get", include=[])["ids"])

    def _ask(self, what: str, **given: Any) -> Any:
        """Ask the collection; once more where it was closed or replaced meanwhile, by this process or another."""
        with self._guarded():
            found = self._answer(what, given)
        self._record_new_files()
        return found

    def _answer(self, what: str, given: dict[str, Any]) -> Any:
        from chromadb.errors import NotFoundError

        collection = self._collection
        try:
            return getattr(collection, what)(**given)
        except NotFoundError:
            self._collection = self._open()
        except Exception:
            if self._collection is collection:
                raise
        return getattr(self._collection, what)(**given)

    def begin_anew(self) -> "FreshCollection":
        """An empty collection to be filled beside this one."""
        with self._guarded():
            if self._next in {each.name for each in self._client.list_collections()}:
                self._client.delete_collection(self._next)
            return FreshCollection(self._open(self._next), str(self._folder.parent), self._take)

    def _take(self, fresh: Any) -> None:
        with self._guarded():
            self._collection = fresh
            self._client.delete_collection(self._name)
            fresh.modify(name=self._name)
        self._record_new_files()

    def close(self) -> None:
        self._closed = True
        disconnect(self._client)
        self._record_new_files()  # also what a search or a check has made Chroma write out
        if not self._url:
            note_state(self._database, self._folder / _DATABASE_NOTE)
