"""The server under load and abuse: many clients, connections that never send a request, headers and bodies without end.

All of it on this machine: the server runs as `report-qa serve` does, and every client speaks to 127.0.0.1. Beside each
kind of load `healthz` is asked again and again, and the server's memory is read.
"""

import asyncio
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.heading import heading, table
from ingest.sync.sync import sync
from rag.service import Service
from rag.settings import Settings

_DOCUMENTS = Path(__file__).resolve().parents[1] / "documents"
_CLIENTS, _SECONDS = 128, 60.0
_HALF_OPEN = 1000
_HEADER_BYTES = 300 * 2**20
_BODY_BYTES = 600 * 2**20
_PAUSE = 1.0  # seconds that a client waits after it was refused
_PROBE = 0.1  # seconds between two requests of `healthz`
_QUESTIONS = (
    "What did Ofsted say?",
    "Who is responsible for children's services?",
    "When was the trust set up?",
)
_HEAD = "HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@dataclass(slots=True)
class LoadFigures:
    """What one kind of load showed: statuses, seconds that `healthz` took, and megabytes of memory above the start."""

    statuses: Counter[int] = field(default_factory=Counter)
    health: list[float] = field(default_factory=list)
    unhealthy: int = 0  # requests of `healthz` that were not answered with 200
    grown: float = 0.0
    kept: float = 0.0  # of what it had grown, ten seconds later


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Settings(data_dir=Path(folder), _env_file=None))
        sync(service.stores, [_DOCUMENTS])
        service.stores.close()
        with _served(Path(folder)) as (port, process):
            _warm_up(port)
            rows = [
                _row(name, _measured(load, port, process))
                for name, load in (
                    ("nothing else", lambda _: asyncio.sleep(10)),
                    (f"{_CLIENTS} clients, {_SECONDS:g} s", _many_clients),
                    (f"{_HALF_OPEN} connections with half a head", _half_heads),
                    (f"{_HALF_OPEN} connections with half a body", _half_bodies),
                    (f"{_HEADER_BYTES // 2**20} MB of headers", _endless_headers),
                    (f"a body of {_BODY_BYTES // 2**20} MB", _huge_body),
                )
            ]
    print(
        heading(
            "Load",
            f"goals: `healthz` p99 under 200 ms, 30 MB more memory at most, no 500; {os.cpu_count()} cores",
        )
    )
    print()
    print(table(["`healthz` p50", "p99", "slowest", "memory", "kept", "not well", "answers by status"], rows))
    return 0


def _row(name: str, found: LoadFigures) -> list[str]:
    times = sorted(found.health)
    statuses = ", ".join(
        f"{count} × {status or 'closed'}" for status, count in sorted(found.statuses.items())
    )
    return [
        name,
        *(f"{1000 * times[int(share * (len(times) - 1))]:.0f} ms" for share in (0.5, 0.99, 1)),
        f"{found.grown:+.0f} MB",
        f"{found.kept:+.0f} MB",
        str(found.unhealthy),
        statuses or "–",
    ]


@contextmanager
def _served(folder: Path) -> Iterator[tuple[int, psutil.Process]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    running = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "serve", "--port", str(port)],
        env=os.environ | {"REPORT_QA_DATA_DIR": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while running.poll() is None:
            with suppress(OSError):
                _status(port, "GET", "/readyz")
                break
            time.sleep(0.1)
        yield port, psutil.Process(running.pid)
    finally:
        running.terminate()
        running.wait()


def _warm_up(port: int) -> None:
    """Ask until memory no longer grows by itself."""
    for _ in range(10):
        for question in _QUESTIONS:
            _status(port, "POST", "/api/ask", json.dumps({"question": question}))


def _status(port: int, method: str, path: str, body: str | None = None) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def _measured(
    load: Callable[["_Load"], Coroutine[None, None, None]], port: int, process: psutil.Process
) -> LoadFigures:
    """Runs one kind of load with `healthz` and the memory watched beside it."""
    found = LoadFigures()
    over = threading.Event()
    before = process.memory_info().rss
    highest = before

    def watch() -> None:
        nonlocal highest
        while not over.wait(_PROBE):
            began = time.perf_counter()
            found.unhealthy += _health(port) != http.client.OK
            found.health.append(time.perf_counter() - began)
            highest = max(highest, process.memory_info().rss)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        asyncio.run(load(_Load(port, found)))
    finally:
        over.set()
        watcher.join()
    time.sleep(10)
    found.grown = (highest - before) / 2**20
    found.kept = (process.memory_info().rss - before) / 2**20
    return found


def _health(port: int) -> int:
    with suppress(OSError, http.client.HTTPException):
        return _status(port, "GET", "/healthz")
    return 0


@dataclass(frozen=True, slots=True)
class _Load:
    port: int
    found: LoadFigures

    async def send(self, *pieces: bytes) -> int:
        """Send a request, piece by piece, and read its response to the end; 0 where there was none."""
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return 0
        try:
            with suppress(OSError):
                for piece in pieces:
                    writer.write(piece)
                    await writer.drain()
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = head.partition(b"content-length:")[2].split(b"\r\n")[0]
            await reader.readexactly(int(length or 0))
            return int(head.split()[1])
        except (OSError, asyncio.IncompleteReadError):
            return 0
        finally:
            writer.close()


async def _many_clients(load: _Load) -> None:
    over = time.monotonic() + _SECONDS

    async def client(number: int) -> None:
        while time.monotonic() < over:
            question = json.dumps({"question": _QUESTIONS[number % len(_QUESTIONS)]})
            head = f"POST /api/ask {_HEAD}Content-Type: application/json\r\nContent-Length: {len(question)}\r\n\r\n"
            status = await load.send((head + question).encode())
            load.found.statuses[status] += 1
            if status == http.client.SERVICE_UNAVAILABLE:
                await asyncio.sleep(_PAUSE)

    await asyncio.gather(*(client(number) for number in range(_CLIENTS)))


async def _half(load: _Load, begun: str) -> None:
    async def one() -> None:
        load.found.statuses[await load.send(begun.encode())] += 1

    await asyncio.gather(*(one() for _ in range(_HALF_OPEN)))


async def _half_heads(load: _Load) -> None:
    await _half(load, f"GET /api/documents {_HEAD}X-Half: ")


async def _half_bodies(load: _Load) -> None:
    await _half(load, f"POST /api/ask {_HEAD}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{")


async def _endless_headers(load: _Load) -> None:
    line = b"X-Long: " + b"x" * 65536 + b"\r\n"
    pieces = [line] * (_HEADER_BYTES // len(line))
    load.found.statuses[await load.send(f"GET /healthz {_HEAD}".encode(), *pieces)] += 1


async def _huge_body(load: _Load) -> None:
    head = f"POST /api/ask {_HEAD}Content-Type: application/json\r\nContent-Length: {_BODY_BYTES}\r\n\r\n"
    pieces = [b" " * 65536] * (_BODY_BYTES // 65536)
    load.found.statuses[await load.send(head.encode(), *pieces)] += 1


if __name__ == "__main__":
    sys.exit(main())
