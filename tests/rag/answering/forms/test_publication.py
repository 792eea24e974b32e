"""When a document appeared, who published and who wrote it, as the catalogue has it."""

from collections.abc import Callable

from rag.types import Answer

Ask = Callable[[str], Answer]


def test_who_published_a_report_and_when(ask: Ask) -> None:
    answer = ask("when was the report published and by whom?")
    (sentence,) = answer.sentences
    assert sentence.kind == "catalogue"
    assert sentence.document_id
    assert "published by Bexley Surveyors, dated 5 March 2018; written by Ida Bexley" in sentence.text


def test_each_document_that_may_be_meant_is_told(ask: Ask) -> None:
    answer = ask("when was The Calder Post article published?")
    told = [each.text for each in answer.sentences if each.document_id]
    assert len(told) == 2
    assert "6 March 2018" in told[0]
    assert "13 June 2018" in told[1]
