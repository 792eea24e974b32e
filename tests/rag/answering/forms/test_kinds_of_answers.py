"""One small affair asked in many ways: each kind of question is answered in its form, and with nothing besides."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.question.query import Question
from rag.service import Service
from rag.types import Answer

PAPERS = {
    "check.md": """---
title: The hoists of Quarrel Dock. A check
publisher: Stint Engineers
date: 2021-05-04
kind: report
---
# The hoists of Quarrel Dock. A check

We tested 212 hoists. Of the 212 hoists, 40 failed: 22 of them slipped and 18 did not lift at all.

| Quay | Hoists tested | Hoists that failed |
|---|---|---|
| North quay | 90 | 11 |
| Coal quay | 70 | 24 |
| Fish quay | 52 | 5 |

## Ropes

1. The ropes were older than the hoists.

Recommendation 1: Change every rope once a year.

We say below why this matters.

## Brakes

2. The brakes were tested by nobody.

Recommendation 2: Test the brakes each month.

## What we left out

We did not look at the cranes or at the railway.
""",
    "post.md": """---
title: Dockers want the hoists shut
publisher: The Quarrel Post
date: 2021-05-08
kind: article
---
# Dockers want the hoists shut

Banner, the dockers' union, said that the hoists were a death trap. Its secretary, Olive Tarrant, said:
“Our people told the company of it three times.” Banner also complained that no docker was asked.

Passengers complained of the noise of the gulls, said Ned Moss, a ticket seller.

Ewan Sproat, the harbour master, said that the hoists should stay open. Mayor Lil Cade said that they should be shut.
""",
    "study.md": """---
title: Ropes that nobody looks at
publisher: Journal of Lifting
author: Ada Quill, Bo Fenner and Cy Marsh
date: 2021-09
kind: research
---
# Ropes that nobody looks at

We weighed 300 ropes in nine harbours. Nearly all of them were lighter than they should be. Salt had eaten the strands
from within, where nobody sees it. We propose that ropes are weighed each spring.
""",
    "reply.txt": """QUARREL DOCK COMPANY

7 June 2021

Dear Inspector,

Thank you for your letter. You asked why the warning from the rope maker was not followed. It went to an office that
we had left a year before. We have given the maker our new address.

The hoists stopped at 11.20 p.m. on the night of the slip.

The check was ordered on 2 March 2021 and ended on 30 April 2021.

Hal Winter
Managing director
""",
}

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask_dock(tmp_path_factory: pytest.TempPathFactory, service_over: Callable[..., Service]) -> Ask:
    folder = Path(tmp_path_factory.mktemp("dock"))
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    pipeline = service_over(folder).pipeline
    return lambda question: pipeline.answer(Question(question, alone=True))


def quotes(answer: Answer) -> list[str]:
    return [each.quote for each in answer.citations]


def test_recommendations_that_stand_where_they_arise_are_listed_whole(ask_dock: Ask) -> None:
    assert quotes(ask_dock("list the recommendations of the check")) == [
        "Recommendation 1: Change every rope once a year.",
        "Recommendation 2: Test the brakes each month.",
    ]


def test_a_question_of_who_is_for_and_against_is_answered_speaker_by_speaker(ask_dock: Ask) -> None:
    answer = ask_dock("who says the hoists should stay open and who says they should not?")
    assert (answer.status, answer.asked.missing) == ("answered", ())
    told = " ".join(quotes(answer))
    assert "Ewan Sproat" in told
    assert "Lil Cade" in told


def test_what_a_reply_says_behind_what_it_was_asked_is_the_reason(ask_dock: Ask) -> None:
    told = quotes(ask_dock("why did the company not follow the warning from the rope maker?"))
    assert told[0].startswith("You asked why the warning")
    assert told[1].startswith("It went to an office")


def test_the_row_that_gives_the_figure_comes_first_behind_the_heads_of_its_columns(ask_dock: Ask) -> None:
    answer = ask_dock("how many hoists failed on the coal quay?")
    assert answer.status == "answered"
    assert quotes(answer)[:2] == ["Quay | Hoists tested | Hoists that failed", "Coal quay | 70 | 24"]


def test_an_hour_is_when_something_was(ask_dock: Ask) -> None:
    answer = ask_dock("when did the hoists stop?")
    assert answer.status == "answered"
    assert "11.20 p.m." in quotes(answer)[0]


def test_what_was_not_done_is_told_by_the_sentence_that_denies_it(ask_dock: Ask) -> None:
    assert quotes(ask_dock("what did the check not look at?")) == [
        "We did not look at the cranes or at the railway."
    ]


def test_whoever_the_papers_call_the_union_makes_its_complaints(ask_dock: Ask) -> None:
    told = quotes(ask_dock("what did the union complain about?"))
    assert any("no docker was asked" in each for each in told)
    assert not any("gulls" in each or "Sproat" in each for each in told)


def test_a_sentence_that_tells_two_days_is_a_row_under_each(ask_dock: Ask) -> None:
    answer = ask_dock("timeline please")
    rows = [each.text.split(": ")[0] for each in answer.sentences if each.kind == "quote"]
    assert {"2 March 2021", "30 April 2021"} <= set(rows)
    assert rows.index("2 March 2021") < rows.index("30 April 2021")


def test_an_order_of_events_has_no_row_of_a_table_and_every_dated_sentence_on_its_topic(
    ask_dock: Ask,
) -> None:
    told = quotes(ask_dock("in what order did things happen with the check"))
    assert any("ordered on 2 March 2021" in each for each in told)
    assert not any("|" in each for each in told)


def test_what_somebody_says_of_a_paper_is_summed_up_and_not_the_paper(ask_dock: Ask) -> None:
    answer = ask_dock("summarise what Ewan Sproat says about the hoists")
    assert quotes(answer) == ["Ewan Sproat, the harbour master, said that the hoists should stay open."]


def test_a_paper_of_several_authors_is_found_by_their_last_names(ask_dock: Ask) -> None:
    answer = ask_dock("summarise the joint paper by Quill, Fenner and Marsh")
    assert {each.publisher for each in answer.citations} == {"Journal of Lifting"}
