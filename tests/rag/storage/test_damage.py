"""A damaged file in any store is noticed, and the indexes are healed; `python -m benchmarks damage` does forty."""

from harness.damage import measure


def test_damage_is_noticed_and_indexes_are_healed() -> None:
    found = measure(rounds=1, papers=6)
    assert {each.store for each in found} == {"library", "lexical", "vectors", "originals"}
    assert [each for each in found if each.ended or each.healed is False] == []
    assert [each for each in found if not (each.noticed or each.same)] == []
