"""Who writes to a data folder: one process at a time, told by a lock that the system frees when it dies."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from rag.errors import DataFolderBusy


class Hold:
    """The hold of this process on a folder; threads share it, and the last to leave lets go."""

    def __init__(self, folder: Path, on_taking: Callable[[], None]) -> None:
        """`on_taking` is run whenever the hold is taken anew, before anybody writes."""
        self._folder = folder
        self._on_taking = on_taking
        self._lock = FileLock(folder / "writing.lock", thread_local=False)
        self._note = folder / "writing.pid"
        self._guard = threading.Lock()
        self._holders = 0

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Hold the folder; raises DataFolderBusy where another process does."""
        with self._guard:
            if self._holders == 0:
                self._take()
            self._holders += 1
        try:
            yield
        finally:
            with self._guard:
                self._holders -= 1
                if self._holders == 0:
                    self._lock.release()

    def _take(self) -> None:
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            note = self._note.read_text() if self._note.exists() else "unknown"
            raise DataFolderBusy(str(self._folder), note) from error
        try:
            self._note.write_text(f"process {os.getpid()}")
            self._on_taking()
        except BaseException:
            self._lock.release()
            raise
