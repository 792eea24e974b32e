"""Under load: some questions are worked on, some wait, the rest is refused; and `healthz` answers all the same."""

import asyncio
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from loaded import service_of

from ingest.sync.sync import sync
from rag.errors import StaleIndex
from rag.generation.events import Stage
from rag.pipeline import Pipeline
from rag.service import Service
from rag.settings import Settings
from server.app import create_app

QUESTION = {"question": "Who promised repairs?"}
STREAM = {"accept": "text/event-stream"}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    (tmp_path / "letter.md").write_text("The council promised repairs by May.\n", encoding="utf-8")
    made = service_of(
        Settings(data_dir=tmp_path / "data", questions_at_once=1, questions_waiting=2, _env_file=None)
    )
    assert sync(made.stores, [tmp_path / "letter.md"]).failed == []
    yield made
    made.stores.close()


@pytest.fixture
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service), base_url="http://127.0.0.1") as made:
        yield made


def events_of(text: str) -> list[str]:
    return [line.removeprefix("event: ") for line in text.splitlines() if line.startswith("event: ")]


def test_questions_beyond_those_that_may_wait_are_refused_for_a_while(
    client: TestClient, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Semaphore(0), threading.Event()
    answer = Pipeline.answer

    def held(self: Pipeline, *given: Any) -> Any:
        begun.release()
        go_on.wait()
        return answer(self, *given)

    monkeypatch.setattr(Pipeline, "answer", held)
    with ThreadPoolExecutor(3) as clients:
        asked = [clients.submit(client.post, "/api/ask", json=QUESTION)]
        begun.acquire()
        asked += [clients.submit(client.post, "/api/ask", json=QUESTION) for _ in range(2)]
        turns = client.app.state.turns  # type: ignore[attr-defined]
        while turns.waiting < 2:
            client.get("/healthz")
        for headers in ({}, STREAM):
            refused = client.post("/api/ask", json=QUESTION, headers=headers)
            assert (refused.status_code, refused.json()["error"]["code"]) == (503, "overloaded")
            assert int(refused.headers["retry-after"]) > 0
        assert client.get("/healthz").status_code == 200
        go_on.set()
        assert [each.result().json()["status"] for each in asked] == ["answered"] * 3
    assert client.post("/api/ask", json=QUESTION).status_code == 200


def test_a_client_that_left_while_waiting_gets_no_answer(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered: list[Any] = []
    monkeypatch.setattr(Pipeline, "answer", lambda _, question: answered.append(question))
    coming = [{"type": "http.request", "body": json.dumps(QUESTION).encode(), "more_body": False}]
    sent: list[Any] = []

    async def receive() -> Any:
        return coming.pop() if coming else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/ask",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"application/json")],
    }
    asyncio.run(create_app(service)(scope, receive, send))
    assert answered == []
    assert sent[0]["status"] == 204


def test_an_empty_library_is_ready_for_its_first_document(tmp_path: Path) -> None:
    empty = service_of(Settings(data_dir=tmp_path / "empty", _env_file=None))
    with TestClient(create_app(empty), base_url="http://127.0.0.1") as client:
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()) == (200, {"status": "empty"})
    empty.close()


def test_a_stream_ends_with_its_answer(client: TestClient) -> None:
    streamed = client.post("/api/ask", json=QUESTION, headers=STREAM)
    assert streamed.headers["content-type"].startswith("text/event-stream")
    assert events_of(streamed.text)[-1] == "answer"


class Panic(BaseException):
    """As native libraries raise it."""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StaleIndex("one", "another"), "stale_index"),
        (OSError(28, "No space left on device"), "disk_full"),
        (KeyError("p1"), "internal"),
        (Panic("index out of bounds"), "internal"),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"), "invalid"),
    ],
)
def test_a_stream_that_fails_ends_with_an_error(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: str
) -> None:
    def failing(*_: Any) -> Any:
        yield Stage("searching")
        raise error

    monkeypatch.setattr(Pipeline, "stream", failing)
    streamed = client.post("/api/ask", json=QUESTION, headers=STREAM)
    assert events_of(streamed.text) == ["status", "error"]
    assert f'"code": "{code}"' in streamed.text
    assert client.post("/api/ask", json=QUESTION).json()["error"]["code"] == code


def test_what_cannot_be_asked_is_refused_before_a_stream_begins(client: TestClient) -> None:
    for body, status in (
        ({"question": " "}, 422),
        (QUESTION | {"conversation_id": "nowhere"}, 404),
        (QUESTION | {"filters": {"document_id": "nowhere"}}, 404),
        (QUESTION | {"filters": {"kind": "poem"}}, 422),
    ):
        for headers in ({}, STREAM):
            assert client.post("/api/ask", json=body, headers=headers).status_code == status
