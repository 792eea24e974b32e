"""Load: how many questions are worked on at once, and how many may wait for their turn."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rag.errors import ReportQAError


class Overloaded(ReportQAError):
    code = "overloaded"
    retry_after = 5  # seconds

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} questions are waiting already. Try again in a few seconds.")


class Turns:
    """Lets `at_once` callers in, and `most_waiting` wait; to be used on the event loop."""

    def __init__(self, at_once: int, most_waiting: int) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._most_waiting = most_waiting
        self.waiting = 0  # for their turn, now
        self.at_work = 0  # now
        self.refused = 0  # since the start

    def check(self) -> None:
        """Raises Overloaded where nobody may wait any more."""
        if self._places.locked() and self.waiting >= self._most_waiting:
            self.refused += 1
            raise Overloaded(self.waiting)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a place and keep it inside. Raises Overloaded."""
        self.check()
        self.waiting += 1
        try:
            await self._places.acquire()
        finally:
            self.waiting -= 1
        self.at_work += 1
        try:
            yield
        finally:
            self.at_work -= 1
            self._places.release()
