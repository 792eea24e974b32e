"""Lists: each point once, complete, in the order of its source."""

from collections.abc import Callable

from rag.types import Answer

Ask = Callable[[str], Answer]


def test_a_numbered_list_is_given_whole_and_in_its_order(ask: Ask) -> None:
    answer = ask("what are the recommendations of the survey?")
    assert answer.asked.kind == "list"
    quotes = [each.quote for each in answer.citations if each.publisher == "Bexley Surveyors"]
    wanted = ["Lay the gutters again with a fall.", "Keep the rare books", "Look at the roof every spring."]
    places = [next(n for n, quote in enumerate(quotes) if part in quote) for part in wanted]
    assert places == sorted(places)
