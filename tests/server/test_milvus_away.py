"""Milvus is away: a question is told so with what to do, and what needs no index goes on."""

from pathlib import Path

import pytest
from engines import milvus_url
from fastapi.testclient import TestClient
from loaded import service_of

from ingest.sync.sync import sync
from rag.settings import Settings
from server.app import create_app


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A library that was filled while Milvus was there."""
    (tmp_path / "letter.txt").write_text("The harbour has been closed for nine weeks. No ferry calls there.")
    service = service_of(Settings(data_dir=tmp_path / "data", milvus_url=milvus_url(), _env_file=None))
    assert sync(service.stores, [tmp_path / "letter.txt"]).failed == []
    service.close()
    return tmp_path / "data"


def test_a_question_is_answered_with_503_and_the_papers_can_still_be_read(data: Path) -> None:
    away = "http://127.0.0.1:9"
    service = service_of(Settings(data_dir=data, milvus_url=away, _env_file=None))
    client = TestClient(create_app(service), base_url="http://127.0.0.1")
    answer = client.post("/api/ask", json={"question": "How long has the harbour been closed?"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "index_unreachable")
    assert f"Milvus at {away} does not answer" in answer.json()["error"]["message"]
    found = client.get("/api/find", params={"q": "nine weeks"}).json()
    assert found["total"] == 1
    assert len(client.get("/api/documents").json()["documents"]) == 1
    assert client.get("/api/status").json()["vector_store"] == away
    service.close()


def test_a_paper_is_answered_from_milvus(data: Path) -> None:
    service = service_of(Settings(data_dir=data, milvus_url=milvus_url(), _env_file=None))
    client = TestClient(create_app(service), base_url="http://127.0.0.1")
    answer = client.post("/api/ask", json={"question": "How long has the harbour been closed?"}).json()
    assert answer["citations"][0]["quote"] == "The harbour has been closed for nine weeks."
    assert client.get("/api/status").json()["vector_store"] == "milvus-lite"
    service.close()
