"""A question is judged alike however it is typed: in capitals, in small letters, with a slip, in another spelling."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.question.query import Question
from rag.service import Service

ROOT = Path(__file__).resolve().parents[2]
_MOST_CHANGED = 0.03
_ASKED = {
    ROOT / "documents": (
        "What did Eileen Munro say about the inspections?",
        "Who leads the Local Government Association's work on children?",
        "By how much do workloads grow after an inadequate judgement?",
        "Why did the National Audit Office criticise the department?",
        "When did the single inspection framework end?",
        "Does Ofsted accept the criticism of its inspections?",
        "How many councils were judged inadequate?",
        "What did the Bishop of Durham say about the report?",
        "How much did the Impower report cost?",
        "What happened to agency social workers in Birmingham?",
    ),
    ROOT / "tests" / "affair" / "documents": (
        "How many crossings did Norvane Ferries cancel in the winter?",
        "Who wrote the review of the winter's cancellations?",
        "What did the council decide about the harbour programme?",
        "Why were sailings cancelled?",
        "When did the Solan Light break down?",
        "What does the users' group want?",
        "Did the company apologise for the cancellations?",
        "Which minister resigned over the ferry?",
        "How much was the captain paid?",
        "What did the Bishop of Durham say about the ferry?",
    ),
}


def _slip(question: str) -> str:
    """Two letters swapped inside the longest word."""
    word = max(question.rstrip("?").split(), key=len)
    at = len(word) // 2
    return question.replace(word, word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :], 1)


def _american(question: str) -> str:
    return (
        question.replace("judgement", "judgment")
        .replace("criticise", "criticize")
        .replace("harbour programme", "harbor program")
        .replace("apologise", "apologize")
    )


def _without_marks(question: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", question) if not unicodedata.combining(c))
    return bare.replace("'", "")


_TYPED: dict[str, Callable[[str], str]] = {
    "small letters": str.lower,
    "capitals": str.upper,
    "a slip": _slip,
    "please": lambda question: f"hi, {question[:1].lower()}{question[1:]} pls",
    "American spelling": _american,
    "no apostrophes": _without_marks,
}


@pytest.mark.parametrize("folder", _ASKED, ids=lambda folder: folder.parent.name)
def test_the_verdict_stays(service_over: Callable[..., Service], folder: Path) -> None:
    pipeline = service_over(folder).pipeline

    def refused(question: str) -> bool:
        return pipeline.answer(Question(question, alone=True)).status == "not_in_documents"

    asked = [(question, refused(question)) for question in _ASKED[folder]]
    assert {verdict for _, verdict in asked} == {True, False}
    changed = [
        f"{name}: {vary(question)}"
        for question, verdict in asked
        for name, vary in _TYPED.items()
        if vary(question) != question and refused(vary(question)) != verdict
    ]
    assert len(changed) <= _MOST_CHANGED * len(asked) * len(_TYPED), changed
