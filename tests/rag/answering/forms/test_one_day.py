"""What happened on one day, by the clock."""

from collections.abc import Callable
from pathlib import Path

from pieces import evidence

from rag.answering.forms.chronology.one_day import named_day
from rag.question.query import Question
from rag.service import Service
from rag.types import Metadata

LOG = """---
title: The night at Tull pumping station
publisher: Fen Board
date: 2020-03-20
kind: report
text_type: original
---
# The night at Tull pumping station

The station failed on 2 March 2020 and 40 hectares were flooded.

21:04:10 Pump 2 stops with a burnt bearing

21:06:30 The alarm rings in an empty room

21:40:00 The keeper finds the water above the sill

A new pump was ordered on 9 March 2020.
"""


def test_a_day_without_a_year_is_of_the_year_in_which_the_papers_tell_of_it() -> None:
    told = [evidence("It failed on 2 March 2020."), evidence("It was built on 2 May 1931.", start=50)]
    found = named_day("what happened on 2 march, hour by hour", told)
    assert found is not None
    assert (found.first, found.last) == ("2020-03-02", "2020-03-02")
    assert named_day("what happened on 5 march", told) is None
    assert named_day("what happened in march", told) is None
    near = [evidence("On 2 March the pumps stopped.", metadata=Metadata(date="2020-03-20"))]
    assert named_day("what happened on 2 march", near) is not None


def test_a_night_is_told_minute_by_minute(service_over: Callable[..., Service], tmp_path: Path) -> None:
    (tmp_path / "log.md").write_text(LOG, encoding="utf-8")
    answer = service_over(tmp_path).pipeline.answer(
        Question(
            "order of events on the night of 2 march at the pumping station, minute by minute", alone=True
        )
    )
    quotes = [each.quote for each in answer.citations]
    places = [
        next(n for n, quote in enumerate(quotes) if said in quote)
        for said in ("21:04:10", "21:06:30", "21:40:00")
    ]
    assert places == sorted(places)
    assert not any("new pump" in quote for quote in quotes)
