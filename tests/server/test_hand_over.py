"""While a server holds the data folder, commands hand their work to it; when it was killed they do it themselves."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from server_process import Server

from rag.service import Service
from rag.settings import Settings
from server.cli import main
from server.running_server import RunningServer, running_server

LETTER = "---\ntitle: A letter\n---\nThe harbour has been closed for nine weeks. No ferry calls there.\n"
REPORT = """---
title: A report on the harbour
publisher: Wade & Co
date: 2016-03-01
kind: report
---
The harbour was closed because of the storm of 2 March 2015. The board should dredge it every year.
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REPORT_QA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.md").write_text(LETTER)
    return tmp_path / "data"


@pytest.fixture
def server(data: Path) -> Iterator[Server]:
    made = Server(data)
    yield made
    made.end(signal.SIGKILL)


def told(capsys: pytest.CaptureFixture[str], *command: str) -> tuple[int, str]:
    code = main(command)
    seen = capsys.readouterr()
    return code, seen.out + seen.err


def test_commands_hand_their_work_to_the_server(
    server: Server, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, "ingest", "papers") == (0, "1 added. Held: 1 documents, 1 passages.\n")
    (held,) = server.get("/api/documents")["documents"]
    assert held["path"] == "papers/letter.md"  # and the whole path for whoever runs the server:
    (listed,) = json.loads(told(capsys, "documents", "--json")[1])["documents"]
    assert listed["path"] == str(data.parent / "papers" / "letter.md")
    assert told(capsys, "set", held["id"], "date=2015-04") == (0, f"Set date of {held['id']}.\n")
    assert server.get("/api/documents")["documents"][0]["date"] == "2015-04"
    code, words = told(capsys, "set", held["id"], "date=soon")
    assert (code, "is no date" in words) == (2, True)
    assert told(capsys, "rebuild") == (0, "Rebuilt: 1 passages.\n")
    code, words = told(capsys, "ingest", "nowhere")
    assert (code, "no file or folder" in words) == (2, True)
    assert told(capsys, "remove", held["id"])[0] == 0
    assert server.get("/api/documents")["documents"] == []
    assert told(capsys, "remove", held["id"])[0] == 2
    # All of it was done by the server: this process never took the folder from it.
    assert (data / "writing.pid").read_text() == f"process {server.process.pid}"


def test_verify_and_brief_are_done_by_the_server_and_backup_opens_the_library_alone(
    server: Server, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "ingest", "papers")
    assert told(capsys, "verify") == (0, "All well: 1 documents, 1 passages.\n")
    questions, out = data.parent / "questions.txt", data.parent / "out.md"
    questions.write_text(f"## The harbour\nHow long has the harbour been closed?\n{'x' * 2001}\n")
    code, words = told(capsys, "brief", "questions.txt", "-o", "out.md", "--title", "Leith")
    assert (code, "Not asked: xxx" in words, "Wrote out.md: 2 questions." in words) == (1, True, True)
    assert "closed for nine weeks" in out.read_text()
    assert list((data / "briefings").glob("*.md")) == []
    (asked,) = server.get("/api/conversations")["conversations"]
    assert asked["title"] == "Leith"
    code, words = told(capsys, "backup", "backup.zip")
    assert (code, words.startswith("Backed up to backup.zip")) == (0, True)
    assert (data / "writing.pid").read_text() == f"process {server.process.pid}"
    (data / "originals").rename(data / "elsewhere")
    code, words = told(capsys, "verify")
    assert (code, "is gone. Ingest its document again." in words) == (1, True)
    status, _, _ = server.request("GET", "/api/verification")
    assert status == 403  # for who reads the data folder alone


