"""The whole line over one real article, where it lies beside the project."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from harness.asking import AnsweredCase, ask_all, measures, seed_cases
from rag.answering.recheck import recheck
from rag.question.query import Question
from rag.service import Service


@pytest.fixture(scope="module")
def service(shared: Path, service_over: Callable[..., Service]) -> Service:
    return service_over(shared / "seed")


@pytest.fixture(scope="module")
def outcomes(shared: Path, service: Service) -> list[AnsweredCase]:
    article = next((shared / "seed").glob("*.txt"))
    return ask_all(service.pipeline, seed_cases(shared / "eval" / "seed" / "questions.dev.jsonl", article))


@pytest.fixture(scope="module")
def measured(outcomes: list[AnsweredCase]) -> Mapping[str, tuple[int, int]]:
    return measures(outcomes)


@pytest.mark.parametrize(
    ("measure", "floor", "of"),
    [
        ("citations touch the evidence", 17, 19),
        ("spans touched", 21, 31),
        ("follow-ups touch the evidence", 3, 3),
        ("silent parties called silent", 1, 2),
        ("refused, or partly, what cannot", 8, 10),
    ],
)
def test_at_least_so_much_is_right(
    measure: str, floor: int, of: int, measured: Mapping[str, tuple[int, int]]
) -> None:
    count, whole = measured[measure]
    assert whole == of
    assert count >= floor


def test_hardly_anything_that_can_be_answered_is_refused(measured: Mapping[str, tuple[int, int]]) -> None:
    assert measured["refused what can"][0] <= 1


def test_every_citation_is_a_slice_of_the_article(outcomes: list[AnsweredCase], service: Service) -> None:
    for each in outcomes:
        assert set(recheck(each.answer.citations, service.stores.library).values()) <= {"holds"}


def test_the_one_answer_of_the_accused_is_given_in_its_own_words(service: Service) -> None:
    answer = service.pipeline.answer(Question("How did Ofsted respond to the report?"))
    assert answer.status == "answered"
    ofsteds = [each for each in answer.citations if each.speaker == "Ofsted spokesman"]
    assert any(each.quote.startswith("We make no apology") for each in ofsteds)
    assert all(each.said_via == "CYP Now" for each in ofsteds)


def test_a_party_that_the_article_does_not_quote_is_reported_as_missing(service: Service) -> None:
    answer = service.pipeline.answer(Question("What did the Children's Commissioner say about the report?"))
    assert (answer.status, answer.citations) == ("not_in_documents", ())
    assert "Children's Commissioner" in answer.text
    assert answer.nearest
