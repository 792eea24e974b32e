"""The command itself: help, versions, wrong use, pipes, terminals and completion, from outside."""

import json
import os
import pty
import re
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from server_process import Server
from typer.main import get_command

from rag.storage.sqlite.library_file import LIBRARY_FILE
from server import cli
from server.cli import main

_REPORT_QA = (sys.executable, "-m", "server.cli")
_COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-7]")
_NAMES = [name for commands in cli._COMMANDS.values() for name, _, _ in commands]


@pytest.fixture(autouse=True)
def _aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_QA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("NO_COLOR", raising=False)


def run(*command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*_REPORT_QA, *command],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ | settings,
    )


def at_terminal(*command: str, stdout: int | None = None, **settings: str) -> str:
    """What a person sees: all of it, or standard error alone where `stdout` goes elsewhere."""
    ours, its = pty.openpty()
    seen = b""
    with subprocess.Popen(
        [*_REPORT_QA, *command],
        stdin=its,
        stdout=its if stdout is None else stdout,
        stderr=its,
        env=os.environ | {"TERM": "xterm-256color"} | settings,
    ):
        os.close(its)
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux's way of saying that the other end is closed
                break
            if not piece:
                break
            seen += piece
    os.close(ours)
    return seen.decode()


def test_the_commands_of_the_contract_are_there() -> None:
    assert set(_NAMES) >= {
        *("ingest", "ask", "search", "documents", "remove", "set", "claims", "timeline", "verify", "rebuild"),
        *("serve", "brief", "backup", "recover", "conversations", "erase-conversation", "find", "overview"),
        *("affairs", "create-affair", "rename-affair", "delete-affair"),
        *("keys", "add-key", "revoke-key", "audit", "move"),
    }


@pytest.mark.parametrize("name", _NAMES)
def test_every_command_has_help_with_an_example_that_parses(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for option in ("-h", "--help"):
        assert main([name, option]) == 0
        printed = " ".join(capsys.readouterr().out.split())
        assert f"Usage: report-qa {name} " in printed
        assert f"Example: report-qa {name}" in printed
    (example,) = (each for commands in cli._COMMANDS.values() for found, _, each in commands if found == name)
    command = get_command(cli._application()).commands[name]  # type: ignore[attr-defined]
    command.make_context(name, shlex.split(example)[2:])  # raises where an argument does not fit


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert re.fullmatch(r"report-qa \d+\.\d+\.\d+\S*\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ([], "Usage: report-qa [OPTIONS] COMMAND"),
        (["docments"], "Did you mean 'documents'?"),
        (["ask"], "Missing argument 'QUESTION'"),
        (["ask", "Who?", "--jsn"], "--json"),
        (["search", "x", "--limit", "many"], "--limit"),
        (["serve", "--port", "70000"], "--port"),
        (["brief", "questions.txt"], "Missing option '--output'"),
    ],
)
def test_wrong_use_is_told_on_standard_error_with_exit_code_2(
    command: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 2
    printed = capsys.readouterr()
    assert told in printed.err
    assert printed.out == ""


def test_a_pipe_gets_plain_text_and_a_terminal_boxes_and_colours() -> None:
    piped = run("--help")
    assert piped.returncode == 0
    assert "╭" not in piped.stdout
    assert "\x1b" not in piped.stdout
    seen = at_terminal("--help")
    assert "╭" in seen
    assert _COLOUR.search(seen)
    assert all(name in seen for name in _NAMES)


def test_no_colour_is_shown_where_none_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("The council promised repairs by May.\n", encoding="utf-8")
    for command in (["--help"], ["ask"], ["ingest", str(tmp_path / "letter.txt")]):
        seen = at_terminal(*command, NO_COLOR="1")
        assert seen.strip()
        assert not _COLOUR.search(seen), command


def test_progress_goes_to_standard_error_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("The council promised repairs by May.\n", encoding="utf-8")
    with (tmp_path / "out").open("w") as out:
        seen = at_terminal("ingest", str(tmp_path / "letter.txt"), stdout=out.fileno())
    assert "1/1 files" in seen
    assert (tmp_path / "out").read_text() == "1 added. Held: 1 documents, 1 passages.\n"
    with (tmp_path / "out").open("w") as out:
        seen = at_terminal("ingest", str(tmp_path / "letter.txt"), "--json", stdout=out.fileno())
    assert seen == ""
    assert len(json.loads((tmp_path / "out").read_text())["unchanged"]) == 1


def test_a_reader_that_has_enough_is_no_fault(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(200):
        (papers / f"{number}.txt").write_text(f"Paper {number} of the council.\n", encoding="utf-8")
    assert run("ingest", str(papers)).returncode == 0
    with subprocess.Popen(
        [*_REPORT_QA, "documents", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_shell_completes_commands_options_and_filters() -> None:
    def completed(words: str) -> list[str]:
        place = str(len(words.split(" ")) - 1)
        done = run(_REPORT_QA_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=place)
        return done.stdout.split()

    assert completed("report-qa ver") == ["verify"]
    assert completed("report-qa verify --j") == ["--json"]
    assert completed("report-qa ask Who? --filter date") == ["date_from=", "date_to="]
    assert "complete -o" in run(_REPORT_QA_COMPLETE="source_bash").stdout


def _held(data: Path) -> int:
    """How many documents are in the library's file now; a command would take longer to start than most ingestions."""
    try:
        with closing(sqlite3.connect(f"file:{data / LIBRARY_FILE}?mode=ro", uri=True)) as library:
            count: int = library.execute("SELECT COUNT(*) FROM shown").fetchone()[0]
    except sqlite3.OperationalError:  # the file or its tables are still being made
        return 0
    return count


@pytest.mark.parametrize("with_server", [False, True])
def test_ctrl_c_stops_an_ingestion_and_keeps_what_was_finished(tmp_path: Path, with_server: bool) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(400):
        words = " ".join(f"Sentence {each} of paper {number} is about the harbour." for each in range(80))
        (papers / f"{number:03}.txt").write_text(words, encoding="utf-8")
    server = Server(tmp_path / "data") if with_server else None
    try:
        with subprocess.Popen(
            [*_REPORT_QA, "ingest", str(papers)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # Tests that run in the background of a shell inherit that Ctrl+C is ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ) as process:
            while not any((tmp_path / "data" / "originals").glob("*")):
                assert process.poll() is None  # it holds the folder before anybody else asks for it
                time.sleep(0.05)
            while not (held := _held(tmp_path / "data")):
                assert process.poll() is None
                time.sleep(0.02)
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=120)
        assert (process.returncode, told) == (130, "report-qa: stopped; what was finished is kept.\n")
        assert held <= _held(tmp_path / "data") < 400
    finally:
        if server is not None:
            server.end(signal.SIGINT)
    assert run("verify").returncode == 0
