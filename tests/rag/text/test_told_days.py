"""The days of events are told apart from those that name a paper, begin a period or close a range."""

import pytest

from rag.text.told_days import all_days, told_days, undated


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("The lock was shut on 3 May 2016.", ["2016-05-03"]),
        ("It was shut in 2016, as the 2015 accounts foretold.", ["2016"]),
        ("The lock was shut at the end of 2016.", ["2016"]),
        ("The Herald of 3 May 2016 says so.", []),
        ("On the morning of 3 May 2016 it was shut.", ["2016-05-03"]),
        ("It burned in the early hours of 3 May 2016.", ["2016-05-03"]),
        ("It has been shut since 3 May 2016.", []),
        ("In the year ended 31 March 2016 it earned nothing.", []),
        ("It was shut from 3 May 2016 to 9 June 2016.", ["2016-05-03"]),
        ("The report (3 May 2016) says so.", []),
        ("It was shut on 3 May 2016 and again on 3 May 2016.", ["2016-05-03"]),
    ],
)
def test_the_days_of_events_are_told(sentence: str, days: list[str]) -> None:
    assert [day.iso for day in told_days(sentence)] == days


def test_a_day_without_a_year_is_of_the_year_nearest_to_the_paper() -> None:
    sentence = "It was shut on 28 December."
    assert [day.iso for day in told_days(sentence, "2016-01-10")] == ["2015-12-28"]
    assert [day.iso for day in told_days(sentence, "2016-11-30")] == ["2016-12-28"]
    assert told_days(sentence) == []
    assert told_days(sentence, "2016") == []  # no day to be near to


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("It burned on 14 June last year.", ["2017-06-14"]),
        ("It will open on 14 June next year.", ["2019-06-14"]),
        ("On 14 June of this year it burned.", ["2018-06-14"]),
        ("It burned on 14 June the following year.", []),
    ],
)
def test_a_year_told_by_that_of_the_paper_is_counted_from_it(sentence: str, day: list[str]) -> None:
    assert [each.iso for each in told_days(sentence, "2018-03-20")] == day


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        (
            "Of the letter of 9 May 2017 she said that it had arrived on 13 May.",
            ["2017-05-09", "2017-05-13"],
        ),
        ("It fell on 28 December 2016 and was mended by 3 January.", ["2016-12-28", "2017-01-03"]),
        ("The lock was built on 4 March 2010 and burned on 6 May.", ["2010-03-04", "2018-05-06"]),
        ("The work began on 1 April 2014 and ended on 6 October.", ["2014-04-01", "2014-10-06"]),
    ],
)
def test_a_day_without_a_year_may_be_of_that_of_another_day_of_the_sentence(
    sentence: str, days: list[str]
) -> None:
    assert [each.iso for each in all_days(sentence, "2018-05-08")] == days


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The card had been received on 13 May.", "2017-05-13"),
        ("On 13 May the board met.", "2017-05-13"),
        ("4.2 On Saturday 13 May, the keeper left the lock.", "2017-05-13"),
        ("On 13 May the elected board will meet.", "2018-05-13"),
        ("The gate is to be closed on 13 May.", "2018-05-13"),
        ("They called a strike on 13 May.", "2018-05-13"),
        ("The board meets on 13 May.", "2018-05-13"),
        ("They asked for a reply by 13 May.", "2018-05-13"),
    ],
)
def test_what_has_happened_lies_not_behind_the_paper(sentence: str, day: str) -> None:
    assert [each.iso for each in all_days(sentence, "2018-05-08")] == [day]


def test_every_date_stands_where_the_text_has_it() -> None:
    text = "Shut on 29 February, it opened on 1 March 2016."
    assert [text[day.start : day.end] for day in all_days(text, "2016-03-05")] == [
        "29 February",
        "1 March 2016",
    ]
    assert undated("It opened on 1 March 2016 at last.") == "It opened on  at last."
