"""Of the figures and dates in a sentence only those tell that measure what is asked for."""

import pytest
from pieces import WITHOUT_DOCUMENTS, evidence

from rag.answering.asked_values import telling_date, telling_number, telling_row
from rag.question.analysis import ask


@pytest.mark.parametrize(
    ("question", "sentence", "shown"),
    [
        ("How many barges sank?", "In 2017 up to 12 barges sank.", "up to 12"),
        ("How many barges sank?", "Nobody says how the 14 sailors came home.", None),
        ("How much did the lock cost?", "The lock cost £40,000 and took 11 months.", "£40,000"),
        ("What share of the crew left?", "Of 200 people, 15 per cent of the crew left.", "15 per cent"),
        ("How long did the repair take?", "The repair took 9 weeks on 30 metres of bank.", "9"),
        ("How far does the canal run?", "The canal runs 30 miles, which took 9 weeks.", "30"),
        ("How many barges sank?", "The number of barges that sank was put at 12.", "12"),
        ("How many barges sank?", "On 3 May 2017 the second of them sank.", None),
        ("How many barges sank?", "Of the 90 barges, 12 sank and 20 were sold.", "12"),
        ("How many barges were moored?", "Of the 90 barges moored, 12 sank.", "90"),
        ("How many of the barges leaked?", "Of 90 barges, 40 were old: 31 of them leaked.", "31"),
        ("How many barges leaked?", "Only two of the 140 barges leaked.", "two"),
        ("How many barges had no pump?", "Of the 40 barges that leaked, 7 had no pump at all.", "7"),
    ],
)
def test_the_figure_that_is_asked_for_is_told(question: str, sentence: str, shown: str | None) -> None:
    found = telling_number(ask(question, WITHOUT_DOCUMENTS), evidence(sentence))
    assert (found.shown if found else None) == shown


def test_what_another_is_compared_with_is_not_told() -> None:
    asked = ask("How many barges sank?", WITHOUT_DOCUMENTS)
    found = telling_number(asked, evidence("Some 12 barges sank, against 9 barges the year before."))
    assert found is not None
    assert [figure.value for figure in found.figures] == [12.0]


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("The lock was closed in 2016.", [2016]),
        ("As a report of 2019 says, the lock was closed in 2016.", [2016]),
        ("A report published in 2019 says so.", None),
    ],
)
def test_the_date_of_a_paper_is_not_the_date_of_an_event(sentence: str, years: list[int] | None) -> None:
    found = telling_date(ask("When was the lock closed?", WITHOUT_DOCUMENTS), evidence(sentence))
    assert ([date.year for date in found.dates] if found else None) == years


def test_the_date_of_a_paper_is_told_where_it_is_asked_for() -> None:
    asked = ask("When was the report published?", WITHOUT_DOCUMENTS)
    assert telling_date(asked, evidence("The report was published in 2019.")) is not None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many barges sank at Low Lock?", "Low Lock | 40 | 7"),
        ("How many barges sank at Low Lock in 2017?", None),
        ("How many barges sank?", None),
        ("How many sailors drowned at Low Lock?", None),
    ],
)
def test_the_only_row_that_tells_all_that_a_figure_is_asked_of(question: str, told: str | None) -> None:
    texts = ["Lock | Barges moored | Barges that sank", "Low Lock | 40 | 7", "High Lock | 30 | 2"]
    rows = [
        evidence(text, start=100 * number, role="row", before=texts[0] if number else "")
        for number, text in enumerate(texts)
    ]
    found = telling_row(ask(question, WITHOUT_DOCUMENTS), rows)
    assert [each.text for each in found] == ([texts[0], told] if told else [])


def test_a_part_is_no_other_figure_for_the_whole() -> None:
    asked = ask("How many barges leaked?", WITHOUT_DOCUMENTS)
    part = telling_number(asked, evidence("Of the 40 barges, 7 leaked."))
    whole = telling_number(asked, evidence("Some 9 barges leaked."))
    assert part is not None
    assert whole is not None
    assert (part.of_part, whole.of_part) == (True, False)
