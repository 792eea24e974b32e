"""Offices over time: whoever is named last first, earlier holders as superseded, each with its day."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.question.query import Question
from rag.service import Service
from rag.types import Answer

PAPERS = {
    "opening.md": """---
title: Weir mill opens its doors
publisher: The Weir Gazette
date: 2010-04-03
kind: article
---
# Weir mill opens its doors

Oona Platt, director of the Weir Trust, said that the mill would open on Sundays.
Sid Marlow, deputy director of the Weir Trust, counted 300 visitors.
Ada Crane, the Weir Trust's director of catering, sold 90 buns.
""",
    "wheel.md": """---
title: The wheel turns again
publisher: The Weir Gazette
date: 2014-09-01
kind: article
---
# The wheel turns again

The Weir Trust's new director, Hugo Lenn, watched the wheel turn for the first time in forty years.
Oona Platt, the former director of the Weir Trust, came to see it.
""",
}

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory, service_over: Callable[..., Service]) -> Ask:
    folder = Path(tmp_path_factory.mktemp("mill"))
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    service = service_over(folder)
    return lambda question: service.pipeline.answer(Question(question))


def test_the_latest_holder_comes_first_and_the_earlier_one_is_superseded(mill: Ask) -> None:
    answer = mill("who runs the Weir Trust now?")
    assert answer.asked.kind == "identity"
    quotes = [each.text for each in answer.sentences if each.citations]
    assert quotes[0].startswith("1 September 2014: ")
    assert "Hugo Lenn" in quotes[0]
    assert quotes[1].startswith("3 April 2010: ")
    assert "Oona Platt" in quotes[1]
    assert any("Superseded" in each.text for each in answer.sentences if each.kind == "silence")
    assert any("1 September 2014" in warning for warning in answer.warnings)


def test_a_deputy_does_not_run_it(mill: Ask) -> None:
    assert "Marlow" not in mill("who runs the Weir Trust?").text


def test_a_director_of_one_department_does_not_run_the_body(mill: Ask) -> None:
    assert "Crane" not in mill("who runs the Weir Trust?").text


def test_an_office_without_its_body_has_the_holders_that_are_named(mill: Ask) -> None:
    assert "Sid Marlow" in mill("who is the deputy director?").text


def test_an_office_by_its_name_is_looked_for_as_it_is_called(mill: Ask) -> None:
    answer = mill("who is the deputy director of the Weir Trust?")
    assert "Sid Marlow" in answer.text
