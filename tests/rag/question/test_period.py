from collections.abc import Callable
from pathlib import Path

import pytest
from folders import AFFAIR_FOLDER

from rag.question.period import Period, newest_first, period
from rag.question.query import Question
from rag.service import Service
from rag.types import Evidence, Filters, Hit, Metadata, Passage, Sentence

DOCUMENTS = AFFAIR_FOLDER / "documents"


@pytest.mark.parametrize(
    ("question", "date_from", "date_to", "as_of", "told"),
    [
        ("Which articles since 2016 speak of vacancies?", "2016", None, None, "since 2016"),
        ("What has been published before May 2015?", None, "2015-04", None, "before May 2015"),
        ("What has the regulator said about grades since 2016?", "2016", None, None, "since 2016"),
        ("By June 2015, what had the regulator said?", None, None, "2015-06", "by June 2015"),
        ("What had the firm admitted by 15 March 2019?", None, None, "2019-03-15", "by 15 March 2019"),
        ("As of 1 June 2015, who had answered?", None, None, "2015-06-01", "by 1 June 2015"),
        ("What did The Herald report in October 2014?", "2014-10", "2014-10", None, "in October 2014"),
        (
            "Which papers were published on 14 March 2019?",
            "2019-03-14",
            "2019-03-14",
            None,
            "on 14 March 2019",
        ),
        ("What did The Herald write after 31 May 2015?", "2015-06-01", None, None, "after 31 May 2015"),
        ("What did reports published between 2015 and 2016 find?", "2015", "2016", None, "from 2015 to 2016"),
        ("Which figures released in 2016 show vacancies?", "2016", "2016", None, "in 2016"),
    ],
)
def test_words_of_publishing_restrict_the_sources(
    question: str, date_from: str | None, date_to: str | None, as_of: str | None, told: str
) -> None:
    found = period(question)
    assert (found.date_from, found.date_to, found.as_of, found.told) == (date_from, date_to, as_of, told)


@pytest.mark.parametrize(
    "question",
    [
        "Did the minister's pledge come before or after the report?",
        "What happened after the report?",
        "In December 2015 the government announced reforms. What were they?",
        "What did the government announce in December 2015?",
        "What was the wave limit before October 2017?",
        "How many cases were reported in 2015?",
        "How many people were released in 2015?",
        "Before the election of 7 May 2015, what did the party promise?",
        "What did the report published in April 2015 say?",
        "What did the review's authors report on the winter of 2018?",
        "Has anything changed since 2016?",
        "When did the contract end, at the latest?",
        "What does the council's latest annual report say?",
    ],
)
def test_dates_of_events_restrict_nothing(question: str) -> None:
    assert period(question) == Period(topic=question)


def test_latest_is_a_wish_and_no_word_that_a_source_must_hold() -> None:
    found = period("What are the latest figures on cancelled sailings?")
    assert found.latest
    assert not found.restricts
    assert found.topic == "What are the figures on cancelled sailings?"


@pytest.mark.parametrize("question", ["What did Ferry World Now report?", "what did ferry world now report"])
def test_what_belongs_to_the_name_of_a_source_sets_no_period(question: str) -> None:
    name = question.lower().index("ferry world now")
    assert period(question, [(name, name + len("ferry world now"))]) == Period(topic=question)
    titled = "What do papers published since Review 2016 say?"
    assert not period(titled, [(titled.index("Review"), titled.index(" say"))]).restricts
    assert period("What does Ferry World Now say now?", [(10, 25)]).topic == "What does Ferry World Now say?"


def test_the_topic_goes_without_the_restriction() -> None:
    assert period("Which articles since 2016 speak of grades?").topic == "Which articles speak of grades?"
    assert period("What had it said about grades by June 2015?").topic == "What had it said about grades?"


def test_a_period_narrows_filters_and_never_widens_them() -> None:
    given = Filters(kind=("article",), date_from="2015-03", as_of="2015-04-10")
    assert Period(date_from="2015", as_of="2015-06").within(given) == given
    narrowed = Period(date_from="2015-04-01", as_of="2015-04-02").within(given)
    assert (narrowed.date_from, narrowed.as_of) == ("2015-04-01", "2015-04-02")
    # A year ends with its last day, so that its months are narrower.
    assert Period(date_to="2015-04").within(Filters(date_to="2015")).date_to == "2015-04"
    assert Period(date_to="2016").within(Filters(date_to="2015-04")).date_to == "2015-04"


def evidence(date: str | None, score: float) -> Evidence:
    hit = Hit(Passage("p", "d", 0, 4, "Text"), Metadata(date=date), 1.0)
    return Evidence(hit, Sentence(0, 4), "Text", score, 0.5, frozenset())


def test_the_newest_of_what_bears_on_the_question_comes_first() -> None:
    found = newest_first(
        [evidence("2015", 1.0), evidence(None, 0.95), evidence("2021-09", 0.9), evidence("2025", 0.3)]
    )
    assert [each.hit.metadata.date for each in found] == ["2021-09", "2015", None, "2025"]
    assert newest_first([]) == ()


def test_an_answer_holds_to_the_period_and_says_so(service_over: Callable[..., Service]) -> None:
    pipeline = service_over(DOCUMENTS).pipeline
    answer = pipeline.answer(
        Question("How many sailings had been cancelled, by articles published by 14 March 2019?")
    )
    assert answer.citations
    assert all(citation.date and citation.date <= "2019-03-14" for citation in answer.citations)
    assert answer.warnings[0] == (
        "Only documents published by 14 March 2019 were searched, as the question asks. "
        "1 undated one was left out."
    )


def test_where_no_document_is_of_the_period_all_are_searched(service_over: Callable[..., Service]) -> None:
    pipeline = service_over(DOCUMENTS).pipeline
    answer = pipeline.answer(Question("Which articles since 2022 speak of the cancelled sailings?"))
    assert answer.warnings[0] == "No document published since 2022 is held, so all were searched."
    assert answer.citations or answer.nearest


def test_a_question_without_such_words_is_answered_without_a_note(
    service_over: Callable[..., Service],
) -> None:
    pipeline = service_over(DOCUMENTS).pipeline
    answer = pipeline.answer(Question("How many sailings were cancelled in the winter of 2018 to 2019?"))
    assert not any("were searched" in warning for warning in answer.warnings)


def test_a_paper_called_by_a_word_of_recency_asks_for_nothing_newer(
    service_over: Callable[..., Service], tmp_path: Path
) -> None:
    for number, year in enumerate((2017, 2019, 2021)):
        (tmp_path / f"{number}.md").write_text(
            f"---\npublisher: {'Ferry World Now' if number else 'The Courier'}\ndate: {year}-03-01\n"
            f"kind: article\n---\n{number + 2} sailings to Tarn were cancelled in {year}, said the harbour master.\n",
            encoding="utf-8",
        )
    pipeline = service_over(tmp_path).pipeline
    question = "how many sailings to tarn were cancelled, does ferry world now report"
    assert not any("newest" in warning for warning in pipeline.answer(Question(question)).warnings)
    recent = pipeline.answer(Question("how many sailings to tarn are cancelled now"))
    assert any("newest" in warning for warning in recent.warnings)
