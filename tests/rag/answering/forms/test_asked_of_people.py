"""Who takes a side, which of two it is, and what two named parties hold, over one affair of a pier."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.pipeline import Pipeline
from rag.question.query import Question
from rag.service import Service
from rag.types import Answer

_PAPERS = {
    "gazette.md": """---
title: The pier that nobody wants
publisher: Calder Gazette
date: 2024-05-02
kind: article
text_type: original
---
# The pier that nobody wants

Calder Pier was closed on 14 January 2024 after 23 planks fell into the sea.

“The pier is unsafe, and Acme Marine has failed the town,” said Ruth Fell, secretary of the Calder Anglers.

Acme Marine rejected the criticism. “We have mended every plank that we were asked to mend,” said Tom Orrey, managing
director of Acme Marine.

Calder Town Council bought the pier in 1961.

Ada Moss, cabinet member for leisure at Calder Town Council, said that the council would not sell the pier.

“We support the sale of the pier, because nobody else will mend it,” said Len Marsh, chair of the Calder Traders.
""",
    "statement.md": """---
title: Statement
publisher: Acme Marine
date: 2024-05-04
kind: response
form: statement
text_type: original
---
# Statement

Acme Marine has looked after Calder Pier since 2009.

We mended 240 planks in 2023 and found no rot in any of them.

We will pay for a new survey of the pier in June.
""",
}


@pytest.fixture(scope="module")
def pipeline(service_over: Callable[..., Service], tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    folder: Path = tmp_path_factory.mktemp("pier")
    for name, text in _PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return service_over(folder).pipeline


def _asked(pipeline: Pipeline, question: str) -> Answer:
    return pipeline.answer(Question(question, alone=True))


def _told(answer: Answer) -> str:
    return " ".join(each.quote for each in answer.citations)


def test_who_criticised_somebody_is_no_word_of_theirs(pipeline: Pipeline) -> None:
    told = _told(_asked(pipeline, "who criticised Acme Marine?"))
    assert "has failed the town" in told
    assert "mended every plank" not in told


def test_who_supports_something_is_told_by_whoever_does(pipeline: Pipeline) -> None:
    answer = _asked(pipeline, "who supports the sale of the pier?")
    assert "We support the sale" in _told(answer)
    assert "has failed the town" not in _told(answer)


@pytest.mark.parametrize(
    "question",
    [
        "how many planks fell into the sea, 23 or 32?",
        "was the pier closed in January 2023 or in January 2024?",
    ],
)
def test_which_of_two_it_is_is_told(pipeline: Pipeline, question: str) -> None:
    answer = _asked(pipeline, question)
    assert answer.status == "answered"
    assert answer.citations[0].quote.startswith("Calder Pier was closed on 14 January 2024")


def test_which_of_two_is_left_open_where_no_paper_tells(pipeline: Pipeline) -> None:
    assert _asked(pipeline, "was it the Navy or the Coastguard that found the planks?").status != "answered"


def test_two_parties_whose_position_is_asked_for_are_heard_in_turn(pipeline: Pipeline) -> None:
    answer = _asked(
        pipeline, "what is the position of Acme Marine and of the council on the sale of the pier?"
    )
    assert {side.party for side in answer.sides} == {"Acme Marine", "Calder Town Council"}


def test_a_party_that_no_paper_quotes_is_said_to_say_nothing(pipeline: Pipeline) -> None:
    answer = _asked(pipeline, "what is the position of Acme Marine and of Norvane Ferries on the planks?")
    assert [side.party for side in answer.sides if side.silent] == ["Norvane Ferries"]
    assert answer.status == "partial"


def test_what_a_party_says_in_its_statement_is_told_from_the_statement(pipeline: Pipeline) -> None:
    answer = _asked(pipeline, "what did Acme say in its statement?")
    assert {each.title for each in answer.citations} == {"Statement"}
    assert "new survey" in _told(answer)
