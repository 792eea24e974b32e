"""What the tests of commands share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from server.cli import main


@pytest.fixture
def told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Runs a command over an empty data folder, and gives its exit status and all that it says."""
    monkeypatch.setenv("REPORT_QA_DATA_DIR", str(tmp_path / "data"))

    def told(*command: str) -> tuple[int, str]:
        code = main(command)
        seen = capsys.readouterr()
        return code, seen.out + seen.err

    return told
