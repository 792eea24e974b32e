"""A finished briefing is a copy: it goes when a document or a conversation that it quotes is erased, or by itself."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from loaded import service_of

from ingest.sync.sync import sync
from rag.service import Service
from rag.settings import Settings
from server.app import create_app

from .conftest import PAPERS

HERALD, COUNCIL = "By how much did rents in Leith rise?", "How many flats has the council built?"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    made = service_of(Settings(data_dir=tmp_path / "data", _env_file=None))
    sync(made.stores, [folder])
    yield made
    made.close()


@pytest.fixture
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service), base_url="http://127.0.0.1") as made:
        yield made


def briefing(client: TestClient, **order: Any) -> str:
    id: str = client.post("/api/briefings", json=order).json()["briefing_id"]
    while (state := client.get(f"/api/briefings/{id}").json()["state"]) in ("waiting", "running"):
        time.sleep(0.02)
    assert state == "done"
    return id


def files(service: Service, id: str) -> list[Path]:
    return list((service.settings.data_dir / "briefings").glob(f"{id}.*"))


def held(client: TestClient, title: str) -> str:
    documents = client.get("/api/documents").json()["documents"]
    return next(str(each["id"]) for each in documents if each["title"] == title)


def test_a_briefing_goes_with_a_document_that_it_quotes_and_with_no_other(
    client: TestClient, service: Service
) -> None:
    rents = briefing(client, questions=[HERALD])
    flats = briefing(client, questions=[COUNCIL])
    client.delete(f"/api/documents/{held(client, 'Statement on rents')}")
    assert files(service, flats) == []
    assert client.get(f"/api/briefings/{flats}").status_code == 404
    assert client.get(f"/api/briefings/{rents}/file").status_code == 200


def test_a_briefing_goes_with_a_document_that_is_replaced(
    client: TestClient, service: Service, tmp_path: Path
) -> None:
    rents = briefing(client, questions=[HERALD], timeline=True, format="md")
    (tmp_path / "papers" / "herald.md").write_text("Nothing was found in Leith. The union has left.")
    sent = client.post(
        f"/api/documents?replace={held(client, 'Rents rise again in Leith')}",
        files={"files": ("herald.md", "Nothing was found in Leith. The union has left.")},
    )
    while client.get(f"/api/ingestions/{sent.json()['ingestion_id']}").json()["state"] in (
        "waiting",
        "running",
    ):
        time.sleep(0.02)
    assert files(service, rents) == []


def test_a_briefing_goes_with_the_conversation_that_it_was_made_of(
    client: TestClient, service: Service
) -> None:
    answer = client.post("/api/ask", json={"question": HERALD}).json()
    made = briefing(client, answer_ids=[answer["id"]])
    other = briefing(client, questions=[COUNCIL])
    client.delete(f"/api/conversations/{answer['conversation_id']}")
    assert files(service, made) == []
    assert files(service, other) != []


def test_a_briefing_can_be_deleted_by_itself(client: TestClient, service: Service) -> None:
    made = briefing(client, questions=[HERALD])
    assert client.delete(f"/api/briefings/{made}").status_code == 204
    assert files(service, made) == []
    assert client.delete(f"/api/briefings/{made}").status_code == 404
