"""Lists: each point once, complete, in the order of its source."""

from collections.abc import Callable
from pathlib import Path

from rag.question.query import Question
from rag.service import Service
from rag.types import Answer

Ask = Callable[[str], Answer]


def test_a_numbered_list_is_given_whole_and_in_its_order(ask: Ask) -> None:
    answer = ask("what are the recommendations of the survey?")
    assert answer.asked.kind == "list"
    quotes = [each.quote for each in answer.citations if each.publisher == "Bexley Surveyors"]
    wanted = ["Lay the gutters again with a fall.", "Keep the rare books", "Look at the roof every spring."]
    places = [next(n for n, quote in enumerate(quotes) if part in quote) for part in wanted]
    assert places == sorted(places)


def test_a_list_of_as_many_items_as_are_asked_for_is_preferred(
    service_over: Callable[..., Service], tmp_path: Path
) -> None:
    (tmp_path / "bids.md").write_text(
        "# The market hall\n\nThe options for the hall were these:\n\n- sell it\n- let it\n\n"
        "The board looked at options for the hall again in May, and these remained:\n\n"
        "- mend the roof\n- build a new hall\n- move the market\n- close it\n",
        encoding="utf-8",
    )
    pipeline = service_over(tmp_path).pipeline
    for asked, last in (
        ("what were the two options for the hall", "let it"),
        ("what were the four options for the hall", "close it"),
    ):
        answer = pipeline.answer(Question(asked, alone=True))
        assert answer.citations[-1].quote == last
