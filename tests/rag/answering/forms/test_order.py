"""Events in their order, each under the day that a paper tells."""

from collections.abc import Callable

import pytest

from rag.types import Answer

Ask = Callable[[str], Answer]


def test_named_events_stand_in_the_order_of_their_days(ask: Ask) -> None:
    answer = ask("what came first, the start of work on the gutters, the survey or the lottery's decision?")
    assert answer.asked.kind == "order"
    openings = [each.text.split(":")[0] for each in answer.sentences]
    assert openings == ["5 March 2018", "4 June 2018", "11 June 2018"]


def test_a_day_without_a_year_is_of_the_year_of_its_paper(ask: Ask) -> None:
    answer = ask("timeline of the new gutters")
    rows = [each.text for each in answer.sentences if "began on 11 June" in each.text]
    assert rows
    assert rows[0].startswith("11 June 2018: ")


def test_a_topic_is_told_in_more_than_one_day(ask: Ask) -> None:
    answer = ask("sequence of events about the library's gutters, from the survey on")
    assert len({each.text.split(":")[0] for each in answer.sentences if each.kind == "quote"}) > 1


def test_only_events_of_the_time_that_is_asked_for_are_rows(ask: Ask) -> None:
    answer = ask("put the events of June 2018 in order")
    days = [each.text.split(":")[0] for each in answer.sentences if each.kind == "quote"]
    assert days == ["4 June 2018", "11 June 2018"]


def test_an_event_of_which_nothing_is_held_is_named_as_missing(ask: Ask) -> None:
    answer = ask("which came first, the survey, the zeppelin flight or the lottery's decision?")
    assert answer.status == "partial"
    assert any("zeppelin" in each for each in answer.asked.missing)


def test_the_whole_affair_is_told_in_days_where_nothing_else_is_named(ask: Ask) -> None:
    answer = ask("timeline please")
    assert answer.status == "answered"
    rows = [each.text.split(": ")[0] for each in answer.sentences if each.kind == "quote"]
    assert rows == ["October 2017", "4 June 2018", "11 June 2018"]


@pytest.mark.parametrize(
    "asked", ["what happened after the survey, in order", "timeline of events after the survey"]
)
def test_what_came_after_a_paper_is_told_since_its_day(ask: Ask, asked: str) -> None:
    rows = [each.text.split(": ")[0] for each in ask(asked).sentences if each.kind == "quote"]
    assert rows == ["4 June 2018", "11 June 2018"]


def test_where_no_paper_dates_the_event_behind_after_that_is_said(ask: Ask) -> None:
    answer = ask("what happened after the readers lost their books, in order")
    assert answer.status == "partial"
    assert any("give no date for" in each.text for each in answer.sentences)
