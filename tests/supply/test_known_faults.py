"""`make audit` never calls packages faultless that nobody looked up."""

import pytest

from supply import known_faults
from supply.locks import LOCKS, pins


def test_without_a_connection_it_says_so_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")  # nobody listens there
    code = known_faults.main()
    printed = capsys.readouterr()
    assert code == 2
    assert f"Not looked up: {sum(len(pins(lock)) for lock in LOCKS)} packages" in printed.err
    assert "cannot be reached" in printed.err
    assert "No known faults" not in printed.out
