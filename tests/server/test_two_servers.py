"""Two servers over one folder: one holds it, the other answers beside it and hands on what changes documents."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from server_process import Server

from server.cli import main

KEY = "a key of some length"
OWNER = {"Authorization": f"Bearer {KEY}"}
PAPER = "The ferry Zephyrine calls at the old pier on Sundays. Nobody else does.\n"
QUESTION = {"question": "When does the ferry Zephyrine call at the old pier?"}
BOUNDARY = "b" * 20


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def both(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Server, Server]]:
    monkeypatch.setenv("REPORT_QA_DATA_DIR", str(data))
    holder = Server(data, REPORT_QA_API_KEY=KEY)
    beside = Server(data, "--beside", REPORT_QA_API_KEY=KEY)
    yield holder, beside
    for server in (holder, beside):
        server.end(signal.SIGKILL)


def upload(server: Server, name: str, text: str) -> tuple[int, Any]:
    body = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        f"Content-Type: text/plain\r\n\r\n{text}\r\n--{BOUNDARY}--\r\n"
    ).encode()
    headers = OWNER | {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    status, _, content = server.request("POST", "/api/documents", body, headers)
    return status, json.loads(content)


def taken_in(server: Server, name: str, text: str) -> None:
    status, submitted = upload(server, name, text)
    assert status == 202, submitted
    until = time.monotonic() + 120
    while time.monotonic() < until:
        found = server.get(f"/api/ingestions/{submitted['ingestion_id']}", **OWNER)
        if found["state"] in ("done", "failed"):
            assert found["state"] == "done", found
            return
        time.sleep(0.1)
    raise AssertionError("the ingestion did not end")


def asked(server: Server) -> Any:
    status, _, content = server.request("POST", "/api/ask", QUESTION, OWNER)
    assert status == 200, content
    return json.loads(content)


def test_what_is_changed_at_either_is_known_to_both(both: tuple[Server, Server], data: Path) -> None:
    holder, beside = both
    assert asked(beside)["status"] == "not_in_documents"
    taken_in(beside, "ferry.txt", PAPER)
    quotes = [[each["quote"] for each in asked(server)["citations"]] for server in both]
    assert quotes == [[PAPER.split(". ")[0] + "."]] * 2

    (document,) = beside.get("/api/documents", **OWNER)["documents"]
    status, _, _ = beside.request("PATCH", f"/api/documents/{document['id']}", {"title": "The Ferry"}, OWNER)
    assert status == 200
    assert asked(beside)["citations"][0]["title"] == "The Ferry"
    kept = asked(beside)["id"]
    assert holder.get(f"/api/answers/{kept}", **OWNER)["id"] == kept
    assert beside.request("DELETE", f"/api/documents/{document['id']}", None, OWNER)[0] == 204
    assert [asked(server)["status"] for server in both] == ["not_in_documents"] * 2

    noted = [json.loads(line)["did"] for line in (data / "audit.jsonl").read_text().splitlines()]
    assert noted.count("POST /api/documents") == 1
    assert main(["verify"]) == 0


def test_another_affair_is_made_and_deleted_through_either(both: tuple[Server, Server]) -> None:
    holder, beside = both
    made = beside.request("POST", "/api/affairs", {"title": "The pier", "name": "pier"}, OWNER)
    assert made[0] == 201, made[2]
    assert beside.get("/affairs/pier/api/documents", **OWNER)["documents"] == []
    assert holder.request("DELETE", "/api/affairs/pier?confirm=pier", None, OWNER)[0] == 204
    status, _, content = beside.request("GET", "/affairs/pier/api/documents", None, OWNER)
    assert (status, json.loads(content)["error"]["code"]) == (404, "no_affair")


def test_the_role_of_who_asks_is_judged_wherever_it_is_asked(
    both: tuple[Server, Server], data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, beside = both
    assert main(["add-key", "Ann", "--role", "reader"]) == 0
    key = capsys.readouterr().out.split()[-1]
    status, _, content = beside.request(
        "DELETE", "/api/documents/0", None, {"Authorization": f"Bearer {key}"}
    )
    assert (status, json.loads(content)["error"]["code"]) == (403, "no_role")
    status, _, content = beside.request("DELETE", "/api/documents/0", None, {})
    assert (status, json.loads(content)["error"]["code"]) == (401, "no_key")


def test_sessions_that_are_ended_at_one_are_ended_at_the_other(both: tuple[Server, Server]) -> None:
    holder, beside = both
    _, headers, _ = beside.request("POST", "/api/session", {"key": KEY})
    cookie = {"Cookie": headers["Set-Cookie"].split(";")[0]}
    assert holder.request("GET", "/api/documents", None, cookie)[0] == 200
    assert holder.request("DELETE", "/api/session?everywhere=true", None, cookie)[0] == 204
    assert beside.request("GET", "/api/documents", None, cookie)[0] == 401


def test_without_the_holder_questions_are_answered_and_nothing_is_changed(
    both: tuple[Server, Server], data: Path
) -> None:
    holder, beside = both
    taken_in(holder, "ferry.txt", PAPER)
    holder.end(signal.SIGKILL)
    assert asked(beside)["citations"]
    status, refused = upload(beside, "other.txt", "Something else.")
    assert (status, refused["error"]["code"]) == (503, "no_holder")

    again = Server(data, REPORT_QA_API_KEY=KEY)
    try:
        taken_in(beside, "other.txt", "The lighthouse was sold for nine pounds.")
        assert len(again.get("/api/documents", **OWNER)["documents"]) == 2
    finally:
        again.end(signal.SIGKILL)


def test_a_command_hands_its_work_to_the_holder(
    both: tuple[Server, Server], data: Path, tmp_path: Path
) -> None:
    _, beside = both
    (tmp_path / "ferry.txt").write_text(PAPER)
    done = subprocess.run(
        [sys.executable, "-m", "server.cli", "ingest", str(tmp_path / "ferry.txt")],
        env=os.environ | {"REPORT_QA_DATA_DIR": str(data), "REPORT_QA_API_KEY": KEY},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert asked(beside)["citations"]
