"""Several affairs on one server: apart in every question, listing and export, from outside and by the commands."""

import json
import random
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from loaded import service_of

from ingest.sync.progress import Outcome
from ingest.sync.sync import sync
from rag.service import Service
from rag.settings import Settings
from rag.storage.audit import verification
from server.affairs.folders import BadAffair, affairs, create
from server.app import create_app

# Three affairs whose papers share their words, so that only the wall between them keeps them apart.
PLACES = {"": "Leith", "/affairs/harbour-wall": "Wick", "/affairs/gritting-lorries": "Oban"}  # by address
THINGS = ("harbour wall", "gritting lorries", "ferry", "school roof", "fish market", "lifeboat")
FORMS = (
    "What happened to the {thing}?",
    "Who paid for the {thing}?",
    "How much did the {thing} cost?",
    "What did the council say about the {thing} in {place}?",
    "When was the {thing} of {place} repaired?",
)


def papers(folder: Path, place: str) -> Path:
    folder.mkdir(parents=True)
    for number, thing in enumerate(THINGS, 1):
        (folder / f"{number}.md").write_text(
            f"---\ntitle: The {thing} of {place}\npublisher: {place} Gazette\ndate: 2015-0{number}-01\n"
            "kind: article\n---\n"
            f"The council of {place} paid {number} million pounds for the {thing} of {place}. “The {thing} will be "
            f"repaired by May,” said Ann Muir of the council of {place}. It was repaired on {number} May 2015.\n"
        )
    return folder


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Three affairs in one data folder."""
    root = tmp_path_factory.mktemp("three")
    made = service_of(Settings(data_dir=root / "data", _env_file=None))
    assert sync(made.stores, [papers(root / "leith", "Leith")]).failed == []
    for title, place in (("Harbour wall", "Wick"), ("Gritting lorries: £", "Oban")):
        affair = create(root / "data", title)
        other = made.beside(affair.name, root / "data" / "affairs" / affair.name)
        assert sync(other.stores, [papers(root / place, place)]).failed == []
        other.close()
    yield made
    made.close()


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service), base_url="http://127.0.0.1") as made:
        yield made


def places_in(found: Any) -> set[str]:
    """Which of the three places anything in a response names."""
    text = json.dumps(found, ensure_ascii=False)
    return {place for place in PLACES.values() if place in text}


def test_no_passage_of_one_affair_stands_in_an_answer_of_another(client: TestClient) -> None:
    chance = random.Random(19)
    named = list(PLACES.items())
    for number in range(60):
        prefix, own = chance.choice(named)
        question = chance.choice(FORMS).format(thing=chance.choice(THINGS), place="the town")
        if number % 10:  # the passages that an answer is made of, without the time that an answer takes
            found = client.get(f"{prefix}/api/search", params={"q": question, "limit": 100}).json()
        else:
            found = client.post(f"{prefix}/api/ask", json={"question": question}).json()
        assert places_in(found) == {own}, question
    for prefix, own in named:
        for path in (
            *("search?q=harbour", "find?q=council", "documents", "claims", "timeline", "overview", "filters"),
            *("suggestions", "conversations"),
        ):
            assert places_in(client.get(f"{prefix}/api/{path}").json()) <= {own}, path
        assert client.get(f"{prefix}/api/status").json()["documents"] == len(THINGS)
        assert client.get(f"{prefix}/api/documents").json()["documents"]


def test_a_model_of_openais_protocol_is_an_affair(client: TestClient) -> None:
    def models(prefix: str) -> list[str]:
        return [each["id"] for each in client.get(f"{prefix}/v1/models").json()["data"]]

    assert models("") == ["report-qa", "report-qa/gritting-lorries", "report-qa/harbour-wall"]
    assert models("/affairs/harbour-wall") == ["report-qa"]
    assert client.get("/v1/models/report-qa/harbour-wall").json()["id"] == "report-qa/harbour-wall"
    asked = {"messages": [{"role": "user", "content": "How much did the council pay for the ferry?"}]}
    for stream in (False, True):
        for model, place in (("report-qa", "Leith"), ("report-qa/harbour-wall", "Wick")):
            made = client.post("/v1/chat/completions", json=asked | {"model": model, "stream": stream})
            assert place in made.text
            assert not {"Leith", "Wick", "Oban"} - {place} & {
                each for each in PLACES.values() if each in made.text
            }
            assert f'"model":"{model}"' in made.text.replace(": ", ":")
            kept = "/affairs/harbour-wall/documents/" if place == "Wick" else "http://127.0.0.1/documents/"
            assert kept in made.text
    at = "/affairs/harbour-wall/v1/chat/completions"
    assert client.post(at, json=asked | {"model": "report-qa/harbour-wall"}).status_code == 200
    for path, model in ((at, "report-qa/gritting-lorries"), ("/v1/chat/completions", "report-qa/nowhere")):
        refused = client.post(path, json=asked | {"model": model})
        assert (refused.status_code, refused.json()["error"]["code"]) == (404, "model_not_found")


def test_what_an_affair_keeps_is_not_found_in_another(client: TestClient) -> None:
    at = "/affairs/harbour-wall"
    answer = client.post(f"{at}/api/ask", json={"question": "How much did the ferry cost?"}).json()
    cited = answer["citations"][0]
    place = {name: cited[name] for name in ("document_id", "start", "end")}
    (pin,) = client.post(f"{at}/api/pins", json=place).json()["pins"]
    own = (
        *(f"/api/answers/{answer['id']}", f"/api/answers/{answer['id']}/export?format=md"),
        *(f"/api/conversations/{answer['conversation_id']}", f"/api/documents/{cited['document_id']}"),
        f"/api/documents/{cited['document_id']}/file",
    )
    for path in own:
        assert client.get(at + path).status_code == 200, path
        for other in ("", "/affairs/gritting-lorries", "/affairs/default"):
            assert client.get(other + path).status_code == 404, path
    assert client.get("/api/pins").json() == {"pins": []}
    assert client.patch(f"/api/pins/{pin['id']}", json={"note": "x"}).status_code == 404
    with_its_talk = {"question": "Who paid for it?", "conversation_id": answer["conversation_id"]}
    assert client.post("/api/ask", json=with_its_talk).status_code == 404
    assert client.post("/api/pins", json=place).status_code == 404
    made = client.post("/api/briefings", json={"answer_ids": [answer["id"]], "format": "md"})
    assert made.status_code == 404


def test_an_unknown_affair_is_said_to_be_none(client: TestClient) -> None:
    for name in ("nowhere", "%2e%2e", "Harbour-wall", "harbour-wall%00", "x" * 300):
        found = client.get(f"/affairs/{name}/api/documents")
        assert found.status_code == 404, name
        assert found.headers["cache-control"] == "no-store"
    assert client.get("/affairs/nowhere/api/documents").json()["error"]["code"] == "no_affair"
    asked = {"model": "report-qa", "messages": [{"role": "user", "content": "Who paid for the ferry?"}]}
    assert client.post("/affairs/nowhere/v1/chat/completions", json=asked).json()["error"]["param"] is None
    chat = client.post("/affairs/harbour-wall/v1/chat/completions", json=asked)
    assert places_in(chat.json()) == {"Wick"}
    assert "http://127.0.0.1/affairs/harbour-wall/documents/" in chat.text
    for path in ("", "/", "/library", "/answers/x", "/web/js/main.js", "/healthz"):
        assert client.get(f"/affairs/harbour-wall{path}").status_code == 200, path


def test_an_affair_is_created_renamed_used_and_deleted_over_http(
    client: TestClient, service: Service
) -> None:
    made = client.post("/api/affairs", json={"title": "  The Ærø\u0007 bridge "})
    assert made.status_code == 201
    name = made.json()["name"]
    assert made.json() == {"name": name, "title": "The Ærø bridge", "address": f"/affairs/{name}/"}
    assert client.get(f"/affairs/{name}/readyz").json() == {"status": "ready"}  # of the server
    assert client.get(f"/affairs/{name}/api/status").json()["documents"] == 0
    sent = client.post(
        f"/affairs/{name}/api/documents", files={"files": ("a.txt", b"The bridge was opened in 1911.")}
    )
    assert sent.status_code == 202
    deleting = f"/api/affairs/{name}"
    going_on = threading.Event()
    rooms = client.app.state.rooms  # type: ignore[attr-defined]
    rooms.get(name).ingestions.submit(lambda _, __: Outcome(passages=going_on.wait()))
    busy = client.delete(f"{deleting}?confirm={name}")
    assert (busy.status_code, busy.json()["error"]["code"]) == (409, "affair_busy")
    going_on.set()
    while client.get(f"/affairs/{name}/api/status").json()["ingestion_id"]:
        time.sleep(0.02)
    (held,) = client.get(f"/affairs/{name}/api/documents").json()["documents"]
    assert held["path"] == "upload/a.txt"
    assert client.patch(deleting, json={"title": "Bridges"}).json()["title"] == "Bridges"
    assert [each["title"] for each in client.get("/api/affairs").json()["affairs"]] == [
        *("Default affair", "Bridges", "Gritting lorries: £", "Harbour wall")
    ]
    for wrong in ("", "?confirm=", "?confirm=default"):
        refused = client.delete(deleting + wrong)
        assert (refused.status_code, refused.json()["error"]["code"]) == (422, "not_confirmed")
    assert client.delete("/api/affairs/default?confirm=default").status_code == 422
    assert client.delete(f"{deleting}?confirm={name}").status_code == 204
    assert client.get(f"/affairs/{name}/api/status").status_code == 404
    assert client.delete(f"{deleting}?confirm={name}").status_code == 404
    assert not (service.settings.data_dir / "affairs" / name).exists()


def test_a_document_moves_whole_and_leaves_nothing_behind(client: TestClient, service: Service) -> None:
    at = "/affairs/harbour-wall"
    held = client.get("/api/documents").json()["documents"][0]
    client.patch(f"/api/documents/{held['id']}", json={"author": "Ann Muir"})
    answer = client.post("/api/ask", json={"question": f"How much was paid for {held['title']}?"}).json()
    before = client.get(f"/api/documents/{held['id']}").json()
    file = client.get(f"/api/documents/{held['id']}/file").content
    moving = "/api/affairs/harbour-wall/documents"
    assert client.post(moving, json={"from": "default", "document_ids": [held["id"], "x"]}).status_code == 404
    assert client.post(moving, json={"from": "nowhere", "document_ids": ["x"]}).status_code == 404
    assert client.post("/api/affairs/default/documents", json={"document_ids": ["x"]}).status_code == 422
    assert client.post(moving, json={"document_ids": [held["id"]]}).status_code == 204
    assert client.get(f"/api/documents/{held['id']}").status_code == 404
    moved = client.get(f"{at}/api/documents/{held['id']}").json()
    assert moved == before | {"ingested_at": moved["ingested_at"]}
    assert client.get(f"{at}/api/documents/{held['id']}/file").content == file
    assert "Leith" in places_in(client.get(f"{at}/api/search?q=Leith").json())
    found = client.get("/api/find", params={"q": held["title"]}).json()
    assert found["total"] == 0
    checked = client.get(f"/api/answers/{answer['id']}").json()["checked"]
    assert "source_removed" in json.dumps(checked)
    rooms = client.app.state.rooms  # type: ignore[attr-defined]
    for name in ("default", "harbour-wall"):
        assert verification(rooms.get(name).service.stores)["faults"] == []
    back = {"from": "harbour-wall", "document_ids": [held["id"]]}
    assert client.post("/api/affairs/default/documents", json=back).status_code == 204
    assert client.get(f"/api/documents/{held['id']}").json()["text"] == before["text"]
    assert len(client.get(f"{at}/api/documents").json()["documents"]) == len(THINGS)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"title": "Harbour", "name": "harbour-wall"}, 409, "affair_exists"),
        ({"title": "Harbour", "name": "default"}, 409, "affair_exists"),
        ({"title": "Harbour", "name": "../x"}, 422, "bad_affair"),
        ({"title": "Harbour", "name": "a--b"}, 422, "bad_affair"),
        ({"title": " \n "}, 422, "bad_affair"),
        ({"title": "x" * 121}, 422, "bad_affair"),
        ({"title": "Harbour", "shoe": 1}, 422, "invalid"),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    client: TestClient, body: dict[str, Any], status: int, code: str
) -> None:
    refused = client.post("/api/affairs", json=body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)


def test_a_name_is_made_of_the_title_and_is_taken_once(tmp_path: Path) -> None:
    titles = ("Öffentliche Brücken: Ærø!", "Öffentliche Brücken (Ærø)", "桥", "桥梁", "Default", "y" * 100)
    made = [create(tmp_path, title).name for title in titles]
    assert made == [
        *(
            "offentliche-brucken-aero",
            "offentliche-brucken-aero-2",
            "affair",
            "affair-2",
            "default-2",
            "y" * 60,
        )
    ]
    assert {each.name for each in affairs(tmp_path)} == {"default", *made}
    with pytest.raises(BadAffair):
        create(tmp_path, "")


def test_the_commands_work_with_an_affair(tmp_path: Path, told: Callable[..., tuple[int, str]]) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: The bridge\n---\nThe bridge of Aros was opened in 1911.\n")
    assert told("create-affair", "Bridges of Mull", "--name", "bridges")[0] == 0
    assert told("create-affair", "Other", "--name", "bridges")[0] == 2
    assert told("ingest", str(tmp_path / "a.md"), "--affair", "bridges")[0] == 0
    assert "opened in 1911" in told("find", "Aros", "--affair", "bridges")[1]
    assert "does not stand" in told("find", "Aros")[1]
    assert told("documents")[1].startswith("No documents are held.")
    code, words = told("documents", "--affair", "bridge")
    assert (code, "There is no affair 'bridge'" in words) == (2, True)
    id = json.loads(told("documents", "--json", "--affair", "bridges")[1])["documents"][0]["id"]
    assert told("move", id, "--to", "bridges", "--affair", "bridges")[0] == 2
    assert told("move", id, "--to", "default", "--affair", "bridges") == (0, f"Moved {id} to default.\n")
    assert "opened in 1911" in told("find", "Aros")[1]
    assert told("move", id, "--to", "bridges")[0] == 0
    assert told("rename-affair", "bridges", "Bridges")[0] == 0
    assert told("affairs") == (0, "default  Default affair\nbridges  Bridges\n")
    assert told("delete-affair", "bridges", "--confirm", "bridge")[0] == 2
    assert told("delete-affair", "bridges")[0] == 2  # nobody is there to confirm it
    assert told("delete-affair", "bridges", "--confirm", "bridges") == (0, "Deleted bridges.\n")
    assert [each.name for each in affairs(tmp_path / "data")] == ["default"]
    assert list((tmp_path / "data" / "affairs").iterdir()) == []
