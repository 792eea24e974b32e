"""Which paper a question means by its form: the minutes of a day, a body's letter, the press release."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.question.query import Question
from rag.service import Service
from rag.types import Answer

MINUTES = """ORRIN ALLOTMENT SOCIETY

Minutes of the meeting held on {day}

Present: Della Marsh (chair), Owen Tarn

1. Pump
{said}

2. Hedges
Mr Tarn offered to cut the north hedge before the nesting season, with help from the scouts.
"""
LETTER = """{body}
4 Mill Lane, Orrin

9 June 2021

Dear Ms Marsh,

{said}

We would be glad to meet you at the lower gate on any evening that suits the society.

Yours sincerely,

{name}
"""
PAPERS = {
    "may.txt": MINUTES.format(
        day="5 May 2021", said="Ms Marsh said that a new pump would cost £640 and that the fund held £410."
    ),
    "june.txt": MINUTES.format(
        day="2 June 2021", said="Mr Tarn reported that the pump had been mended by a neighbour for £35."
    ),
    "water.txt": LETTER.format(
        body="ORRIN WATER BOARD", name="Ida Bexley", said="We shall charge £90 a year for the standpipe."
    ),
    "scouts.txt": LETTER.format(
        body="ORRIN SCOUTS", name="Jo Hill", said="Our troop will cut the hedges for a donation of £25."
    ),
    "release.md": "**ORRIN TOWN COUNCIL — PRESS RELEASE**\n\n11 June 2021\n\n# A prize for the gardens\n\n"
    "The council will give a prize of £100 for the best kept plot. Entries close on 1 August.\n",
}


@pytest.fixture(scope="module")
def ask(
    tmp_path_factory: pytest.TempPathFactory, service_over: Callable[..., Service]
) -> Callable[[str], Answer]:
    folder = Path(tmp_path_factory.mktemp("plots"))
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    service = service_over(folder)
    return lambda question: service.pipeline.answer(Question(question, alone=True))


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("Short summary of the 2 June minutes please", "£35", "£640"),
        ("summarise the water board's letter", "£90", "£25"),
        ("tldr of the press release", "£100", "£35"),
    ],
)
def test_one_paper_is_summed_up(ask: Callable[[str], Answer], question: str, said: str, unsaid: str) -> None:
    answer = ask(question)
    quoted = " ".join(each.quote for each in answer.citations)
    assert said in quoted
    assert unsaid not in quoted
    assert len({each.document_id for each in answer.citations}) == 1


def test_of_several_minutes_the_choices_are_given(ask: Callable[[str], Answer]) -> None:
    answer = ask("summarise the minutes")
    assert (answer.status, answer.citations) == ("partial", ())
    assert "5 May 2021" in answer.text
    assert "2 June 2021" in answer.text
