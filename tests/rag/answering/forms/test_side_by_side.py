"""Two parties compared point by point."""

from collections.abc import Callable

from rag.types import Answer

Ask = Callable[[str], Answer]


def test_what_two_parties_say_on_one_point_stands_together(ask: Ask) -> None:
    answer = ask("compare what Bexley Surveyors and Calder Council say about the leaks in the reading room")
    assert answer.asked.kind == "comparison"
    quotes = {each.marker: each.quote for each in answer.citations}
    shown = [quotes[each.citations[0]] for each in answer.sentences if each.citations]
    counted = next(n for n, quote in enumerate(shown) if "counted 42 leaks" in quote)
    answered = next(n for n, quote in enumerate(shown) if "counted 30 leaks" in quote)
    assert abs(counted - answered) == 1
    assert [side.party for side in answer.sides if not side.silent] == ["Bexley Surveyors", "Calder Council"]


def test_what_only_one_of_them_says_is_told_as_such(ask: Ask) -> None:
    answer = ask("compare what Bexley Surveyors and Calder Council say about the leaks in the reading room")
    quotes = {each.marker: each.quote for each in answer.citations}
    paired = [each for each in answer.sentences if each.citations]
    alone = [each.text for each in answer.sentences if each.kind == "silence"]
    assert len(paired) == 2 or any(text.startswith("Only ") for text in alone), quotes
