"""The data folder as another user, and as its own user where it is read-only: refused with a sentence."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
COMMANDS = (
    ("ask", "How long has the harbour been closed?"),
    ("ingest", "papers"),
    ("backup", "backup.zip"),
    ("serve", "--port", "0"),
)


# The interpreter and its library may lie where only this user can read, so all is imported before it is left.
AS_NOBODY = f"""
import os, sys
import chromadb, ingest.sync.backup, ingest.sync.sync, server.backends.local, server.cli, server.serve
import server.commands.brief, server.commands.documents, server.commands.questions, server.commands.serve
import server.commands.sources, server.commands.stores, server.commands.terminal
os.setgroups([])
os.setgid({NOBODY})
os.setuid({NOBODY})
sys.exit(server.cli.main(sys.argv[1:]))
"""


def run(folder: Path, *command: str, other: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *(("-c", AS_NOBODY) if other else ("-m", "server.cli")), *command],
        cwd=folder,
        env=os.environ
        | {"REPORT_QA_DATA_DIR": str(folder / "data"), "PYTHONPATH": str(ROOT), "HOME": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that everybody may enter, with a data folder of this user's in it."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    made = Path(tempfile.mkdtemp(prefix="report-qa-"))
    made.chmod(0o777)
    try:
        (made / "papers").mkdir()
        (made / "papers" / "letter.txt").write_text("The harbour has been closed for nine weeks.")
        assert run(made, "ingest", "papers", other=False).returncode == 0
        yield made
    finally:
        shutil.rmtree(made)


def refused(folder: Path, command: tuple[str, ...]) -> str:
    found = run(folder, *command)
    assert found.returncode != 0
    assert found.stdout == ""
    (line,) = found.stderr.splitlines()
    assert line.startswith(f"report-qa: The data folder {folder}/data cannot be used: ")
    assert line.endswith("Set REPORT_QA_DATA_DIR to a folder that can be written to, or go back to a backup.")
    return line


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_another_users_folder_is_refused(folder: Path, command: tuple[str, ...]) -> None:
    assert "Permission denied" in refused(folder, command)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_folder_of_ones_own_that_is_read_only_is_refused(folder: Path, command: tuple[str, ...]) -> None:
    own = folder / "own"
    if not own.exists():
        own.mkdir()
        shutil.copytree(folder / "data", own / "data")
        shutil.copytree(folder / "papers", own / "papers")
        for path in (own, *own.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
            path.chmod(0o500 if path.is_dir() else 0o400)
    refused(own, command)
