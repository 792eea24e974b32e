"""A watched folder: what is put there is taken in, and what is taken away is gone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from server.cli import main
from server.commands.watch import concerns


def test_a_folder_is_taken_in_as_it_changes(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "server.cli", "watch", str(papers)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"REPORT_QA_DATA_DIR": str(papers / ".data")},
        # A shell's background jobs ignore it, and so would this one.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stderr.readline().startswith("Watching ")
        try:
            (papers / "letter.md").write_text("The council promised repairs by May.\n", encoding="utf-8")
            assert process.stdout.readline().startswith("1 added. Held: 1 documents")
            (papers / "letter.md").unlink()
            assert process.stdout.readline().startswith("1 removed. Held: 0 documents")
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) in (0, 130)


def test_our_own_files_and_hidden_ones_wake_nobody(tmp_path: Path) -> None:
    wanted = concerns([tmp_path], tmp_path / "data")
    assert wanted(tmp_path / "2015" / "letter.md")
    assert not wanted(tmp_path / "data" / "library.sqlite")
    assert not wanted(tmp_path / ".git" / "index")
    assert not wanted(tmp_path.parent / "letter.md")


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert main(["watch", str(tmp_path / "nowhere")]) == 2
