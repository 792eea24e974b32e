"""Progress and outcome of an ingestion."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

ALREADY_HELD = "already held"  # so begins the warning on a file whose text another file has brought in


@dataclass(slots=True)
class Outcome:
    """What an ingestion did, by path; `documents` and `passages` are what is held afterwards.

    `warnings` say what of a document that was ingested was lost or is uncertain.
    """

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[dict[str, str]] = field(default_factory=list)
    warnings: list[dict[str, str]] = field(default_factory=list)
    documents: int = 0
    passages: int = 0

    def leave_out(self, places: Collection[str]) -> None:
        """Tell nothing of these paths, which were given up."""
        self.added = [place for place in self.added if place not in places]
        self.replaced = [place for place in self.replaced if place not in places]
        self.warnings = [each for each in self.warnings if each["path"] not in places]

    @property
    def held_already(self) -> int:
        """How many of the files brought in a text that is held under another name."""
        return sum(each["warning"].startswith(ALREADY_HELD) for each in self.warnings)


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of an ingestion: files done and in all, passages written, the current file.

    `rate` is passages a second so far; `seconds_left` is None until it can be estimated.
    """

    files: int = 0
    total: int = 0
    passages: int = 0
    current: str = ""
    rate: float = 0.0
    seconds_left: float | None = None


class ProgressClock:
    """Computes `Progress`. The time left is estimated by bytes, because files differ in size."""

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
        """Start work on this file."""
        self._tell(name)

    def done(self, size: int) -> None:
        """Finish a file of this many bytes."""
        self._done_size += size
        self._done += 1

    def written(self, passages: int) -> None:
        """Count passages that are durable; may be called from another thread."""
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
