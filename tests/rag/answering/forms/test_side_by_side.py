"""Two parties compared point by point."""

from collections.abc import Callable

from rag.types import Answer

Ask = Callable[[str], Answer]


def test_what_two_parties_say_on_one_point_stands_together(ask: Ask) -> None:
    answer = ask("compare what Bexley Surveyors and Calder Council say about the leaks in the reading room")
    assert answer.asked.kind == "comparison"
    quotes = {each.marker: each.quote for each in answer.citations}
    shown = [quotes[each.citations[0]] for each in answer.sentences if each.citations]
    leaks = next(n for n, quote in enumerate(shown) if "counted 42 leaks" in quote)
    reply = next(n for n, quote in enumerate(shown) if "counted 30 leaks" in quote)
    assert abs(leaks - reply) == 1
    assert [side.party for side in answer.sides if not side.silent] == [
        "Bexley Surveyors survey",
        "Calder Council",
    ]
