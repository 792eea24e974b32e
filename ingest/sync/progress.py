"""What an ingestion tells while it runs and at its end."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Outcome:
    """What an ingestion did, by path; `documents` and `passages` are what is held afterwards."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[dict[str, str]] = field(default_factory=list)
    documents: int = 0
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingestion has come: files done, of how many, passages written, the file that it is at.

    `rate` is passages a second so far; `seconds_left` is None while there is nothing to tell it from.
    """

    files: int = 0
    total: int = 0
    passages: int = 0
    current: str = ""
    rate: float = 0.0
    seconds_left: float | None = None


class Clock:
    """Makes `Progress` of counts. The time left is told by bytes, for files differ more than bytes do."""

    def __init__(self, files: int, size: int, report: Callable[[Progress], None]) -> None:
        """`size` is of all files together, in bytes."""
        self._total = files
        self._size = size
        self._report = report
        self._begun = time.monotonic()
        self._done_size = 0
        self._done = 0
        self._passages = 0

    def at(self, name: str) -> None:
        """Work on this file begins."""
        self._tell(name)

    def done(self, size: int) -> None:
        """A file of so many bytes is done."""
        self._done_size += size
        self._done += 1

    def written(self, passages: int) -> None:
        """So many more passages are durable; may be called from another thread."""
        self._passages += passages

    def end(self) -> None:
        self._tell("")

    def _tell(self, current: str) -> None:
        passed = max(time.monotonic() - self._begun, 1e-6)
        share = min(self._done_size / self._size, 1.0) if self._size else 1.0
        left = passed / share - passed if share and self._passages else None
        self._report(
            Progress(
                self._done,
                self._total,
                self._passages,
                current,
                round(self._passages / passed, 1),
                None if left is None else round(left, 1),
            )
        )
