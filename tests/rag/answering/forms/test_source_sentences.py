"""Papers set beside each other: what each says on the point."""

from collections.abc import Callable

from rag.types import Answer

Ask = Callable[[str], Answer]


def test_each_paper_that_is_named_is_heard_in_turn(ask: Ask) -> None:
    answer = ask("how do The Valley News and The Calder Post differ on the work on the gutters?")
    assert [side.party for side in answer.sides] == ["The Valley News", "The Calder Post"]
    publishers = {each.marker: each.publisher for each in answer.citations}
    for side in answer.sides:
        assert {publishers[marker] for marker in side.citations} <= {side.party}
