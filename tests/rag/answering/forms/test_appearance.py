"""An item of an order that names a document is dated by its appearance."""

from collections.abc import Callable

from rag.types import Answer

Ask = Callable[[str], Answer]


def test_a_document_that_is_named_by_its_publisher_stands_under_its_day(ask: Ask) -> None:
    answer = ask("which came first, the lottery's decision or the bexley surveyors report?")
    openings = [each.text.split(":")[0] for each in answer.sentences]
    assert openings == ["5 March 2018", "4 June 2018"]
