"""Conversations over HTTP and from the command line; what the page may know without a key."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from loaded import service_of

from ingest.sync.sync import sync
from rag.question.query import Question
from rag.service import Service
from rag.settings import Settings
from rag.storage.archive.answers import new_id
from server.app import create_app
from server.cli import main


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    paper = tmp_path / "harbour.md"
    paper.write_text(
        "---\ntitle: The harbour of Lismore\npublisher: Lismore Echo\ndate: 1931\nkind: article\n---\n\n"
        "The harbour was dredged in 1930 by Élodie Baird.\n",
        encoding="utf-8",
    )
    made = service_of(Settings(data_dir=tmp_path / "data", _env_file=None))
    assert sync(made.stores, [paper]).failed == []
    yield made
    made.stores.close()


@pytest.fixture
def asked(service: Service) -> list[str]:
    """Two conversations: one about the harbour, one that was renamed."""
    first = service.pipeline.answer(Question("Who dredged the harbour in 1930?"))
    assert first.status == "answered"
    other = replace(
        first, id=new_id(), conversation_id=new_id(), question="Who paid?", text="Nobody [1]", citations=()
    )
    service.archive.keep(other)
    service.archive.rename(other.conversation_id, "50% of_the cost")
    return [first.conversation_id, other.conversation_id]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [1, 0]),
        ("harbour", [0]),  # of its question
        ("élodie BAIRD", [0]),  # of its answer, in any case
        ("harbour nobody", []),
        ("cost nobody", [1]),  # of its title and its answer
        ("50%", [1]),
        ("%", [1]),  # no wildcard
        ("of_the", [1]),
    ],
)
def test_a_search_finds_the_conversations_that_have_all_its_words(
    service: Service, asked: list[str], words: str, found: list[int]
) -> None:
    client = TestClient(create_app(service), base_url="http://127.0.0.1")
    listed = client.get("/api/conversations", params={"q": words}).json()["conversations"]
    assert [each["id"] for each in listed] == [asked[place] for place in found]
    assert all(each["turns"] == 1 for each in listed)


def test_what_was_found_is_shown_and_a_conversation_is_pinned_and_copied(
    service: Service, asked: list[str]
) -> None:
    client = TestClient(create_app(service), base_url="http://127.0.0.1")
    (found,) = client.get("/api/conversations", params={"q": "baird"}).json()["conversations"]
    assert (found["where"], "Élodie Baird" in found["snippet"]) == ("answer", True)
    assert client.patch(f"/api/conversations/{asked[0]}", json={"pinned": True}).json()["pinned"]
    listed = client.get("/api/conversations").json()["conversations"]
    assert [each["id"] for each in listed] == asked
    made = client.post(f"/api/conversations/{asked[1]}/copies")
    assert (made.status_code, made.json()["title"]) == (201, "50% of_the cost (copy)")
    whole = client.get(f"/api/conversations/{made.json()['id']}").json()
    assert [each["question"] for each in whole["answers"]] == ["Who paid?"]
    assert client.post("/api/conversations/nowhere/copies").status_code == 404


def test_a_list_comes_in_pages(service: Service, asked: list[str]) -> None:
    client = TestClient(create_app(service), base_url="http://127.0.0.1")
    for offset, found, more in ((0, [asked[1]], True), (1, [asked[0]], False), (2, [], False)):
        page = client.get("/api/conversations", params={"limit": 1, "offset": offset}).json()
        assert ([each["id"] for each in page["conversations"]], page["more"]) == (found, more)
    assert client.get("/api/conversations", params={"limit": 0}).status_code == 422


def test_the_commands_list_search_and_erase(
    service: Service, asked: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REPORT_QA_DATA_DIR", str(service.settings.data_dir))
    assert main(["conversations", "--search", "baird", "--json"]) == 0
    assert [each["id"] for each in json.loads(capsys.readouterr().out)["conversations"]] == [asked[0]]
    assert main(["conversations"]) == 0
    assert "50% of_the cost" in capsys.readouterr().out
    assert main(["erase-conversation", asked[0]]) == 0
    assert main(["conversations"]) == 0
    assert asked[0] not in capsys.readouterr().out.replace(f"Erased {asked[0]}.", "")
    assert main(["erase-conversation", asked[0]]) == 2
    assert "There is no conversation" in capsys.readouterr().err


def test_the_filters_are_those_that_the_documents_have(service: Service) -> None:
    choices = TestClient(create_app(service), base_url="http://127.0.0.1").get("/api/filters").json()
    assert choices["kinds"] == [{"name": "article", "documents": 1}]
    assert choices["publishers"] == [{"name": "Lismore Echo", "documents": 1}]
    assert [each["name"] for each in choices["documents"]] == ["The harbour of Lismore"]


def test_with_a_key_the_page_opens_and_nothing_of_what_is_held_does(tmp_path: Path) -> None:
    service = service_of(Settings(data_dir=tmp_path, api_key="käse & brot & butter", _env_file=None))
    client = TestClient(create_app(service), base_url="http://127.0.0.1")
    for open_ in (
        "/",
        "/library",
        "/answers/x",
        "/documents/x",
        "/conversations/x",
        "/web/js/main.js",
        "/healthz",
    ):
        assert client.get(open_).status_code == 200, open_
    for shut in ("/api/status", "/api/conversations", "/api/documents/x", "/openapi.json", "/api//status"):
        assert client.get(shut).status_code == 401, shut
    assert client.post("/api/session", json={"key": "käse & brot & butter"}).status_code == 204
    assert client.get("/api/conversations").status_code == 200
    service.stores.close()


def test_the_page_says_that_it_may_load_nothing_from_elsewhere(service: Service) -> None:
    response = TestClient(create_app(service), base_url="http://127.0.0.1").get("/")
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response.headers["cache-control"] == "no-cache"
