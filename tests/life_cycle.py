"""The whole life of a library, each process of the program under strace: python life_cycle.py FOLDER

Run in a network namespace without routes. FOLDER holds `papers/` and an empty `home/`; the traces go to `traces/`.
"""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from traces import REACHES, WRITES

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120  # seconds; a traced process is slow to start
STRACE = ("strace", "-f", "-qq", "-y", "--seccomp-bpf", "-e", f"trace={WRITES},{REACHES}")
QUESTION = "What did the inspectors find at night?"


class Life:
    """A folder with papers, a data folder that begins empty, and the commands that run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = 0
        self._environment = {
            **os.environ,
            "HOME": str(folder / "home"),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "REPORT_QA_DATA_DIR": str(folder / "data"),
            "REPORT_QA_MODEL_DIR": str(folder / "data" / "model"),
        }

    def start(self, module: str, *arguments: str) -> "subprocess.Popen[str]":
        self._count += 1
        trace = (
            self.folder
            / "traces"
            / f"{self._count:02d}-{module}-{arguments[0].strip('/')[-20:].replace('/', '-')}.txt"
        )
        return subprocess.Popen(
            [*STRACE, "-o", str(trace), sys.executable, "-m", module, *arguments],
            env=self._environment,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, module: str, *arguments: str) -> str:
        """What it printed; exits where it failed."""
        process = self.start(module, *arguments)
        printed, errors = process.communicate(timeout=PATIENCE)
        if process.returncode != 0:
            raise SystemExit(f"{module} {' '.join(arguments)} gave {process.returncode}:\n{printed}{errors}")
        return printed

    def command(self, *arguments: str) -> str:
        return self.run("server.cli", *arguments)


def at_the_terminal(life: Life) -> None:
    """Every command but `serve`."""
    out = life.folder / "out"
    life.run("rag.embedding.onnx_export", str(life.folder / "data" / "model"))
    taken = json.loads(life.command("ingest", "papers", "--json"))
    if taken["failed"] or len(taken["added"]) != len(list((life.folder / "papers").iterdir())):
        raise SystemExit(f"not all papers were taken in: {taken}")
    answer = json.loads(life.command("ask", QUESTION, "--json"))
    if answer["status"] != "answered":
        raise SystemExit(f"no answer: {answer}")
    life.command("search", "nurse at night")
    for command in ("claims", "timeline", "conversations", "overview", "affairs"):
        life.command(command, "--json")
    life.command("find", "night")
    life.command("documents", "--ris")
    held = [
        each
        for each in json.loads(life.command("documents", "--json"))["documents"]
        if each["path"].endswith(".md")
    ]
    life.command("set", held[0]["id"], "title=Another title")
    life.command("brief", "questions.txt", "-o", str(out / "briefing.docx"), "--timeline")
    life.command("rebuild")
    life.command("verify")
    life.command("backup", str(out / "backup.zip"))
    life.command("create-affair", "The pier", "--name", "pier")
    life.command("ingest", "--affair", "pier", held[0]["path"])
    life.command("remove", held[0]["id"])
    life.command("erase-conversation", answer["conversation_id"])


def at_the_server(life: Life) -> None:
    """What a page does of a server: reads, asks, sends in, takes away; then the server is stopped."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = life.start("server.cli", "serve", "--port", str(port))
    try:
        _wait_for(port, server)
        _use(port, life.folder)
        _use_from_other_programs(port)
        life.command("ask", QUESTION)  # handed to the server
        _watch(life, port)
    finally:
        _stop(server, signal.SIGTERM)


def _stop(traced: "subprocess.Popen[str]", with_signal: signal.Signals) -> None:
    """strace passes no signal on: the program is its only child."""
    children = Path(f"/proc/{traced.pid}/task/{traced.pid}/children").read_text().split()
    for child in children:
        os.kill(int(child), with_signal)
    traced.communicate(timeout=PATIENCE)


def _use_from_other_programs(port: int) -> None:
    """A chat client, an assistant, a reader of feeds, Zotero and a monitor."""
    for path in ("/v1/models", "/api/feed", "/api/bibliography?format=ris", "/metrics"):
        _get(port, path)
    message = {"role": "user", "content": QUESTION}
    _post(port, "/v1/chat/completions", {"model": "report-qa", "messages": [message], "stream": True})
    call = {"name": "ask", "arguments": {"question": QUESTION}}
    request = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    reply = json.loads(_post(port, "/mcp", request))
    if reply["result"].get("isError"):
        raise SystemExit(f"an assistant got no answer: {reply}")


