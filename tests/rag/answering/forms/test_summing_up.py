"""What is summed up: the document that is meant, a party, a topic, or everything."""

from collections.abc import Callable

from rag.types import Answer

Ask = Callable[[str], Answer]


def test_a_document_is_found_by_its_publisher(ask: Ask) -> None:
    answer = ask("give me a summary of the Bexley Surveyors report")
    assert answer.asked.kind == "summary"
    assert {each.publisher for each in answer.citations} == {"Bexley Surveyors"}
    assert len(answer.citations) <= 7
    assert any("without a fall" in each.quote for each in answer.citations)


def test_a_statement_is_the_one_that_its_publisher_issued(ask: Ask) -> None:
    answer = ask("sum up the statement of Calder Council")
    assert {each.title for each in answer.citations} == {"Our answer to the survey of the library roof"}


def test_where_several_documents_may_be_meant_the_choices_are_given(ask: Ask) -> None:
    answer = ask("please summarise the article")
    assert (answer.status, answer.citations) == ("partial", ())
    assert "Which one is meant?" in answer.text
    assert "Lottery pays for library gutters" in answer.text


def test_the_whole_affair_is_told_with_its_report_and_its_newest_paper(ask: Ask) -> None:
    answer = ask("what is this all about?")
    assert answer.status == "answered"
    publishers = {each.publisher for each in answer.citations}
    assert "The Mercury" in publishers
    assert len(answer.citations) <= 7
