"""Who wrote a document and when it appeared, told by the lines at its top that agree with its metadata."""

from dataclasses import replace

import pytest
from pieces import HERALD, evidence

from rag.answering.byline import bylines
from rag.question.authorship import asks_for_byline
from rag.types import Metadata


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the Herald piece, and when did it appear?",
        "Who is the author of the study?",
        "Who were the authors of the report?",
        "When was the review published?",
        "What is the publication date of the letter?",
    ],
)
def test_questions_about_a_document_itself(question: str) -> None:
    assert asks_for_byline(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who said that the pier is closed?",
        "When was the pier closed?",
        "When will the ship arrive?",
        "When will the report be published?",
        "What does the author say of rents?",
    ],
)
def test_questions_about_what_it_says(question: str) -> None:
    assert not asks_for_byline(question)


def test_the_lines_that_give_author_and_date_are_found() -> None:
    lines = [
        evidence("By Ann Bell", start=20),
        evidence("Wednesday, April 29, 2015", start=40),
        evidence("29 April 2015", start=70),
        evidence("Ann Bell writes that rents rose " + "again and again " * 10, start=90),
        evidence("The council met on 28 April 2015.", start=300),
        evidence("29 April 2015 was a cold day.", start=5000),
    ]
    found = [each.text for each in bylines("Who wrote it and when?", lines, {"herald"})]
    assert found == ["By Ann Bell", "Wednesday, April 29, 2015", "29 April 2015"]


def test_lines_of_documents_that_are_not_asked_about_are_left_out() -> None:
    assert bylines("Who wrote it?", [evidence("By Ann Bell", document="other")], {"herald"}) == []


def test_what_our_summary_says_of_an_author_is_no_byline() -> None:
    ours = replace(HERALD, text_type="summary")
    assert bylines("Who wrote it?", [evidence("Ann Bell spoke of rents.", metadata=ours)], {"herald"}) == []


def test_where_neither_author_nor_date_is_known_no_line_tells_them() -> None:
    unknown = Metadata(publisher=HERALD.publisher)
    assert (
        bylines("Who wrote it?", [evidence("By Ann Bell, 29 April 2015", metadata=unknown)], {"herald"}) == []
    )


def test_a_question_of_when_is_answered_by_the_date_and_not_the_author() -> None:
    lines = [evidence("By Ann Bell", start=0), evidence("29 April 2015", start=20)]
    assert [each.text for each in bylines("When did it appear?", lines, {"herald"})] == ["29 April 2015"]
    assert [each.text for each in bylines("Who wrote it?", lines, {"herald"})] == ["By Ann Bell"]