def _watch(life: Life, port: int) -> None:
    """A watched folder, until a paper that is put there has come in."""
    watched = life.folder / "watched"
    watched.mkdir()
    watcher = life.start("server.cli", "watch", "watched")
    try:
        (watched / "late.txt").write_text("The lift in the east wing stood still for nine days.\n")
        for _ in range(PATIENCE * 10):
            if watcher.poll() is not None:
                raise SystemExit(f"watching ended: {watcher.communicate()}")
            if b"late.txt" in _get(port, "/api/documents"):
                return
            time.sleep(0.1)
        raise SystemExit("what was put into the watched folder did not come in")
    finally:
        _stop(watcher, signal.SIGINT)


def _wait_for(port: int, server: "subprocess.Popen[str]") -> None:
    for _ in range(PATIENCE * 10):
        if server.poll() is not None:
            raise SystemExit(f"the server ended: {server.communicate()}")
        try:
            _get(port, "/readyz")
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not begin to listen")


def _use(port: int, folder: Path) -> None:
    for path in (
        "/",
        "/api/status",
        "/api/claims",
        "/api/timeline",
        "/api/search?q=nurse+at+night",
        "/api/suggestions",
        "/api/overview",
        "/api/find?q=night",
        "/api/affairs",
    ):
        _get(port, path)
    documents = json.loads(_get(port, "/api/documents"))["documents"]
    pdf = next(each["id"] for each in documents if each["path"].endswith("scan.pdf"))
    _get(port, f"/api/documents/{pdf}")
    _get(port, f"/api/documents/{pdf}/file")
    _get(port, f"/api/documents/{pdf}/pages/1.png")
    _get(port, f"/api/documents/{pdf}/pages/1/rectangles?start=0&end=10")
    answer = json.loads(_post(port, "/api/ask", {"question": QUESTION}))
    for format in ("md", "docx"):
        _get(port, f"/api/answers/{answer['id']}/export?format={format}")
    _get(port, f"/api/answers/{answer['id']}")
    cited = answer["citations"][0]
    _post(port, "/api/pins", {name: cited[name] for name in ("document_id", "start", "end")})
    large = b"The ferry did not call at the quay in winter. The harbour master said so in May.\n" * 30_000
    for name, content in (("sent.txt", large), ("sent.pdf", (folder / "papers" / "scan.pdf").read_bytes())):
        _finish(port, "ingestions", json.loads(_send(port, name, content))["ingestion_id"])
    briefing = json.loads(_post(port, "/api/briefings", {"questions": [QUESTION]}))["briefing_id"]
    _finish(port, "briefings", briefing)
    _get(port, f"/api/briefings/{briefing}/file")
    _ask(port, "DELETE", f"/api/documents/{pdf}")


def _finish(port: int, what: str, id: str) -> None:
    for _ in range(PATIENCE * 10):
        state = json.loads(_get(port, f"/api/{what}/{id}"))["state"]
        if state not in ("waiting", "running"):
            break
        time.sleep(0.1)
    if state != "done":
        raise SystemExit(f"{what} {id}: {state}")


def _get(port: int, path: str) -> bytes:
    return _ask(port, "GET", path)


def _post(port: int, path: str, body: Any) -> bytes:
    return _ask(port, "POST", path, json.dumps(body).encode(), "application/json")


def _send(port: int, name: str, content: bytes) -> bytes:
    head = f'--edge\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
    body = head + content + b"\r\n--edge--\r\n"
    return _ask(port, "POST", "/api/documents", body, "multipart/form-data; boundary=edge")


def _ask(port: int, method: str, path: str, body: bytes = b"", kind: str = "") -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        heads = {"Content-Type": kind, "Accept": "application/json"} if kind else {}
        connection.request(method, path, body or None, heads)
        reply = connection.getresponse()
        content = reply.read()
    finally:
        connection.close()
    if reply.status >= http.client.BAD_REQUEST:
        raise SystemExit(f"{method} {path} gave {reply.status}: {content[:500]!r}")
    return content


def main(arguments: Sequence[str]) -> None:
    # Whoever runs the tests in the background of a shell has them ignore Ctrl+C, and all that they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    life = Life(Path(arguments[0]))
    at_the_terminal(life)
    at_the_server(life)


if __name__ == "__main__":
    main(sys.argv[1:])
