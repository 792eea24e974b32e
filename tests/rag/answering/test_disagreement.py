"""Sources disagree only where two of them tell another figure, or another date, of one thing at one time."""

import pytest
from pieces import WITHOUT_DOCUMENTS, evidence

from rag.answering.disagreement import asks_whether_they_agree, disagreement
from rag.question.analysis import Asked, ask
from rag.types import Evidence, Metadata

BARGES = "How many barges did the storm sink?"


def of(question: str) -> Asked:
    return ask(question, WITHOUT_DOCUMENTS)


def told(text: str, publisher: str, date: str | None = None) -> Evidence:
    return evidence(text, document=publisher, metadata=Metadata(publisher=publisher, date=date))


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("The storm sank 12 barges.", "The storm sank 9 barges.", True),
        ("The storm sank 12 barges.", "The storm sank 12 barges at dawn.", False),
        ("The storm sank over 10 barges.", "The storm sank 12 barges.", False),
        ("The storm sank about 12 barges.", "The storm sank 12 barges.", False),
        ("The storm sank 12 barges.", "The storm sank 40 barges.", False),  # not the same thing
        ("The storm sank 12 barges in 2016.", "The storm sank 9 barges in 2018.", False),
        ("The storm sank 12 barges so far.", "The storm sank 9 barges.", False),
        ("The storm sank 12 barges.", "The storm may sink 9 barges.", False),
    ],
)
def test_figures_disagree_where_both_cannot_be_right(one: str, other: str, differ: bool) -> None:
    found = disagreement(of(BARGES), [told(one, "Herald"), told(other, "Gazette")])
    assert (found is not None and len(found.tellings) == 2) == differ


def test_one_document_does_not_disagree_with_itself() -> None:
    told_twice = [told("The storm sank 12 barges.", "Herald"), told("The storm sank 9 barges.", "Herald")]
    assert disagreement(of(BARGES), told_twice) is None


def test_the_warning_names_both_sources_the_newer_first() -> None:
    evidence_ = [
        told("The storm sank 12 barges.", "Herald", "2016-05-02"),
        told("The storm sank 9 barges.", "Gazette", "2017-01-01"),
    ]
    found = disagreement(of(BARGES), evidence_)
    assert found is not None
    assert found.warning(lambda each: evidence_.index(each) + 1) == (
        "The documents disagree: 9 (Gazette, 1 January 2017 [2]) and 12 (Herald, 2 May 2016 [1])."
    )
    assert found.warning(lambda each: None) == ""  # it could not show both


def test_a_summary_is_named_as_ours() -> None:
    ours = evidence(
        "The storm sank 9 barges.",
        document="g",
        metadata=Metadata(publisher="Gazette", text_type="summary"),
    )
    found = disagreement(of(BARGES), [told("The storm sank 12 barges.", "Herald"), ours])
    assert found is not None
    assert "our summary of Gazette, undated" in found.warning(lambda each: 1)


def test_dates_disagree_in_one_part() -> None:
    question = of("When did the storm reach the lock?")
    one = told("The storm reached the lock on 3 May 2016.", "Herald")
    assert disagreement(question, [one, told("The storm reached the lock on 4 May 2016.", "Gazette")])
    assert not disagreement(question, [one, told("The storm reached the lock in May 2016.", "Gazette")])


def test_a_sentence_that_says_that_sources_differ_is_noted() -> None:
    said = told("Accounts differ on how many barges the storm sank.", "Herald")
    found = disagreement(of(BARGES), [said])
    assert found is not None
    assert found.noted == said
    assert found.warning(lambda each: 4) == "The documents themselves say that sources differ on this [4]."


@pytest.mark.parametrize(
    ("question", "asks"),
    [("Do the papers agree on the number?", True), ("Did the council agree to the number?", False)],
)
def test_a_question_may_ask_whether_sources_agree(question: str, asks: bool) -> None:
    assert asks_whether_they_agree(question) == asks
