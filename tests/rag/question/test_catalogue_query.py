"""What a question asks of the catalogue is read from its words."""

import pytest

from rag.question.catalogue_query import catalogue_query
from rag.question.catalogue_words import joined


@pytest.mark.parametrize(
    ("question", "mentioned"),
    [
        ("which papers mention Port Ellen", "Port Ellen"),
        ("How many documents mention the crew?", "crew"),
        ("how many times is the crew mentioned in the articles", "crew"),
        ("in which texts does the word 'unsafe' appear?", "unsafe"),
        ("which files hold the phrase “too late”", "too late"),
        ("what do you have on fishing", "fishing"),
        ("which papers mention the press", "press"),
        ("which papers mention report cards", "report cards"),
        ("list the documents that quote Ann Lee", "Ann Lee"),
        ("how often does the Ministry of Health's new rule come up", "Ministry of Health's new rule"),
        ("number of documents that mention 2014", "2014"),
        ("how many docs mention wade's report", "wade's report"),
        ("which papers mention The Herald", "The Herald"),
        ("how often is the word scathing used", "scathing"),
        ("which papers talk about agency workers", "agency workers"),
        ("How many times is might mentioned?", "might"),
        ("How many times is newspaper mentioned?", "newspaper"),
        ("which documents mention the injury report", "injury report"),
        ("Which documents mention Wireless In?", "Wireless In"),
        ("How many times is Eagles Date mentioned?", "Eagles Date"),
        ("how often is the dam mentioned in the reports", "dam"),
        ("How many papers mention again?", "again"),
        ("Which documents do not mention without?", "without"),
    ],
)
def test_what_documents_have_to_mention(question: str, mentioned: str) -> None:
    assert catalogue_query(question).mentioned == (mentioned,)


@pytest.mark.parametrize(
    "question",
    [
        "how often is it mentioned",
        "how many documents are there",
        "whats the newest thing you've got",
        "which years do they span",
    ],
)
def test_nothing_has_to_be_mentioned_where_any_document_is_meant(question: str) -> None:
    assert catalogue_query(question).mentioned == ()


@pytest.mark.parametrize(
    ("question", "often"),
    [
        ("how many times is the crew mentioned", True),
        ("how often do they mention the crew", True),
        ("Who argued that one word is often all that people see?", False),
        ("how many mentions of the crew are there", True),
        ("which paper mentions the crew", False),
        ("how many papers mention the times", False),
    ],
)
def test_counting_places_is_told_from_counting_documents(question: str, often: bool) -> None:
    assert catalogue_query(question).often is often


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("which documents do not mention the dam", True),
        ("which docs dont mention the dam", True),
        ("papers without the word dam", True),
        ("which papers say nothing about the dam", True),
        ("which documents mention that no dam was built", False),
    ],
)
def test_a_denial_before_the_verb_asks_for_the_others(question: str, lacking: bool) -> None:
    assert catalogue_query(question).lacking is lacking


@pytest.mark.parametrize(
    ("question", "bounds"),
    [
        ("papers from 2015", ("2015", "2015")),
        ("reports published before 2016", (None, "2015")),
        ("anything since May 2014", ("2014-05", None)),
        ("documents dated after 3 May 2014", ("2014-05-04", None)),
        ("everything between 2012 and 2014", ("2012", "2014")),
        ("which papers mention 2014", (None, None)),
    ],
)
def test_dates_bound_the_documents(question: str, bounds: tuple[str | None, str | None]) -> None:
    query = catalogue_query(question)
    assert (query.date_from, query.date_to) == bounds


def test_a_publisher_narrows_unless_it_is_what_is_mentioned() -> None:
    question = "how often does the Herald mention the Gazette"
    named = [((19, 25), "The Herald"), ((38, 45), "The Gazette")]
    query = catalogue_query(question, named)
    assert (query.publishers, query.mentioned) == (("The Herald",), ("Gazette",))
    begun = catalogue_query("which papers mention Gazette readers", [((21, 28), "The Gazette")])
    assert (begun.publishers, begun.mentioned) == ((), ("Gazette readers",))


@pytest.mark.parametrize(
    ("question", "certain"),
    [
        ("which papers mention the dam", True),
        ("how often is the dam named", True),
        ("how many towns were mentioned in the report", False),
        ("which towns does the report mention", False),
        ("how many times was the dam inspected", False),
        ("who is named in the report", False),
        ("which papers discuss how towns pay for dams", False),
        ("which papers mention that the board had failed to pay for the dam", False),
        ("how many of these are just summaries", True),
        ("list the responses", True),
        ("which Herald articles mention the dam", True),
        ("list all suppliers mentioned", False),
        ("who first used the phrase zombie company", False),
        ("what was the first occurrence of the plague", False),
        ("what is in the report", False),
        ("who wrote the reports", False),
    ],
)
def test_only_a_question_about_the_texts_is_one(question: str, certain: bool) -> None:
    assert catalogue_query(question).certain is certain


def test_undated_is_asked_for_in_several_words() -> None:
    assert all(
        "undated" in catalogue_query(each).wanted
        for each in ("which are undated", "documents with no date", "papers without a date")
    )


def test_joined_things_are_taken_apart() -> None:
    assert joined("Leith and Port Ellen") == (("Leith", "Port Ellen"), False)
    assert joined("Leith, Hull or Port Ellen") == (("Leith", "Hull", "Port Ellen"), True)
    assert joined("Leith") == (("Leith",), False)


@pytest.mark.parametrize(
    "hostile", ["", "?", "mention", "mention mention", "'", "“”", "a" * 2000, "mention " * 250]
)
def test_odd_questions_are_read_too(hostile: str) -> None:
    assert catalogue_query(hostile).text == hostile


@pytest.mark.parametrize(
    "question",
    [
        "which papers talk about the bell ropes",
        "Which of the documents cover the bell ropes?",
        "which documents deal with the bell ropes or their maker",
        "papers that discuss the bell ropes",
    ],
)
def test_papers_that_treat_of_something_are_asked_for_whatever_their_words(question: str) -> None:
    query = catalogue_query(question)
    assert query.certain
    assert query.treated


@pytest.mark.parametrize(
    "question",
    [
        "does the report cover the strike",
        "Which article of the law covers noise?",
        "what does the paper deal with",
    ],
)
def test_what_one_paper_treats_of_is_no_question_for_the_catalogue(question: str) -> None:
    assert not catalogue_query(question).certain
