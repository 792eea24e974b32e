"""Files that are read in other processes ahead of their turn, and which of them is settled next."""

from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass

from ingest.fetching.content import Content
from ingest.isolation.parsed import Parsed
from rag.types import Metadata

_HOLDS_UP = 10.0  # seconds that the oldest has left when one after it is read; a scan may take longer


@dataclass(frozen=True, slots=True)
class FileBeingRead:
    """A file that is being read; `attached_to` is the document that it is attached to, `carrier` that one's
    metadata, `document_id` the id that it is to have."""

    place: str
    content: Content
    stamp: str
    within: str
    parsed: "Future[Parsed]"
    attached_to: str | None = None
    carrier: Metadata | None = None
    document_id: str | None = None


class Ahead:
    """The files in the order in which they were begun."""

    def __init__(self) -> None:
        self._readings: list[FileBeingRead] = []
        self._passed: FileBeingRead | None = None  # the oldest, once another has gone before it

    def __len__(self) -> int:
        return len(self._readings)

    @property
    def size(self) -> int:
        """The bytes of all of them."""
        return sum(len(each.content.body) for each in self._readings)

    def add(self, reading: FileBeingRead) -> None:
        self._readings.append(reading)

    def clear(self) -> None:
        self._readings.clear()

    def next(self) -> FileBeingRead:
        """Take out the oldest, or one after it that is read while the oldest takes long; waits for it."""
        oldest = self._readings[0]
        wait([each.parsed for each in self._readings], return_when=FIRST_COMPLETED)
        if oldest is not self._passed:
            wait([oldest.parsed], timeout=_HOLDS_UP)
        at = next(at for at, each in enumerate(self._readings) if each.parsed.done())
        self._passed = oldest if at else self._passed
        return self._readings.pop(at)
