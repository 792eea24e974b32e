"""Sources set beside each other, each with what it says on the point."""

from collections.abc import Callable

from rag.types import Answer

Ask = Callable[[str], Answer]


def test_each_named_source_has_its_own_words_or_its_silence(ask: Ask) -> None:
    answer = ask("what do The Calder Post and The Mercury each report about the leaks?")
    sides = {side.party: side for side in answer.sides}
    assert set(sides) == {"The Calder Post", "The Mercury"}
    publishers = {each.marker: each.publisher for each in answer.citations}
    for name, side in sides.items():
        assert {publishers[marker] for marker in side.citations} <= {name}
        assert side.silent is not bool(side.citations)
    assert sides["The Calder Post"].citations
