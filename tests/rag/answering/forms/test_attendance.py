"""Who came to a meeting, by the lists at the head of its record."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.pipeline import Pipeline
from rag.question.query import Question
from rag.service import Service
from rag.types import Answer

_BOARD = """HARBOUR BOARD

Minutes of the meeting held on Tuesday 4 March 2025 at 6 pm

Present:
Ruth Fell (Harbour Master) - chair
Tom Orrey (Acme Dredging)
Cllr Ada Moss

Apologies: Len Marsh, Joan Pike MP
Minutes: K. Dale

1. The quay
Mr Orrey said the north quay would be dredged in May. The board agreed.
"""
_COMMITTEE = """TRANSPORT COMMITTEE

Oral evidence: the harbour, Wednesday 9 April 2025

Members present: Nell Hay (Chair); Bill Stott.

Witnesses: Ruth Fell, Harbour Master, Port of Calder.

CHAIR: Is the quay safe?

RUTH FELL: It was at fault in March, and it is safe now.
"""


@pytest.fixture(scope="module")
def pipeline(service_over: Callable[..., Service], tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    folder: Path = tmp_path_factory.mktemp("records")
    (folder / "board.txt").write_text(_BOARD, encoding="utf-8")
    (folder / "committee.txt").write_text(_COMMITTEE, encoding="utf-8")
    return service_over(folder).pipeline


def _names(answer: Answer) -> str:
    return " ".join(each.quote for each in answer.citations)


@pytest.mark.parametrize(
    "asked",
    [
        "who attended the board?",
        "who was at the harbour board on 4 March 2025",
        "list who was present at the board",
    ],
)
def test_all_names_below_present_are_given_and_nobody_elses(pipeline: Pipeline, asked: str) -> None:
    answer = pipeline.answer(Question(asked, alone=True))
    assert answer.status == "answered"
    assert all(name in _names(answer) for name in ("Ruth Fell", "Tom Orrey", "Ada Moss"))
    assert not any(name in _names(answer) for name in ("Len Marsh", "K. Dale", "Nell Hay"))


def test_witnesses_were_there_too(pipeline: Pipeline) -> None:
    told = _names(pipeline.answer(Question("who attended the transport committee?", alone=True)))
    assert all(name in told for name in ("Nell Hay", "Bill Stott", "Ruth Fell"))
    assert "Tom Orrey" not in told


def test_who_stayed_away_is_told_by_the_apologies(pipeline: Pipeline) -> None:
    told = _names(pipeline.answer(Question("who didn't attend the board?", alone=True)))
    assert "Len Marsh" in told
    assert "Tom Orrey" not in told


def test_no_record_of_another_meeting_is_taken_for_the_one_that_is_asked_for(pipeline: Pipeline) -> None:
    for asked in ("who attended the board on 5 May 2019?", "who attended the school governors' meeting?"):
        assert "Present:" not in _names(pipeline.answer(Question(asked, alone=True)))


def test_whose_fault_it_was_is_no_question_of_attendance(pipeline: Pipeline) -> None:
    told = _names(pipeline.answer(Question("who was at fault in March?", alone=True)))
    assert "Members present" not in told
    assert "Present:" not in told
