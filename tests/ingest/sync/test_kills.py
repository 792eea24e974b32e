"""A few real kills of real ingestions; `python -m benchmarks durability` makes two hundred."""

from harness.kills import measure


def test_killed_ingestions_lose_and_double_nothing() -> None:
    found = measure(kills=4)
    assert (found.kills, found.while_indexing) == (4, 2)
    assert (found.lost, found.doubled, found.faults) == (0, 0, [])
