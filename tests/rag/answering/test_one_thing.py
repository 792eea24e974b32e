"""Figures disagree only where they measure one thing; a fraction is a percentage."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.question.query import Question
from rag.service import Service
from rag.text.quantities import shares
from rag.types import Answer

_PAPERS = {
    "east": ("Brill Courier", "2019-03-12", "The east lock let 140 barges through a day."),
    "west": ("Marl Gazette", "2021-06-01", "The west lock let 77 barges through a day."),
    "west-again": ("Brill Courier", "2018-02-01", "The west lock let 91 barges through a day."),
    "chief": ("Brill Courier", "2017-05-01", "Ada Quist runs the Canal Trust as its chief engineer."),
    "later": (
        "Marl Gazette",
        "2022-09-01",
        "Bo Tarn runs the Canal Trust as its chief engineer since August.",
    ),
}


@pytest.fixture(scope="module")
def ask(
    tmp_path_factory: pytest.TempPathFactory, service_over: Callable[..., Service]
) -> Callable[[str], Answer]:
    folder = Path(tmp_path_factory.mktemp("locks"))
    for name, (publisher, date, text) in _PAPERS.items():
        (folder / f"{name}.md").write_text(
            f"---\ntitle: Canal notes, {name}\npublisher: {publisher}\ndate: {date}\nkind: article\n---\n{text}\n"
        )
    pipeline = service_over(folder).pipeline
    return lambda question: pipeline.answer(Question(question, alone=True))


def test_another_lock_s_figure_says_nothing_against_it(ask: Callable[[str], Answer]) -> None:
    found = ask("How many barges did the east lock let through a day?")
    assert "140" in found.citations[0].quote
    assert not [each for each in found.warnings if "disagree" in each]


def test_two_figures_of_one_lock_disagree_the_newer_first(ask: Callable[[str], Answer]) -> None:
    (warning,) = [
        each
        for each in ask("How many barges did the west lock let through a day?").warnings
        if "disagree" in each
    ]
    assert warning.index("77") < warning.index("91")


@pytest.mark.parametrize(
    "question",
    [
        "Do the papers agree on how many barges the west lock let through a day?",
        "do the sources differ on how many barges the west lock let through",
    ],
)
def test_whether_sources_agree_is_told_by_both_figures(ask: Callable[[str], Answer], question: str) -> None:
    found = ask(question)
    quotes = " ".join(each.quote for each in found.citations)
    assert "77" in quotes
    assert "91" in quotes
    assert any("disagree" in each for each in found.warnings)


def test_what_holds_now_is_told_by_the_newest_paper(ask: Callable[[str], Answer]) -> None:
    found = ask("Who runs the Canal Trust now?")
    assert "Bo Tarn" in found.citations[0].quote
    assert any("superseded" in each for each in found.warnings)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("A quarter of the crew left, and three-quarters stayed.", [25.0, 75.0]),
        ("Half of them paid.", [50.0]),
        ("The second man had a third boat in one second.", [pytest.approx(100 / 3)]),
    ],
)
def test_fractions_are_percentages(text: str, values: list[float]) -> None:
    assert [each.value for each in shares(text)] == values
