"""Documents sent, corrected and taken out over HTTP; names from outside become nothing but labels."""

import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from loaded import service_of

from rag.service import Service
from rag.settings import Settings
from rag.storage.audit import faults
from server.access import Access
from server.app import create_app
from server.uploads import label_of

LETTER = b"""---
title: A letter
publisher: Harbour Watch
---
The harbour has been closed for nine weeks. No ferry calls.
"""
TOKEN = "known to whoever reads the data folder"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    made = service_of(Settings(data_dir=tmp_path / "data", max_file_mb=1, max_upload_mb=2, _env_file=None))
    yield made
    made.stores.close()


@pytest.fixture
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service, Access(command_token=TOKEN)), base_url="http://127.0.0.1") as made:
        yield made


def sent(client: TestClient, *files: tuple[str, bytes]) -> dict[str, Any]:
    """Send files and wait for what came of it."""
    answer = client.post("/api/documents", files=[("files", file) for file in files])
    assert answer.status_code == 202, answer.text
    return over(client, answer.json()["ingestion_id"])


def over(client: TestClient, id: str) -> dict[str, Any]:
    seen: dict[str, Any] = client.get(f"/api/ingestions/{id}").json()
    while seen["state"] in ("waiting", "running"):
        time.sleep(0.02)
        seen = client.get(f"/api/ingestions/{id}").json()
    return seen


def error_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_files_that_are_sent_become_documents(client: TestClient, service: Service) -> None:
    seen = sent(client, ("letter.md", LETTER), ("note.txt", b"The pier is closed, a sign says."))
    assert seen["state"] == "done"
    assert seen["outcome"]["added"] == ["upload/letter.md", "upload/note.txt"]
    assert (seen["progress"]["files"], seen["progress"]["total"]) == (2, 2)
    held = client.get("/api/documents").json()["documents"]
    assert {each["title"] for each in held} >= {"A letter"}
    id = next(each["id"] for each in held if each["title"] == "A letter")
    assert client.get(f"/api/documents/{id}/file").content == LETTER
    assert faults(service.stores) == []
    assert not any((service.settings.data_dir / "incoming").iterdir())


def test_a_name_that_another_text_holds_makes_a_second_document(client: TestClient) -> None:
    may, june = LETTER, LETTER.replace(b"nine", b"ten")
    assert sent(client, ("letter.md", may))["outcome"]["added"] == ["upload/letter.md"]
    assert sent(client, ("letter.md", june))["outcome"]["added"] == ["upload/letter (2).md"]
    assert sent(client, ("letter.md", may))["outcome"]["unchanged"] == ["upload/letter.md"]
    assert sent(client, ("letter.md", june))["outcome"]["unchanged"] == ["upload/letter (2).md"]
    both = sent(client, ("letter.md", june), ("letter.md", LETTER.replace(b"nine", b"six")))["outcome"]
    assert (both["unchanged"], both["added"]) == (["upload/letter (2).md"], ["upload/letter (3).md"])
    held = client.get("/api/documents").json()["documents"]
    texts = [client.get(f"/api/documents/{each['id']}").json()["text"] for each in held]
    assert sorted(word for word in ("nine", "ten", "six") if any(word in text for text in texts)) == [
        "nine",
        "six",
        "ten",
    ]


def test_an_upload_replaces_the_document_that_it_names_and_no_other(
    client: TestClient, service: Service, tmp_path: Path
) -> None:
    sent(client, ("letter.md", LETTER), ("note.txt", b"The pier is closed, a sign says."))
    held = {each["path"]: each["id"] for each in client.get("/api/documents").json()["documents"]}
    client.patch(f"/api/documents/{held['upload/letter.md']}", json={"author": "Ada Quist"})
    june = ("files", ("note.txt", LETTER.replace(b"nine", b"ten")))
    answer = client.post("/api/documents", params={"replace": held["upload/letter.md"]}, files=[june])
    outcome = over(client, answer.json()["ingestion_id"])["outcome"]
    assert (outcome["replaced"], outcome["documents"]) == (["upload/note (2).txt"], 2)
    now = client.get(f"/api/documents/{held['upload/letter.md']}").json()
    assert "ten weeks" in now["text"]
    assert now["author"] == "Ada Quist"
    assert "pier" in client.get(f"/api/documents/{held['upload/note.txt']}").json()["text"]
    assert client.get("/api/search", params={"q": "nine weeks"}).json()["hits"][0]["text"].count("nine") == 0
    assert faults(service.stores) == []


