"""Threads that work over the stores in the background, and work that is done once for several threads."""

import threading
from collections.abc import Callable
from contextlib import suppress

from rag.errors import Closing, ReportQAError


class Background:
    """Every thread that goes on over the stores by itself is started here, so that none is in them when they close.

    They are no daemons: one that is cut off inside a native library, when the interpreter ends, ends it in a fault.
    """

    def __init__(self) -> None:
        self._closing = threading.Event()
        self._threads: list[threading.Thread] = []
        self._guard = threading.Lock()

    def check(self) -> None:
        """Raises Closing once the stores are being closed; long work without a read asks now and then."""
        if self._closing.is_set():
            raise Closing

    def watching(self, stopped: Callable[[], bool]) -> Callable[[], bool]:
        """`stopped`, which raises Closing too."""

        def watched() -> bool:
            self.check()
            return stopped()

        return watched

    def start(self, name: str, work: Callable[[], object]) -> threading.Thread:
        """Start `work` in a thread. An error of ours ends it quietly: whoever asks for what it makes is told.

        Raises Closing."""

        def run() -> None:
            with suppress(ReportQAError):
                work()

        with self._guard:
            self.check()
            self._threads = [each for each in self._threads if each.is_alive()]
            started = threading.Thread(target=run, name=name, daemon=False)
            started.start()
            self._threads.append(started)
            return started

    def close(self) -> None:
        """Start nothing any more, and wait for what is at work."""
        with self._guard:
            self._closing.set()
        for thread in self._threads:
            thread.join()


class Joint:
    """Work that is done once for all threads that have prepared something for it meanwhile."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._changed = threading.Condition()
        self._coming = self._asked = self._done = 0

    def after(self, preparation: Callable[[], None], work: Callable[[], None]) -> None:
        """Returns when the work, the same for all, has been done after the preparation; it waits for what others are
        preparing."""
        with self._changed:
            self._coming += 1
        prepared = False
        try:
            preparation()
            prepared = True
        finally:
            with self._changed:
                self._coming -= 1
                self._asked += prepared
                mine = self._asked
                self._changed.notify_all()
        with self._turn:
            if self._done >= mine:
                return
            with self._changed:
                self._changed.wait_for(lambda: not self._coming)
                asked = self._asked
            work()
            self._done = asked
