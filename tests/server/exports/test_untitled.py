"""A paper without a title is called by its file's name wherever it is named: cited, nearest, exported, briefed."""

from collections.abc import Callable

import pytest

from rag.question.query import Question
from rag.service import Service
from rag.types import Answer
from server.export.desk import content, of_answer, of_entries

NAMES = ("lamps-june.txt", "piers.txt")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, service_over: Callable[..., Service]) -> Service:
    folder = tmp_path_factory.mktemp("untitled")
    (folder / NAMES[0]).write_text(
        "The harbour lamps were lit on 41 nights last year, and no more.", encoding="utf-8"
    )
    (folder / NAMES[1]).write_text(
        "The timber of the pier was replaced by men from the next village.", encoding="utf-8"
    )
    return service_over(folder)


@pytest.fixture(scope="module")
def found(service: Service) -> Answer:
    return service.pipeline.answer(Question("On how many nights were the harbour lamps lit?"))


@pytest.fixture(scope="module")
def refused(service: Service) -> Answer:
    return service.pipeline.answer(Question("What did the bishop of Durham say about the coal strike?"))


def test_the_citation_and_the_answer_name_the_file(found: Answer) -> None:
    assert [each.title for each in found.citations] == [NAMES[0]]
    assert NAMES[0] in found.text


def test_the_nearest_passages_name_their_files(refused: Answer) -> None:
    assert refused.status == "not_in_documents"
    assert refused.nearest
    assert {each.metadata.title for each in refused.nearest} <= set(NAMES)


def test_an_export_and_a_briefing_name_the_files(service: Service, found: Answer, refused: Answer) -> None:
    single = content(of_answer(service, found.id), "md").decode()
    briefing = content(of_entries(service, "Lamps", [found, refused]), "md").decode()
    for text in (single, briefing):
        assert NAMES[0] in text
        assert "untitled" not in text.casefold()
