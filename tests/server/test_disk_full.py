"""A full disk: what is held is answered from, what cannot be written gets a sentence, and nothing is lost."""

import json
import resource
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from server_process import Server

from rag.embedding.embedder import Embedder
from rag.storage.audit import faults
from rag.storage.stores import Stores

LETTER = "---\ntitle: A letter\n---\nThe harbour has been closed for nine weeks. No ferry calls there.\n"
QUESTION = "How long has the harbour been closed?"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path / "data")
    yield made
    made.end(signal.SIGKILL)


PAGE = 4096
READS = (
    "/api/overview",
    "/api/claims",
    "/api/timeline",
    "/api/suggestions",
    "/api/search?q=harbour",
    "/api/find?q=harbour",
    "/api/pins",
    "/api/conversations",
    "/api/status",
)


def fill_disk(server: Server, most: int | None) -> None:
    """No file of the server may grow beyond `most` bytes, as on a full disk; or all may again."""
    _, hard = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (hard if most is None else most, hard))


def refused(server: Server, method: str, path: str, body: Any = None) -> None:
    """A write is refused with a sentence that shows nothing of the machine."""
    status, _, answer = server.request(method, path, body)
    assert status in (503, 507), (method, path, answer)
    told = json.loads(answer)["error"]["message"]
    assert "Internal" not in told
    assert "/data" not in told


def send(server: Server, name: str, text: str) -> tuple[int, Any]:
    import http.client

    body = (
        f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n{text}\r\n--x--\r\n'
    )
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request(
            "POST", "/api/documents", body.encode(), {"Content-Type": "multipart/form-data; boundary=x"}
        )
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def outcome(server: Server, sent: tuple[int, Any]) -> Any:
    assert sent[0] == 202, sent
    while (seen := server.get(f"/api/ingestions/{sent[1]['ingestion_id']}"))["state"] in (
        "waiting",
        "running",
    ):
        time.sleep(0.05)
    return seen


def ask(server: Server, accept: str = "application/json") -> tuple[int, bytes]:
    status, _, body = server.request("POST", "/api/ask", {"question": QUESTION}, {"Accept": accept})
    return status, body


def test_asking_goes_on_writing_gets_a_sentence_and_nothing_is_lost(
    server: Server, tmp_path: Path, embedder: Embedder
) -> None:
    assert outcome(server, send(server, "letter.md", LETTER))["outcome"]["failed"] == []
    kept = json.loads(ask(server)[1])
    assert kept["warnings"] == []
    (held,) = server.get("/api/documents")["documents"]
    place = {"document_id": held["id"], "start": 0, "end": 9}
    status, _, body = server.request("POST", "/api/pins", place)
    assert status == 201
    pin = json.loads(body)["pins"][0]["id"]

    fill_disk(server, PAGE)
    status, body = ask(server)
    assert status == 200
    answer = json.loads(body)
    assert answer["citations"][0]["quote"] == kept["citations"][0]["quote"]
    assert any("not kept" in warning for warning in answer["warnings"])
    status, body = ask(server, "text/event-stream")
    assert status == 200
    assert body.decode().rstrip().rsplit("\n\n", 1)[-1].startswith("event: answer")
    for most in (PAGE, 0):
        fill_disk(server, most)
        for method, path, sent in (
            ("PATCH", f"/api/documents/{held['id']}", {"author": "Ada Quist"}),
            ("DELETE", f"/api/documents/{held['id']}", None),
            ("DELETE", f"/api/documents?id={held['id']}", None),
            ("PATCH", f"/api/conversations/{kept['conversation_id']}", {"title": "The harbour"}),
            ("DELETE", f"/api/conversations/{kept['conversation_id']}", None),
            ("POST", f"/api/answers/{kept['id']}/feedback", {"verdict": "good"}),
            ("POST", "/api/pins", place | {"start": 40, "end": 60}),
            ("PATCH", f"/api/pins/{pin}", {"note": "To be looked at."}),
            ("DELETE", f"/api/pins/{pin}", None),
        ):
            refused(server, method, path, sent)
        assert all(server.request("GET", path)[0] == 200 for path in READS)
        assert server.request("GET", f"/api/answers/{kept['id']}/export?format=docx")[0] == 200
    # Files that fit on a page are refused only where there is no page.
    refused(server, "POST", "/api/briefings", {"answer_ids": [kept["id"]], "format": "md"})
    refused(server, "DELETE", "/api/session?everywhere=true")
    assert send(server, "tide.txt", "High water was at noon.")[0] == 507
    fill_disk(server, PAGE)
    long = send(server, "long.txt", "One more sentence. " * 1000)
    small = send(server, "tide.txt", "High water was at noon.")
    assert long[0] == 507
    failed = outcome(server, small)["error"]
    assert failed["code"] in ("disk_full", "disk_fault")
    assert str(tmp_path) not in failed["message"]
    assert server.get(f"/api/answers/{kept['id']}")["citations"]

    fill_disk(server, None)
    assert outcome(server, send(server, "tide.txt", "High water was at noon."))["outcome"]["failed"] == []
    assert json.loads(ask(server)[1])["warnings"] == []
    assert {each["path"] for each in server.get("/api/documents")["documents"]} == {
        "upload/letter.md",
        "upload/tide.txt",
    }
    fill_disk(server, 0)  # it ends by itself all the same
    _, complaints = server.end(signal.SIGTERM)
    assert "Traceback" not in complaints
    stores = Stores(tmp_path / "data", embedder)
    with stores.writing():
        assert faults(stores) == []
    assert stores.originals.faults(stores.ledger.file_hashes()) == []
    stores.close()
