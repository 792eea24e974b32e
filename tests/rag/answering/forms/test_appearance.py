"""An item of an order that names a document is dated by its appearance."""

from collections.abc import Callable

from rag.types import Answer

Ask = Callable[[str], Answer]


def test_a_response_is_the_one_that_its_publisher_gave_and_no_report_that_it_speaks_of(ask: Ask) -> None:
    answer = ask("put these in order: the council's response, the lottery's decision, bexley's survey")
    openings = [each.text.split(":")[0] for each in answer.sentences]
    assert openings == ["5 March 2018", "9 March 2018", "4 June 2018"]


def test_what_no_paper_tells_is_named_and_takes_no_day_of_another_event(ask: Ask) -> None:
    answer = ask("put these in order: the survey, nora flint resigns, the lottery's decision")
    dated = [each.text.split(":")[0] for each in answer.sentences if each.text[:1].isdigit()]
    assert dated == ["5 March 2018", "4 June 2018"]


def test_a_document_that_is_named_by_its_publisher_stands_under_its_day(ask: Ask) -> None:
    answer = ask("which came first, the lottery's decision or the bexley surveyors report?")
    openings = [each.text.split(":")[0] for each in answer.sentences]
    assert openings == ["5 March 2018", "4 June 2018"]
