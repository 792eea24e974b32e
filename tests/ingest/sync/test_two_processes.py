"""Two processes on one library: a few kills and lost connections; `python -m benchmarks server_library` makes forty."""

from pathlib import Path

from harness import postgres
from harness.two_processes import measure


def test_kills_and_lost_connections_lose_and_double_nothing(postgres_server: Path) -> None:
    found = measure(2, 2, postgres.emptied(postgres_server))
    assert (found.kills, found.losses) == (2, 2)
    assert found.unexpected == []
    assert (found.lost, found.doubled, found.left, found.faults) == (0, 0, 0, [])
    assert found.asked > 0
    assert (found.missed, found.answers_lost, found.answers_doubled) == (0, 0, 0)
