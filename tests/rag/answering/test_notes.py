"""What a summary says of the papers themselves is no answer to what somebody did, and tells what is not known."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.question.query import Question
from rag.service import Service
from rag.types import Answer

_SUMMARY = """---
title: Buoy moved off Brill Head
publisher: Brill Courier
date: 2019-05-02
text_type: summary
kind: article
---
The Brill Harbour Trust moved the bell buoy off Brill Head in May. Dredging near the buoy ended in March, the Courier
reports. The article gives no reason for the moving of the bell buoy.

Ada Quist of the pilots' association called the new place of the buoy a danger to small boats.
"""


@pytest.fixture(scope="module")
def ask(
    tmp_path_factory: pytest.TempPathFactory, service_over: Callable[..., Service]
) -> Callable[[str], Answer]:
    folder = Path(tmp_path_factory.mktemp("buoy"))
    (folder / "buoy.md").write_text(_SUMMARY)
    pipeline = service_over(folder).pipeline
    return lambda question: pipeline.answer(Question(question, alone=True))


def test_a_note_tells_that_the_reason_is_not_known(ask: Callable[[str], Answer]) -> None:
    found = ask("Why was the bell buoy moved?")
    assert found.status == "partial"
    assert "gives no reason" in found.citations[0].quote
    assert found.citations[0].speaker is None
    assert "Our summary of Brill Courier, 2 May 2019, notes:" in found.text


@pytest.mark.parametrize(
    "question",
    ["What did the Brill Harbour Trust do?", "What did the pilots' association say about the buoy?"],
)
def test_a_note_is_no_party_s_deed_or_word(ask: Callable[[str], Answer], question: str) -> None:
    assert all("gives no reason" not in each.quote for each in ask(question).citations)


def test_what_a_note_plainly_answers_is_told_by_it(ask: Callable[[str], Answer]) -> None:
    found = ask("Does the article give a reason for the moving of the bell buoy?")
    assert "gives no reason" in found.citations[0].quote
