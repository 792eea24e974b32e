"""Files from outside are read in processes of their own, so that a hostile one costs one clear error.

A process that takes too long, too much or dies is ended and another begins; see `ingest.isolation.worker` and
`ingest.isolation.sandbox` for what it is allowed. Nothing is started before there is something to read.
"""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from types import TracebackType
from typing import BinaryIO

from ingest.isolation.environment import reader_environment
from ingest.isolation.limits import Limits
from ingest.isolation.parsed import Parsed, Task, from_json
from ingest.isolation.worker import give, too_large
from ingest.readers.heartbeat import PICTURE
from rag.errors import Unreadable

_PATIENCE = (
    3  # times the processor time that is allowed: a busy machine gives it late, and a stuck process never
)
_GRACE = 15.0  # seconds that a process may take to begin; importing is no part of reading
_LONGEST = 2**28  # bytes that may come back of one file


class Workers:
    """A small pool of reading processes; a context that ends them when it is left."""

    def __init__(self, limits: Limits, count: int = 2) -> None:
        self.count = count
        self._limits = limits
        self._threads = ThreadPoolExecutor(count, "reading")
        self._own = threading.local()
        self._begun: list[_Process] = []

    def __enter__(self) -> "Workers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def submit(self, task: Task) -> "Future[Parsed]":
        """The file, read, in a while; the future raises Unreadable."""
        return self._threads.submit(self._read, task)

    def processes(self) -> list[int]:
        """The system's numbers of the reading processes that are there now."""
        return [process.number for process in self._begun if not process.has_ended()]

    def close(self) -> None:
        """End all; what is being read is not waited for."""
        for process in self._begun:
            process.end()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _read(self, task: Task) -> Parsed:
        process: _Process | None = getattr(self._own, "process", None)
        if process is None or process.has_ended():
            process = self._begin()
        try:
            return process.read(task)
        except _Died:
            return self._begin().read(task)

    def _begin(self) -> "_Process":
        if before := getattr(self._own, "process", None):
            before.end()
            self._begun.remove(before)
        self._own.process = _Process(self._limits)
        self._begun.append(self._own.process)
        process: _Process = self._own.process
        return process


def _understood(load: bytes) -> Parsed:
    try:
        return from_json(load)
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(
            "Reading it gave nonsense: it is damaged, or hostile. Save or fetch it again."
        ) from error


class _Died(Exception):
    """The process is no more, and it may have been no fault of the file's: it had read others before."""


class _Process:
    """One reading process and the two pipes to it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process = subprocess.Popen(  # noqa: S603 our own module, run by our own interpreter
            [sys.executable, "-P", "-m", "ingest.isolation.worker", json.dumps(asdict(limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=reader_environment(),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._into: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self._out: int = self._process.stdout.fileno()
        self.number = self._process.pid
        self._fresh = True

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def read(self, task: Task) -> Parsed:
        """Raises Unreadable, also where the process did not survive the file."""
        head = {
            "name": task.name,
            "url": task.url,
            "sidecar": task.sidecar is not None,
            "corrections": dict(task.corrections),
        }
        patience = self._limits.seconds * _PATIENCE
        deadline = time.monotonic() + patience + (_GRACE if self._fresh else 0)
        # A pipe takes little at a time: a process that never reads would hold the writer for ever.
        sending = threading.Timer(max(deadline - time.monotonic(), 0), self._process.kill)
        sending.start()
        try:
            for part in (json.dumps(head).encode(), task.content, task.sidecar or b""):
                give(self._into, part)
        except (BrokenPipeError, ConnectionResetError) as error:
            raise self._died(deadline) from error
        finally:
            sending.cancel()
        while True:
            message = self._take(deadline)
            if message is None:
                raise self._died(deadline)
            self._fresh = False
            tag, load = message[:1], message[1:]
            if tag.isupper():  # it takes no other file
                self.end()
            if tag.lower() == b"r":
                return _understood(load)
            if tag.lower() == b"u":
                raise Unreadable(load.decode())
            deadline = time.monotonic() + patience * (PICTURE if load == str(PICTURE).encode() else 1)

    def end(self) -> None:
        """At once; nothing of worth is in it."""
        self._process.kill()
        with contextlib.suppress(OSError):
            self._into.close()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _take(self, deadline: float) -> bytes | None:
        """The next message; None where the process died or the deadline passed."""
        length = self._bytes(4, deadline)
        if length is None or (count := int.from_bytes(length, "big")) > _LONGEST:
            return None
        return self._bytes(count, deadline)

    def _bytes(self, count: int, deadline: float) -> bytes | None:
        got = bytearray()
        while len(got) < count:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._out], [], [], left)[0]:
                return None
            piece = os.read(self._out, min(count - len(got), 2**20))
            if not piece:
                return None
            got += piece
        return bytes(got)

    def _died(self, deadline: float) -> Exception:
        self.end()
        if time.monotonic() >= deadline or self._process.returncode == -signal.SIGXCPU:
            return Unreadable(
                f"Reading it takes longer than {self._limits.seconds:g} seconds. "
                "Raise REPORT_QA_PARSE_SECONDS, or split the file."
            )
        if not self._fresh:
            return _Died()
        return Unreadable(
            f"Reading it ended the reader: it is damaged, or hostile. {too_large(self._limits)}"
        )