def test_what_cannot_be_replaced_is_refused_before_anything_is_read(client: TestClient) -> None:
    sent(client, ("letter.md", LETTER))
    (held,) = client.get("/api/documents").json()["documents"]
    letter = ("files", ("letter.md", LETTER))
    gone = client.post("/api/documents", params={"replace": "nowhere"}, files=[letter])
    assert error_of(gone) == (404, "not_found")
    two = client.post("/api/documents", params={"replace": held["id"]}, files=[letter, letter])
    assert error_of(two) == (422, "bad_upload")
    page = client.post("/api/documents", params={"replace": held["id"]}, json={"url": "https://example.org"})
    assert error_of(page) == (409, "bad_upload")


def test_uploads_survive_new_indexes_and_a_folder_that_is_ingested(
    client: TestClient, service: Service, tmp_path: Path
) -> None:
    sent(client, ("letter.md", LETTER))
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "tide.txt").write_text("High water was at noon.")
    headers = {"Authorization": f"Bearer {TOKEN}"}
    for work in ({"rebuild": True}, {"named": [str(tmp_path / "papers")]}):
        id = client.post("/api/ingestions", json=work, headers=headers).json()["ingestion_id"]
        assert over(client, id)["state"] == "done"
    assert len(client.get("/api/documents").json()["documents"]) == 2
    assert faults(service.stores) == []


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\papers\\letter.docx", "letter.docx"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("/", "unnamed"),
        (".bashrc", "bashrc"),
        ("a\x00b\nc.txt", "abc.txt"),
        ("mail#letter.pdf", "mailletter.pdf"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_from_outside_is_a_label(name: str, label: str) -> None:
    assert label_of(name) == label


def test_names_that_would_climb_write_nothing_outside(client: TestClient, service: Service) -> None:
    before = {path for path in service.settings.data_dir.parent.rglob("*") if "data" not in path.parts}
    seen = sent(client, ("../../../climbed.txt", b"One sentence."), ("/tmp/climbed.txt", b"Another one."))
    assert seen["outcome"]["added"] == ["upload/climbed.txt", "upload/climbed (2).txt"]
    after = {path for path in service.settings.data_dir.parent.rglob("*") if "data" not in path.parts}
    assert after == before
    assert not any("climbed" in path.name for path in service.settings.data_dir.rglob("*"))


def test_a_bad_file_is_reported_and_the_other_goes_in(client: TestClient) -> None:
    seen = sent(client, ("report.pdf", b"%PDF-1.7 and no more"), ("letter.md", LETTER))
    assert seen["state"] == "done"
    assert [each["path"] for each in seen["outcome"]["failed"]] == ["upload/report.pdf"]
    assert seen["outcome"]["added"] == ["upload/letter.md"]


def test_what_is_too_large_or_nothing_at_all_gets_a_clear_answer(client: TestClient) -> None:
    large = ("files", ("long.txt", io.BytesIO(b"word " * 300_000)))
    assert error_of(client.post("/api/documents", files=[large])) == (422, "unreadable")
    assert error_of(client.post("/api/documents", files=[large, large])) == (413, "too_large")
    assert error_of(client.post("/api/documents", data={"other": "field"})) == (422, "bad_upload")
    assert error_of(client.post("/api/documents", files=[("other", ("a.txt", b"x"))])) == (422, "bad_upload")
    broken = client.post(
        "/api/documents", content=b"no parts", headers={"content-type": "multipart/form-data"}
    )
    assert broken.status_code in (400, 422)


def test_an_address_within_is_refused_and_nothing_is_asked_of_it(client: TestClient) -> None:
    answer = client.post("/api/documents", json={"url": "http://127.0.0.1:9/admin"})
    seen = over(client, answer.json()["ingestion_id"])
    assert "not on the public Internet" in seen["outcome"]["failed"][0]["error"]
    for body in ({"url": "/etc/passwd"}, {"url": ""}, {"path": "x"}, ["x"], "x"):
        assert error_of(client.post("/api/documents", json=body)) == (422, "bad_upload")


def test_metadata_are_corrected_and_shown_as_corrected(client: TestClient) -> None:
    sent(client, ("letter.md", LETTER))
    (held,) = client.get("/api/documents").json()["documents"]
    assert held["missing"] == ["author", "date", "url"]
    answer = client.patch(f"/api/documents/{held['id']}", json={"date": "April 2015", "author": "Ada Quist"})
    assert (answer.json()["date"], answer.json()["author"]) == ("2015-04", "Ada Quist")
    assert answer.json()["missing"] == ["url"]
    assert error_of(client.patch(f"/api/documents/{held['id']}", json={"date": "soon"})) == (422, "bad_field")
    assert error_of(client.patch(f"/api/documents/{held['id']}", json={"date": 5})) == (422, "invalid")
    assert error_of(client.patch("/api/documents/nowhere", json={"date": "2015"})) == (404, "not_found")


def test_a_document_that_is_removed_is_gone(client: TestClient, service: Service) -> None:
    sent(client, ("letter.md", LETTER))
    (held,) = client.get("/api/documents").json()["documents"]
    assert client.delete(f"/api/documents/{held['id']}").status_code == 204
    assert client.get("/api/documents").json()["documents"] == []
    assert error_of(client.delete(f"/api/documents/{held['id']}")) == (404, "not_found")
    assert client.get("/api/search", params={"q": "harbour"}).json()["hits"] == []
    assert faults(service.stores) == []


def test_paths_of_this_machine_are_read_only_for_whoever_reads_the_data_folder(
    client: TestClient, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("Nobody is to read this.")
    work = {"named": [str(tmp_path / "secret.txt")]}
    assert error_of(client.post("/api/ingestions", json=work)) == (403, "not_ours")
    wrong = {"Authorization": "Bearer guessed"}
    assert error_of(client.post("/api/ingestions", json=work, headers=wrong)) == (403, "not_ours")
    assert client.get("/api/documents").json()["documents"] == []


def test_another_embedding_model_is_not_mixed_in(client: TestClient) -> None:
    work = {"rebuild": True, "embedding_model": "another/model"}
    answer = client.post("/api/ingestions", json=work, headers={"Authorization": f"Bearer {TOKEN}"})
    assert error_of(answer) == (422, "other_model")


def test_an_unknown_ingestion_is_said_to_be_unknown(client: TestClient) -> None:
    assert error_of(client.get("/api/ingestions/nowhere")) == (404, "not_found")
    assert error_of(client.post("/api/ingestions/nowhere/stop")) == (404, "not_found")


def test_several_documents_are_taken_out_in_one_request_or_none_of_them(
    client: TestClient, service: Service, tmp_path: Path
) -> None:
    names = ("quixonone", "quixontwo", "quixonthree")
    sent(client, *((f"{name}.txt", f"The pier is closed, {name} says.".encode()) for name in names))
    held = {each["path"]: each["id"] for each in client.get("/api/documents").json()["documents"]}
    two = [held[f"upload/{name}.txt"] for name in names[:2]]
    assert error_of(client.delete("/api/documents", params={"id": [*two, "none"]})) == (404, "not_found")
    assert len(client.get("/api/documents").json()["documents"]) == 3
    assert error_of(client.delete("/api/documents")) == (422, "invalid")
    assert client.delete("/api/documents", params={"id": [*two, two[0]]}).status_code == 204
    assert [each["path"] for each in client.get("/api/documents").json()["documents"]] == [
        f"upload/{names[2]}.txt"
    ]
    assert faults(service.stores) == []
    for file in (path for path in (tmp_path / "data").rglob("*") if path.is_file()):
        content = file.read_bytes()
        assert not [name for name in names[:2] if name.encode() in content], file
