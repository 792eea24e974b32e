"""A few real kills of real ingestions; `python -m benchmarks durability` makes two hundred."""

from harness.kills import measure


def test_killed_ingestions_removals_and_rebuilds_lose_double_and_leave_nothing() -> None:
    found = measure(kills=6)
    assert (found.kills, found.while_indexing) == (6, 3)
    assert set(found.actions) == {"ingest", "remove", "rebuild", "erase"}
    assert (found.lost, found.doubled, found.left, found.faults) == (0, 0, 0, [])
