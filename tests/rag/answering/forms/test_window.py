"""The time whose events are asked for."""

import pytest

from rag.answering.forms.chronology.window import window


@pytest.mark.parametrize(
    ("question", "first", "last", "told"),
    [
        ("What happened in March 2019?", "2019-03", "2019-03", "March 2019"),
        ("List the events of spring 2015", "2015-03", "2015-05", "spring 2015"),
        ("What happened in winter 2015?", "2015-12", "2016-02", "winter 2015"),
        (
            "What happened between 3 May 2016 and June 2017?",
            "2016-05-03",
            "2017-06",
            "3 May 2016 and June 2017",
        ),
        ("timeline of 11 to 18 November 2023", "2023-11-11", "2023-11-18", "11 to 18 November 2023"),
        (
            "events from 28 October to 3 November 2023",
            "2023-10-28",
            "2023-11-03",
            "28 October to 3 November 2023",
        ),
    ],
)
def test_a_question_names_its_time(question: str, first: str, last: str, told: str) -> None:
    found = window(question)
    assert found is not None
    assert (found.first, found.last, found.told) == (first, last, told)


def test_a_question_may_name_none() -> None:
    assert window("What happened after the vote?") is None


def test_a_date_lies_inside_or_outside() -> None:
    found = window("What happened in winter 2015?")
    assert found is not None
    assert [found.holds(iso) for iso in ("2015-12-01", "2016-02-29", "2016-03-01", "2015-11-30")] == [
        True,
        True,
        False,
        False,
    ]
    assert not found.holds("2015")  # a year alone lies in none of its months
