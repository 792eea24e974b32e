"""Literal search over HTTP, from the command line and from Python."""

import json
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from folders import AFFAIR_FOLDER

from rag.service import Service
from report_qa import open_library
from server.app import create_app
from server.cli import main


@pytest.fixture
def service(service_over: Callable[..., Service], monkeypatch: pytest.MonkeyPatch) -> Service:
    found = service_over(AFFAIR_FOLDER / "documents")
    monkeypatch.setenv("REPORT_QA_DATA_DIR", str(found.settings.data_dir))
    return found


@pytest.fixture
def client(service: Service) -> TestClient:
    return TestClient(create_app(service), base_url="http://127.0.0.1")


def test_every_place_is_given_with_its_document_and_context(client: TestClient) -> None:
    found = client.get("/api/find", params={"q": "MASTER mariners"}).json()
    assert found["total"] == len(found["hits"]) == sum(each["count"] for each in found["documents"]) > 1
    assert [each["date"] or "9" for each in found["documents"]] == sorted(
        each["date"] or "9" for each in found["documents"]
    )
    for hit in found["hits"]:
        text = client.get(f"/api/documents/{hit['document_id']}").json()["text"]
        assert text[hit["start"] : hit["end"]] == hit["text"]
        assert f"{hit['before']}{hit['text']}{hit['after']}" in text
        assert hit["text"].casefold() == "master mariners"


def test_a_limit_and_filters_are_kept(client: TestClient) -> None:
    whole = client.get("/api/find", params={"q": "ferry"}).json()
    few = client.get("/api/find", params={"q": "ferry", "limit": 2}).json()
    assert (few["total"], len(few["hits"])) == (whole["total"], 2)
    reports = client.get("/api/find", params={"q": "mariners", "kind": "report"}).json()
    assert reports["total"] == 1


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"q": ""}, 422),
        ({"q": '""'}, 422),
        ({"q": "x" * 2001}, 422),
        ({}, 422),
        ({"q": "x", "limit": "-1"}, 422),
        ({"q": "x", "limit": "1001"}, 422),
        ({"q": "x", "colour": "red"}, 422),
        ({"q": "x", "date_from": "soon"}, 422),
        ({"q": "x", "document_id": "none"}, 404),
        ({"q": "(((", "limit": "5"}, 200),
    ],
)
def test_a_text_that_cannot_be_searched_for_is_rejected(
    client: TestClient, params: dict[str, str], status: int
) -> None:
    answer = client.get("/api/find", params=params)
    assert answer.status_code == status
    assert status == 200 or set(answer.json()["error"]) == {"code", "message"}


def test_the_command_counts_and_shows_the_places(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["find", "master mariners", "--limit", "1"]) == 0
    printed = capsys.readouterr().out
    assert "[master mariners]" in " ".join(printed.split())
    assert "more places are not shown" in printed
    assert main(["find", "master mariners", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] > 1
    assert main(["find", "quantum computing"]) == 0
    assert capsys.readouterr().out.startswith("It does not stand in these documents.")
    assert main(["find", ""]) == 2


def test_python_finds_the_same(service: Service, client: TestClient) -> None:
    with open_library(service.settings.data_dir) as library:
        found = library.find("master mariners")
        assert found.total == client.get("/api/find", params={"q": "master mariners"}).json()["total"]
        hit = found.hits[0]
        assert library.document(hit.document_id).text[hit.start : hit.end] == hit.text
