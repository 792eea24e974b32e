"""What is erased is in no file of the data folder, while the server runs and after it ended."""

import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from server_process import Server

WORDS = ("Quixonberg", "Žižkovská", "Wroxtablet")
SECRET = """---
title: The Quixonberg memorandum
publisher: Žižkovská Office
---
The Quixonberg fund paid nine invoices of Žižkovská Ltd. "We paid them late," said Tom Wroxtablet.

The Wroxtablet accounts were closed in May. The Quixonberg fund was not asked.
"""
OTHER = "---\ntitle: A letter\n---\nThe harbour has been closed for nine weeks. No ferry calls there.\n"


def ask(server: Server, method: str, path: str, body: Any = None, **headers: str) -> Any:
    status, _, answer = server.request(method, path, body, headers)
    assert status < 400, answer
    return json.loads(answer) if answer else None


def upload(server: Server, name: str, text: str, query: str = "") -> None:
    head = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
    body = f"{head}{text}\r\n--x--\r\n".encode()
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    sent = ask(server, "POST", f"/api/documents{query}", body, **kind)
    while (seen := ask(server, "GET", f"/api/ingestions/{sent['ingestion_id']}"))["outcome"] is None:
        assert seen["error"] is None
        time.sleep(0.05)
    assert seen["outcome"]["failed"] == []


def stopped(server: Server) -> bool:
    """Whether it ends in order when it is asked to."""
    server.end(signal.SIGTERM)
    return server.process.returncode == 0


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
    upload(server, "letter.md", OTHER)
    upload(server, "Quixonberg.md", SECRET)
    assert {word for _, word in found(data)} == set(WORDS)
    asked = ask(server, "POST", "/api/ask", {"question": "How many invoices did the Quixonberg fund pay?"})
    assert asked["status"] == "answered"
    ask(server, "GET", "/api/suggestions")
    held = {each["title"]: each["id"] for each in ask(server, "GET", "/api/documents")["documents"]}
    ask(server, "DELETE", f"/api/documents/{held['The Quixonberg memorandum']}")
    # The answer that quotes it is its reader's own, and goes with its conversation.
    assert {path for path, _ in found(data)} <= {"library.sqlite3", "library.sqlite3-wal"}
    ask(server, "DELETE", f"/api/conversations/{asked['conversation_id']}")
    assert found(data) == set()
    assert ask(server, "POST", "/api/ask", {"question": "How long has the harbour been closed?"})["citations"]
    assert stopped(server)
    assert found(data) == set()
    assert not (data / "serving.json").exists()
    assert not (data / "library.sqlite3-wal").exists()


def test_what_a_replaced_document_said_is_in_no_file(server: Server, data: Path) -> None:
    upload(server, "note.md", SECRET)
    (held,) = ask(server, "GET", "/api/documents")["documents"]
    upload(server, "note.md", OTHER, f"?replace={held['id']}")
    assert found(data) == set()
    assert stopped(server)
    assert found(data) == set()