def test_commands_print_the_same_whether_a_server_runs_or_not(
    server: Server, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data.parent / "papers" / "report.md").write_text(REPORT)
    assert told(capsys, "ingest", "papers")[0] == 0
    main(["documents", "--json"])
    id = json.loads(capsys.readouterr().out)["documents"][0]["id"]
    commands = (
        *(
            ("documents",),
            ("documents", "--json"),
            ("search", "harbour", "--limit", "1"),
            ("search", "x", "--json"),
        ),
        *(("find", "harbour"), ("find", "harbour", "--json", "--limit", "0"), ("find", "")),
        ("search", "harbour", "--json", "--filter", f"document_id={id}", "--filter", "document_id=other"),
        *(("search", "harbour", "--filter", "shoe=1"), ("search", "harbour", "--filter", "date_from=soon")),
        *(("claims",), ("claims", "--json"), ("timeline",), ("timeline", "ferry", "--json", "--limit", "2")),
        ("ask", "Why was the harbour closed?"),
        ("ask", "Why was the harbour closed?", "--filter", "kind=report", "--filter", "date_from=2015"),
        *(("ask", ""), ("conversations", "--search", "nowhere"), ("erase-conversation", "nowhere")),
        *(("remove", "nowhere"), ("set", id, "date=soon"), ("set", id, "shoe=")),
    )
    with_server = [told(capsys, *each) for each in commands]
    asked = _asked(capsys)
    server.end(signal.SIGINT)
    assert running_server(data) is None
    assert [told(capsys, *each) for each in commands] == with_server
    assert _asked(capsys) == asked
    assert {code for code, _ in with_server} == {0, 2}


def _asked(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """An answer's JSON without what is new each time."""
    assert main(["ask", "Why was the harbour closed?", "--json", "--filter", "kind=report"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return {
        name: value
        for name, value in answer.items()
        if name not in ("id", "conversation_id", "created_at", "timings_ms")
    }


def test_a_server_that_was_killed_is_in_nobodys_way(
    server: Server, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.end(signal.SIGKILL)
    assert (data / "serving.json").exists()
    assert told(capsys, "ingest", "papers")[0] == 0
    assert not (data / "writing.pid").exists()
    assert told(capsys, "verify")[0] == 0


def test_a_server_that_was_stopped_leaves_no_note(server: Server, data: Path) -> None:
    assert running_server(data) is not None
    assert (data / "serving.json").stat().st_mode & 0o077 == 0
    server.end(signal.SIGINT)
    assert not (data / "serving.json").exists()
    assert running_server(data) is None


def test_another_program_at_the_noted_address_is_not_taken_for_the_server(server: Server, data: Path) -> None:
    noted = json.loads((data / "serving.json").read_text())
    (data / "serving.json").write_text(json.dumps(noted | {"token": "another's"}))
    assert running_server(data) is None
    (data / "serving.json").write_text("no note at all")
    assert running_server(data) is None
    assert RunningServer(**noted).port == server.port


def test_a_second_server_over_one_folder_is_refused(server: Server, data: Path) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "server.cli", "serve", "--port", "0"],
        env=os.environ | {"REPORT_QA_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert second.returncode == 2
    assert f"process {server.process.pid}" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_server_with_a_key_takes_work_from_its_owners_commands(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = Server(data, REPORT_QA_API_KEY="a key of some length")
    try:
        assert server.get("/api/documents")["error"]["code"] == "no_key"
        assert told(capsys, "ingest", "papers")[0] == 0
        held = server.get("/api/documents", Authorization="Bearer a key of some length")["documents"]
        assert [each["title"] for each in held] == ["A letter"]
    finally:
        server.end(signal.SIGKILL)


def test_questions_are_answered_while_documents_come_in(server: Server, data: Path) -> None:
    papers = data.parent / "papers"
    for number in range(60):
        words = " ".join(f"Sentence {each} of paper {number} tells of the harbour." for each in range(60))
        (papers / f"{number}.txt").write_text(words)
    command = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "ingest", "papers", "--json"],
        cwd=data.parent,
        env=os.environ | {"REPORT_QA_DATA_DIR": str(data)},
        stdout=subprocess.PIPE,
        text=True,
    )
    seen = []
    while command.poll() is None:
        documents = server.get("/api/documents")["documents"]
        hits = server.get("/api/search?q=harbour&limit=5")["hits"]
        seen.append(len(documents))
        assert all(each["passages"] for each in documents)  # whole, or not there
        assert not documents or hits
    outcome = json.loads(command.communicate()[0])
    assert (len(outcome["added"]), outcome["failed"]) == (61, [])
    assert seen == sorted(seen)
    server.end(signal.SIGINT)
    assert main(["verify"]) == 0
    service = Service(Settings())
    assert service.stores.library.counts()["documents"] == 61
    service.stores.close()
