"""Two servers over one library in PostgreSQL, changed and asked over HTTP while one is killed or connections break.

Both run as `report-qa serve` does, the second one `--beside` the first. One client uploads and removes papers at
either, and two ask, one at each. Either server is killed (SIGKILL, by its id) or both lose their connections to the
database, at random moments; what was acknowledged must be there at the end, once, and both must list the same papers.
"""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from harness.kills import AfterKills, compare
from harness.two_processes import cut
from rag.embedding.onnx_export import default_embedder
from rag.storage.database import open_database
from rag.storage.stores import Stores

_QUESTION = "When does the ferry Zephyrine call at the old pier?"
_ANSWER = "The ferry Zephyrine calls at the old pier on Sundays."
_STAYING = "staying.txt"
_BOUNDARY = "b" * 20
_PAPERS = 3  # in one upload, at most
_SENTENCES = 120  # in a paper
_LATEST = 1.5  # seconds after a change was sent
_PATIENCE = 180.0  # seconds
_BETWEEN = 0.2  # seconds between two questions of one client


@dataclass(slots=True)
class AfterServers(AfterKills):
    """Beside what becomes of documents: what the clients met. `told` are requests that were refused or cut off,
    `missed` questions that were answered without the passage that stays, `apart` papers that only one server lists."""

    losses: int = 0
    taken_in: int = 0
    removed: int = 0
    asked: int = 0
    told: int = 0
    missed: int = 0
    apart: int = 0
    answers_lost: int = 0
    answers_doubled: int = 0
    unexpected: list[str] = field(default_factory=list)


def measure(kills: int, losses: int, url: str, seed: int = 1) -> AfterServers:
    """This many kills of servers and losses of connections, over an empty library at `url`."""
    found, drawn = AfterServers(), random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data"
        with ExitStack() as running:
            servers = [running.enter_context(_Server(data, url, *options)) for options in ((), ("--beside",))]
            client = _Client(servers, found, drawn)
            client.take_in({_STAYING: f"{_ANSWER} Nobody else does."})
            with _asking(servers, found) as stored:
                while found.kills + found.losses < kills + losses:
                    turn = found.kills + found.losses
                    losing = found.losses < losses and (turn % 4 == 3 or found.kills == kills)
                    changing = threading.Thread(target=client.change)
                    changing.start()
                    time.sleep(drawn.uniform(0, _LATEST))
                    struck = None if losing else drawn.choice(servers)
                    if struck is None:
                        found.losses += 1
                        cut(url)
                    else:
                        found.kills += 1
                        struck.kill()
                    changing.join()
                    if struck is not None:
                        struck.start()
                    client.look()
                    print(
                        f"{turn + 1} strikes, {found.lost} lost, {found.asked} answers",
                        file=sys.stderr,
                        flush=True,
                    )
        _look_at_stores(data, url, stored, found)
    return found


class _Server:
    """`report-qa serve` over a data folder and a database, on a free port of this machine."""

    def __init__(self, data: Path, url: str, *options: str) -> None:
        self._options = options
        self._environment = os.environ | {
            "REPORT_QA_DATA_DIR": str(data),
            "REPORT_QA_DATABASE_URL": url,
            "REPORT_QA_RERANKER": "off",
            "REPORT_QA_CHAT_MODEL": "",
        }
        self._log = data.with_name(f"server{''.join(options)}.log")
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def __enter__(self) -> "_Server":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait()

    def start(self) -> None:
        """Begin to run, and wait until it answers."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve", "--port", str(self.port), *self._options],
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=self._log.open("w"),
        )
        while self._process.poll() is None:
            with suppress(OSError, http.client.HTTPException):
                if self.request("GET", "/readyz")[0] == http.client.OK:
                    return
            time.sleep(0.1)
        self.check()

    def check(self) -> None:
        """Raises RuntimeError where it has ended by itself."""
        assert self._process is not None
        if (code := self._process.poll()) is not None:
            raise RuntimeError(f"a server ended by itself, with {code}: {self._log.read_text()[-3000:]}")

    def kill(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def request(
        self, method: str, path: str, body: Any = None, kind: str = "application/json"
    ) -> tuple[int, Any]:
        """The status, and what the body says; raises OSError and HTTPException."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request(method, path, body, {"Content-Type": kind} if body else {})
            response = connection.getresponse()
            content = response.read()
            return response.status, json.loads(content) if content else None
        finally:
            connection.close()


