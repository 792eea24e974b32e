"""Embeds and writes documents in batches while the next ones are being read.

Embedding and writing have a thread each, so that a batch is written while the next is embedded. Batches are written
in order, each completely. An ingestion that is stopped writes what is embedded and discards the rest, so that
nobody who presses Ctrl+C waits for embeddings.
"""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from types import TracebackType

from rag.embedding.embedder import Embedded
from rag.storage.locations import Place
from rag.storage.revision.values import Ready
from rag.storage.stores import Stores

_PASSAGES = 256  # in a batch
_BYTES = 32 * 2**20  # of original files in a batch
_UNDER_WAY = 2  # batches that are being embedded or written; more would only use memory


@dataclass(slots=True)
class _WriteLot:
    ready: list[Ready] = field(default_factory=list)
    originals: list[bytes] = field(default_factory=list)
    twins: list[Place] = field(default_factory=list)
    passages: int = 0
    bytes: int = 0

    @property
    def places(self) -> set[str]:
        """The paths of all that is in it."""
        return {place.path for ready in self.ready for place in ready.places} | {
            each.path for each in self.twins
        }


class _Discarded(Exception):
    """A batch was given up while it was being embedded."""


class WriteQueue:
    """Takes documents; leaving the context writes the rest, or discards it after an error."""

    def __init__(self, stores: Stores, written: Callable[[int], None]) -> None:
        """`written` is called with the number of passages of each batch, once it is durable."""
        self._stores = stores
        self._written = written
        self._lot = _WriteLot()
        self._embedding = ThreadPoolExecutor(1, "embedding")
        self._writing = ThreadPoolExecutor(1, "writing")
        self._discarding = threading.Event()
        self._under_way: deque[tuple[_WriteLot, Future[None]]] = deque()

    def __enter__(self) -> "WriteQueue":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.flush()
        finally:
            self._embedding.shutdown(wait=True, cancel_futures=True)
            self._writing.shutdown(wait=True, cancel_futures=True)

    def add(self, ready: Ready, original: bytes) -> None:
        """Add a document; raises what went wrong with an earlier batch."""
        lot = self._lot
        lot.ready.append(ready)
        lot.originals.append(original)
        lot.passages += len(ready.passages)
        lot.bytes += len(original)
        if lot.passages >= _PASSAGES or lot.bytes >= _BYTES:
            self._send()

    def add_twin(self, place: Place) -> None:
        """Add a place to a document that was added before, or is held."""
        self._lot.twins.append(place)

    def flush(self) -> None:
        """Write everything and wait for it."""
        while self._write_next():
            pass

    def finish(self, stopped: Callable[[], bool]) -> set[str]:
        """Write everything, or once `stopped` what is embedded; gives the paths of what was given up."""
        while not stopped() and self._write_next():
            pass
        return self._discard() if stopped() else set()

    def _write_next(self) -> bool:
        """Wait for the next batch to be written; False when all are."""
        if self._lot.ready or self._lot.twins:
            self._send()
        if self._under_way:
            self._under_way.popleft()[1].result()
        return bool(self._under_way)

    def _discard(self) -> set[str]:
        """Give up all that is not embedded yet, and wait for the rest to be written; gives the paths given up."""
        self._discarding.set()
        discarded = self._lot.places
        self._lot = _WriteLot()
        for lot, written in self._under_way:
            try:
                written.result()
            except _Discarded:
                discarded |= lot.places
        self._under_way.clear()
        return discarded

    def _send(self) -> None:
        lot, self._lot = self._lot, _WriteLot()
        embedded = self._embedding.submit(self._stores.embed, lot.ready, self._check)
        self._under_way.append((lot, self._writing.submit(self._write, lot, embedded)))
        while len(self._under_way) > _UNDER_WAY:
            self._under_way.popleft()[1].result()

    def _check(self) -> None:
        if self._discarding.is_set():
            raise _Discarded

    def _write(self, lot: _WriteLot, embedded: "Future[list[Embedded]]") -> None:
        vectors = embedded.result()
        with self._stores.writing():
            for original in lot.originals:
                self._stores.originals.keep(original)
            self._stores.put(lot.ready, vectors, lot.twins)
        self._written(lot.passages)
