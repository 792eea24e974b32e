"""Values computed from all documents together, and again only when these have changed.

During an ingestion the last value is used and a background thread computes the next one, so that no question waits.
After it, the next question gets a current value.
"""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from rag.storage.stores import Stores

_LEAST = (
    10.0  # seconds between one time and the next, while documents are coming in: the work is of half a second
)

Worked = TypeVar("Worked")


class Derived(Generic[Worked]):
    """A value that `make` computes from all documents in `stores`."""

    def __init__(self, stores: Stores, make: Callable[[], Worked]) -> None:
        self._stores = stores
        self._make = make
        self._kept: tuple[int, float, Worked] | None = None  # at which revision, and when
        self._working = threading.Lock()

    def now(self) -> Worked:
        """The current value; at most some seconds old during an ingestion."""
        kept = self._kept
        if kept is not None and kept[0] == self._stores.library.revision():
            return kept[2]
        if kept is not None and self._stores.coming_in:
            self._renew_aside(kept[1])
            return kept[2]
        with self._working:  # who comes meanwhile waits, and does not work it out again
            return self._renewed()

    def _renewed(self) -> Worked:
        with self._stores.database.reading():
            revision = self._stores.library.revision()
            if self._kept is None or self._kept[0] != revision:
                self._kept = (revision, time.monotonic(), self._make())
            return self._kept[2]

    def _renew_aside(self, last: float) -> None:
        if time.monotonic() - last >= _LEAST and not self._working.locked():
            self._stores.background.start("working out anew", self._renew)

    def _renew(self) -> None:
        if self._working.acquire(blocking=False):
            try:
                self._renewed()
            finally:
                self._working.release()