class _Client:
    """Uploads and removes papers, and knows of each whether it may be held, must be, or must not."""

    def __init__(self, servers: list[_Server], found: AfterServers, drawn: random.Random) -> None:
        self._servers = servers
        self._found = found
        self._drawn = random.Random(drawn.random())
        self._allowed: dict[str, set[bool]] = {}
        self._ids: dict[str, str] = {}
        self._made = 0

    def change(self) -> None:
        """Upload some papers, or remove one, at either server."""
        held = [name for name in self._ids if name != _STAYING]
        try:
            if held and self._drawn.random() < 0.4:
                self._remove(self._drawn.choice(held))
            else:
                self.take_in(dict(self._paper() for _ in range(self._drawn.randint(1, _PAPERS))))
        except (OSError, http.client.HTTPException):
            self._found.told += 1  # it may have happened or not

    def take_in(self, papers: dict[str, str]) -> None:
        for name in papers:
            self._allowed[name] = {True, False}
        parts = "".join(
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
            f"Content-Type: text/plain\r\n\r\n{text}\r\n"
            for name, text in papers.items()
        )
        body = f"{parts}--{_BOUNDARY}--\r\n".encode()
        server = self._drawn.choice(self._servers)
        status, told = server.request(
            "POST", "/api/documents", body, f"multipart/form-data; boundary={_BOUNDARY}"
        )
        if status != http.client.ACCEPTED:
            self._refused(status, told)
            return
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            status, told = server.request("GET", f"/api/ingestions/{told.get('id') or told['ingestion_id']}")
            if status != http.client.OK:
                self._refused(status, told)
                return
            if told["state"] == "done":
                done = {Path(name).name for name in told["outcome"]["added"]}
                self._allowed |= {name: {True} for name in done}
                self._found.taken_in += len(done)
                return
            if told["state"] == "failed":
                self._found.told += 1
                return
            time.sleep(0.1)

    def _remove(self, name: str) -> None:
        self._allowed[name] = {True, False}
        status, told = self._drawn.choice(self._servers).request(
            "DELETE", f"/api/documents/{self._ids[name]}"
        )
        if status == http.client.NO_CONTENT:
            self._allowed[name] = {False}
            self._found.removed += 1
        else:
            self._refused(status, told)

    def _refused(self, status: int, told: Any) -> None:
        self._found.told += 1
        if status not in (http.client.SERVICE_UNAVAILABLE, http.client.NOT_FOUND):
            self._found.unexpected.append(f"{status} {told}")

    def look(self) -> None:
        """Compare what both list with what may be held."""
        lists = [self._listed(server) for server in self._servers]
        self._found.apart += len({*lists[0]} ^ {*lists[1]})
        for listed in lists:
            names = [name for name, _ in listed]
            self._found.doubled += len(names) - len(set(names))
        held = dict(lists[0])
        for name, allowed in self._allowed.items():
            self._found.lost += (name in held) not in allowed
        self._ids = held

    def _listed(self, server: _Server) -> list[tuple[str, str]]:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            server.check()
            try:
                status, told = server.request("GET", "/api/documents")
            except (OSError, http.client.HTTPException) as error:
                self._found.unexpected.append(f"the documents were not listed: {error!r}")
            else:
                if status == http.client.OK:
                    return [(Path(each["path"]).name, each["id"]) for each in told["documents"]]
                self._refused(status, told)
            time.sleep(0.5)
        raise RuntimeError("the documents were not listed")

    def _paper(self) -> tuple[str, str]:
        self._made += 1
        words = [f"word{self._drawn.randrange(5000)}" for _ in range(9 * _SENTENCES)]
        lines = (" ".join(words[start : start + 9]) for start in range(0, len(words), 9))
        return f"paper-{self._made:03}.txt", " ".join(f"{line.capitalize()}." for line in lines)


@contextmanager
def _asking(servers: list[_Server], found: AfterServers) -> Iterator[list[str]]:
    """Two clients ask, one at each server, for the passage that stays; gives the ids of answers that were stored."""
    over = threading.Event()
    stored: list[str] = []

    def ask(server: _Server) -> None:
        while not over.wait(_BETWEEN):
            try:
                status, told = server.request("POST", "/api/ask", json.dumps({"question": _QUESTION}))
            except (OSError, http.client.HTTPException):
                found.told += 1
                continue
            if status == http.client.OK:
                found.asked += 1
                found.missed += _ANSWER not in [each["quote"] for each in told["citations"]]
                stored.extend([] if told["warnings"] else [told["id"]])  # else it says that it is not kept
            elif status == http.client.SERVICE_UNAVAILABLE:
                found.told += 1
            else:
                found.unexpected.append(f"{status} {told}")

    threads = [threading.Thread(target=ask, args=(server,)) for server in servers]
    for each in threads:
        each.start()
    try:
        yield stored
    finally:
        over.set()
        for each in threads:
            each.join()


def _look_at_stores(data: Path, url: str, stored: list[str], found: AfterServers) -> None:
    """Both indexes against the library, and each answer that was said to be stored."""
    with closing(Stores(data, default_embedder(), database_url=url)) as stores, stores.writing():
        compare(stores, found)
    with closing(open_database(data, url)) as database:
        held = [row["id"] for row in database.rows("SELECT id FROM answers")]
    found.answers_lost = len(set(stored) - set(held))
    found.answers_doubled = len(held) - len(set(held))
