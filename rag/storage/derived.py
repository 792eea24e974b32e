"""What is worked out of all documents together, and again only when they have changed.

While documents are being taken in, one after the other, what was worked out a moment ago serves, and a thread aside
works it out anew: no question waits for that. Once they are in, the next question has it as it is now.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from rag.storage.stores import Stores

_LEAST = (
    10.0  # seconds between one time and the next, while documents are coming in: the work is of half a second
)

Worked = TypeVar("Worked")


class Derived(Generic[Worked]):
    """Something that `make` works out of all that `stores` show."""

    def __init__(self, stores: Stores, make: Callable[[], Worked]) -> None:
        self._stores = stores
        self._make = make
        self._kept: tuple[int, float, Worked] | None = None  # at which revision, and when
        self._working = threading.Lock()

    def now(self) -> Worked:
        """As the documents are now; at most some seconds old while others are coming in."""
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
        if time.monotonic() - last >= _LEAST and self._working.acquire(blocking=False):
            threading.Thread(target=self._renew, name="working out anew", daemon=True).start()

    def _renew(self) -> None:
        try:
            with suppress(Exception):  # the stores were closed meanwhile; whoever asks next is told
                self._renewed()
        finally:
            self._working.release()
