"""Answers a second: 1, 8 and 32 clients ask over HTTP, each the next question as soon as it has an answer.

Over `documents/`, with the reranker off and on, and by two servers over one folder (`serve --beside`). Beside the
clock stands the server's processor time for an answer, which says more where the machine has other work.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from statistics import median, quantiles

import psutil

from benchmarks.heading import heading, table
from benchmarks.options import number
from ingest.sync.sync import sync
from rag.service import Service
from rag.settings import Settings

_ROOT = Path(__file__).resolve().parents[1]
_QUESTIONS = _ROOT / "benchmarks" / "data" / "judging" / "documents.jsonl"
_CLIENTS = (1, 8, 32)
# By the reranker, whose scores are kept: with it no server is asked anything twice.
_ASKED = {"off": 342, "": 57}
_GOALS = {"off": 60, "": 12}  # answers a second, 8 clients


def main() -> int:
    asked = [json.loads(line)["question"] for line in _QUESTIONS.read_text(encoding="utf-8").splitlines()]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Settings(data_dir=Path(folder), chat_model="", _env_file=None))
        sync(service.stores, [_ROOT / "documents"])
        service.close()
        for reranker in ("off", ""):
            for servers in range(1, number("servers", 2) + 1):
                with _served(Path(folder), reranker, servers) as (ports, processes):
                    total = _ASKED[reranker]
                    for turn, clients in enumerate(_CLIENTS):
                        start = turn * total % len(asked)
                        found = _load(ports, processes, [*asked[start:], *asked[:start]], clients, total)
                        goal = str(_GOALS[reranker]) if clients == 8 else ""
                        rows.append(
                            [
                                f"reranker {reranker or 'on'}, {servers} process, {clients} clients",
                                goal,
                                *found,
                            ]
                        )
                        print(rows[-1], file=sys.stderr, flush=True)
    told = f"{_ASKED['off']} and {_ASKED['']} questions over documents/, load {os.getloadavg()[0]:.1f}"
    print(heading("Answers a second", told))
    print()
    print(table(["goal", "answers/s", "p50 ms", "p99 ms", "processor ms an answer"], rows))
    return 0


def _load(
    ports: Sequence[int], processes: Sequence[psutil.Process], asked: Sequence[str], clients: int, total: int
) -> list[str]:
    """`clients` threads share `total` questions; each keeps its connection, as a browser does."""
    numbers, taken = count(), []
    before, begun = _processor(processes), time.perf_counter()

    def client(place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", ports[place % len(ports)], timeout=120)
        while (at := next(numbers)) < total:
            started = time.perf_counter()
            body = json.dumps({"question": asked[at % len(asked)]})
            connection.request("POST", "/api/ask", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            response.read()
            if response.status != http.client.OK:
                raise RuntimeError(f"status {response.status}")
            taken.append(1000 * (time.perf_counter() - started))
        connection.close()

    threads = [threading.Thread(target=client, args=(place,)) for place in range(clients)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    seconds = time.perf_counter() - begun
    spent = 1000 * (_processor(processes) - before) / len(taken)
    return [
        f"{len(taken) / seconds:.1f}",
        f"{median(taken):.0f}",
        f"{quantiles(taken, n=100)[98]:.0f}",
        f"{spent:.1f}",
    ]


def _processor(processes: Sequence[psutil.Process]) -> float:
    return float(sum(each.cpu_times().user + each.cpu_times().system for each in processes))


@contextmanager
def _served(folder: Path, reranker: str, servers: int) -> Iterator[tuple[list[int], list[psutil.Process]]]:
    with ExitStack() as opened:
        ports, processes = [], []
        for beside in range(servers):
            with socket.create_server(("127.0.0.1", 0)) as free:
                port: int = free.getsockname()[1]
            command = [sys.executable, "-m", "server.cli", "serve", "--port", str(port)]
            running = subprocess.Popen(
                [*command, *(["--beside"] if beside else [])],
                env=os.environ | {"REPORT_QA_DATA_DIR": str(folder), "REPORT_QA_RERANKER": reranker},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            opened.callback(_end, running)
            ports.append(port)
            processes.append(psutil.Process(running.pid))
            _until_ready(port, running)
        yield ports, processes


def _end(running: "subprocess.Popen[bytes]") -> None:
    running.terminate()
    running.wait()


def _until_ready(port: int, running: "subprocess.Popen[bytes]") -> None:
    """Until it has answered once: what it loads is no part of what is measured."""
    while running.poll() is None:
        with suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
            connection.request("POST", "/api/ask", '{"question": "x?"}', {"Content-Type": "application/json"})
            if connection.getresponse().status == http.client.OK:
                return
        time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
