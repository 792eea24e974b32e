"""The commands that change what is held, as a person runs them."""

import json
from pathlib import Path

import pytest

from server.cli import main

LETTER = "---\ntitle: A letter\n---\nThe harbour has been closed for nine weeks. No ferry calls there.\n"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REPORT_QA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "letter.md").write_text(LETTER)
    return tmp_path / "data"


def test_a_document_is_taken_in_corrected_proved_and_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest"]) == 0
    assert capsys.readouterr().out == "1 added. Held: 1 documents, 1 passages.\n"
    assert main(["documents"]) == 0
    listed = capsys.readouterr().out
    assert "A letter" in listed
    assert "(missing: publisher, author, date, url)" in listed
    id = listed.split()[0]
    assert main(["set", id, "publisher=Harbour Watch", "date=4 March 2019"]) == 0
    capsys.readouterr()
    assert main(["documents", "--json"]) == 0
    (held,) = json.loads(capsys.readouterr().out)["documents"]
    assert (held["publisher"], held["date"], held["missing"]) == (
        "Harbour Watch",
        "2019-03-04",
        ["author", "url"],
    )
    assert main(["verify"]) == 0
    assert capsys.readouterr().out == "All well: 1 documents, 1 passages.\n"
    assert main(["remove", id]) == 0
    capsys.readouterr()
    assert main(["documents"]) == 0
    assert "No documents are held" in capsys.readouterr().out


def test_what_cannot_be_done_is_said_in_one_line_with_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (
        ["remove", "nowhere"],
        ["set", "nowhere", "date=2019"],
        ["set", "x", "date"],
        ["ingest", "nope"],
    ):
        assert main(command) == 2
        told = capsys.readouterr().err
        assert told.startswith("report-qa: ")
        assert told.count("\n") == 1


def test_some_that_failed_give_exit_code_1_and_their_reasons(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data.parent / "documents" / "empty.txt").touch()
    assert main(["ingest", "documents", "http://127.0.0.1/page", "--json"]) == 1
    outcome = json.loads(capsys.readouterr().out)
    assert [Path(each["path"]).name for each in outcome["failed"]] == ["empty.txt", "page"]
    assert len(outcome["added"]) == 1


@pytest.mark.parametrize("damaged", ["vectors/chroma.sqlite3", "lexical/v2/meta.json"])
def test_rebuild_makes_a_damaged_index_again(
    data: Path, damaged: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["ingest"])
    (data / damaged).write_text("garbage")
    capsys.readouterr()
    assert main(["verify"]) == 2
    assert "Run `report-qa rebuild`" in capsys.readouterr().err
    assert main(["rebuild"]) == 0
    assert main(["verify"]) == 0


def test_a_backup_is_made_once(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["ingest"])
    assert main(["backup", "kept.zip"]) == 0
    assert main(["backup", "kept.zip"]) == 2
    assert "is there already" in capsys.readouterr().err
