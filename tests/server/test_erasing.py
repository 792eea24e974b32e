"""What is erased is in no file of the data folder, while the server runs and after it ended."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

WORDS = ("Quixonberg", "Žižkovská", "Wroxtablet")
SECRET = """---
title: The Quixonberg memorandum
publisher: Žižkovská Office
---
The Quixonberg fund paid nine invoices of Žižkovská Ltd. "We paid them late," said Tom Wroxtablet.

The Wroxtablet accounts were closed in May. The Quixonberg fund was not asked.
"""
OTHER = "---\ntitle: A letter\n---\nThe harbour has been closed for nine weeks. No ferry calls there.\n"


class Server:
    """A real server over a data folder, in a process of its own."""

    def __init__(self, data: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve", "--port", str(self.port)],
            env=os.environ | {"REPORT_QA_DATA_DIR": str(data)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while self.process.poll() is None:
            try:
                self.ask("GET", "/healthz")
                return
            except OSError:
                time.sleep(0.05)

    def ask(self, method: str, path: str, body: Any = None, kind: str = "application/json") -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            content = json.dumps(body) if kind == "application/json" and body is not None else body
            connection.request(method, path, content, {"Content-Type": kind} if body is not None else {})
            response = connection.getresponse()
            answer = response.read()
            assert response.status < 400, answer
            return json.loads(answer) if answer else None
        finally:
            connection.close()

    def upload(self, name: str, text: str, query: str = "") -> None:
        head = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        body = f"{head}{text}\r\n--x--\r\n".encode()
        sent = self.ask("POST", f"/api/documents{query}", body, "multipart/form-data; boundary=x")
        while (seen := self.ask("GET", f"/api/ingestions/{sent['ingestion_id']}"))["outcome"] is None:
            assert seen["error"] is None
            time.sleep(0.05)
        assert seen["outcome"]["failed"] == []

    def end(self, how: signal.Signals) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def server(data: Path) -> Iterator[Server]:
    made = Server(data)
    yield made
    made.end(signal.SIGKILL)


def found(data: Path) -> set[tuple[str, str]]:
    """The files that hold one of the words, in any encoding or case, and the word."""
    hits = set()
    for path in (each for each in data.rglob("*") if each.is_file()):
        content = path.read_bytes().lower() + path.name.encode()
        for word in WORDS:
            forms = {form for each in (word, word.lower()) for form in _encoded(each)}
            if any(form.lower() in content for form in forms):
                hits.add((path.name, word))
    return hits


def _encoded(word: str) -> set[bytes]:
    return {
        word.encode(),
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        json.dumps(word).strip('"').encode(),
    }


def test_a_removed_document_is_in_no_file_while_the_server_runs_and_after_it(
    server: Server, data: Path
) -> None:
    server.upload("letter.md", OTHER)
    server.upload("Quixonberg.md", SECRET)
    assert {word for _, word in found(data)} == set(WORDS)
    asked = server.ask("POST", "/api/ask", {"question": "How many invoices did the Quixonberg fund pay?"})
    assert asked["status"] == "answered"
    server.ask("GET", "/api/suggestions")
    held = {each["title"]: each["id"] for each in server.ask("GET", "/api/documents")["documents"]}
    server.ask("DELETE", f"/api/documents/{held['The Quixonberg memorandum']}")
    # The answer that quotes it is its reader's own, and goes with its conversation.
    assert {path for path, _ in found(data)} <= {"library.sqlite3", "library.sqlite3-wal"}
    server.ask("DELETE", f"/api/conversations/{asked['conversation_id']}")
    assert found(data) == set()
    assert server.ask("POST", "/api/ask", {"question": "How long has the harbour been closed?"})["citations"]
    assert server.end(signal.SIGTERM) == 0
    assert found(data) == set()
    assert not (data / "serving.json").exists()
    assert not (data / "library.sqlite3-wal").exists()


def test_what_a_replaced_document_said_is_in_no_file(server: Server, data: Path) -> None:
    server.upload("note.md", SECRET)
    (held,) = server.ask("GET", "/api/documents")["documents"]
    server.upload("note.md", OTHER, f"?replace={held['id']}")
    assert found(data) == set()
    assert server.end(signal.SIGTERM) == 0
    assert found(data) == set()
