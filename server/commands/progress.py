"""A progress bar on standard error; silent where that is no terminal."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from ingest.sync.progress import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Shown

_LONGEST_NAME = 40  # characters of a file's name


class ProgressBar:
    """Shows how many of what are done, then passages, rate, time left and the file at work, where they are known."""

    def __init__(self, unit: str, quiet: bool = False) -> None:
        self._unit = unit
        self._quiet = quiet or not sys.stderr.isatty()
        self._shown: Shown | None = None

    def __enter__(self) -> "ProgressBar":
        if self._quiet:
            return self
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Shown

        self._shown = Shown(
            TextColumn("{task.fields[done]}"),
            BarColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[remark]}", markup=False),
            console=Console(stderr=True),
            transient=True,
        )
        self._shown.start()
        self._task = self._shown.add_task("", total=None, done="", remark="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown is not None:
            self._shown.stop()

    def count(self, done: int, total: int) -> None:
        self._update(done, total, "")

    def show(self, progress: Progress) -> None:
        """Files where there are any; passages alone while indexes are made again."""
        if not progress.total:
            self._update(progress.passages, None, "")
            return
        # The time left is told by bytes, which `progress` knows: one file may be a note and the next a book.
        left = "" if progress.seconds_left is None else f", {_minutes(progress.seconds_left)} left"
        rate = f"{progress.passages} passages, {progress.rate:.0f}/s{left}"
        self._update(progress.files, progress.total, f"{rate} {progress.current[:_LONGEST_NAME]}")

    def _update(self, done: int, total: int | None, remark: str) -> None:
        if self._shown is not None:
            counted = f"{done}/{total} {self._unit}" if total is not None else f"{done} {self._unit}"
            self._shown.update(self._task, completed=done, total=total, done=counted, remark=remark)


def _minutes(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
