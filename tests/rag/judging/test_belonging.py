"""What several sentences answer together."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from pieces import evidence, rarity_over

from rag.judging.answerability import Judgement
from rag.judging.belonging import FEWEST, MOST, belonging, chance, signs
from rag.judging.reading import Reading
from rag.question.analysis import ask
from rag.question.query import Query, Question
from rag.service import Service
from rag.types import Evidence

LETTER = """# Letter of the allotment society to the council

Dear Ms Okoro, we thank you for the visit of 3 May.
The society turns down the move to Fenn Lane for these reasons.
The soil there was used to bury ash from the power station until 1974.
Buses stop running past Fenn Lane at six in the evening.
Our president, Mr Abel, has kept bees for forty years.
There is no water on the site, and the council offers none.
Half of our members are over seventy and could not carry tools up the hill.
We look forward to the summer show.
"""


def read(
    text: str, relevance: float | None, start: int, heading: str = "", document: str = "herald"
) -> Evidence:
    return evidence(text, start=start, document=document, relevance=relevance, heading=heading)


@pytest.fixture
def asked(tmp_path: Path) -> Reading:
    query = Query("what are the reasons")
    known = ask(query.text, rarity_over(tmp_path, ["reasons"]))
    return Reading(query, known, np.zeros(1, np.float32), (), (), Judgement("answered", 0.9))


@pytest.fixture
def page() -> list[Evidence]:
    """One relevant sentence with what stands around it, and what stands in another section."""
    own = [
        read("A sentence of the first part that tells something.", -6.0, 100 * n, "First") for n in range(3)
    ]
    best = read("The best sentence of all that stand in it.", 4.0, 300, "First")
    other = [
        read("A sentence of the second part that tells something.", -6.0, 2000 + 100 * n, "Second")
        for n in range(8)
    ]
    return [*own, best, *other]


def test_what_stands_near_a_relevant_sentence_is_likelier_than_what_stands_elsewhere(
    asked: Reading, page: list[Evidence]
) -> None:
    chances = list(map(chance, signs(asked, page)))
    assert max(chances) == chances[3]
    assert chances[0] > chances[-1]


def test_they_come_in_the_order_given_and_not_fewer_than_a_few(asked: Reading, page: list[Evidence]) -> None:
    found = belonging(asked, page)
    assert FEWEST <= len(found) <= MOST
    assert page[3] in found
    assert found == [each for each in page if each in found]


def test_of_nothing_nothing_belongs(asked: Reading) -> None:
    assert belonging(asked, []) == []


def test_reasons_that_are_spread_over_a_letter_are_given_together(
    service_over: Callable[..., Service], tmp_path: Path
) -> None:
    (tmp_path / "letter.md").write_text(LETTER, encoding="utf-8")
    answer = service_over(tmp_path).pipeline.answer(
        Question("list every reason the society gives", alone=True)
    )
    assert answer.asked.kind == "list"
    shown = _shown([each.quote for each in answer.citations])
    assert shown == sorted(shown)
    assert {LETTER.index(each) for each in ("The soil there", "Buses stop", "There is no water")} <= set(
        shown
    )


def _shown(quotes: Sequence[str]) -> list[int]:
    return [LETTER.index(each[:14]) for each in quotes]
