"""Rows under days: what tells an event, and what is on the topic."""

from pieces import evidence

from rag.answering.forms.chronology.day_rows import DayRow, tells
from rag.answering.forms.chronology.order import _to_the_point


def test_numbers_beside_a_date_tell_no_event() -> None:
    assert not tells(evidence("31/19 Minutes of 12 May.", role="item"))
    assert tells(evidence("On 12 May the sluice jammed and the mill was flooded."))


def test_what_names_the_topic_only_by_its_surroundings_is_no_event_of_a_mere_year() -> None:
    figure = evidence("We applied for 19 licences in 2018.", before="Two corrections were asked for.")
    event = evidence("The first correction was printed in 2018.", start=100)
    day = evidence("It was printed on 4 June 2018.", start=200, before="Two corrections were asked for.")
    rows = [DayRow("2018", figure), DayRow("2018", event), DayRow("2018-06-04", day)]
    assert _to_the_point("corrections", rows) == rows[1:]


def test_what_is_not_on_the_topic_is_no_row_of_it() -> None:
    rows = [DayRow("2018-06-04", evidence("The pump was mended on 4 June 2018."))]
    assert _to_the_point("corrections", rows) == []
