"""A pool of sandboxed processes that read files from outside.

A process that exceeds its time or memory, or dies, is replaced; `ingest.isolation.sandbox` has its limits. None is
started before there is a file to read.
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
from ingest.isolation.parsed import Parsed, ReadingTask, from_json
from ingest.isolation.worker import give, too_large
from ingest.readers.heartbeat import PICTURE
from rag.errors import Unreadable

_PATIENCE = 3  # times the processor time that is allowed: on a busy machine that takes longer by the clock
LONGEST_WAIT = (
    2 * _PATIENCE
)  # times the processor time, for a file of one page: a first reader that died is replaced
_GRACE = 15.0  # seconds that a process may take to start; importing does not count as reading
TOO_SLOW, CRASHED = "Reading it takes longer", "Reading it crashed the reader"  # so begins what is told then
_LONGEST = 2**28  # bytes of one file's result


class Workers:
    """A pool of reader processes; leaving the context ends them."""

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

    def submit(self, task: ReadingTask) -> "Future[Parsed]":
        """Read a file in one of the processes; the future raises Unreadable."""
        return self._threads.submit(self._read, task)

    def processes(self) -> list[int]:
        """The process ids of the readers that are running."""
        return [process.number for process in self._begun if not process.has_ended()]

    def close(self) -> None:
        """End all processes, without waiting for what is being read."""
        for process in self._begun:
            process.end()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _read(self, task: ReadingTask) -> Parsed:
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
            "Reading it gave no valid result. It may be damaged or unsafe. Save or fetch it again."
        ) from error


class _Died(Exception):
    """The process died, perhaps not because of this file: it had read others before."""


class _Process:
    """One reader process and the two pipes to it."""

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

    def read(self, task: ReadingTask) -> Parsed:
        """Read one file; raises Unreadable, also where the process died of it."""
        head = {
            "name": task.name,
            "url": task.url,
            "sidecar": task.sidecar is not None,
            "corrections": dict(task.corrections),
        }
        patience = self._limits.seconds * _PATIENCE
        deadline = time.monotonic() + patience + (_GRACE if self._fresh else 0)
        # A pipe holds little: a process that never reads would block the writer for ever.
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
        """Kill the process."""
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
                f"{TOO_SLOW} than {self._limits.seconds:g} seconds. "
                "Raise REPORT_QA_PARSE_SECONDS, or split the file."
            )
        if not self._fresh:
            return _Died()
        return Unreadable(f"{CRASHED}. It may be damaged or unsafe. {too_large(self._limits)}")
