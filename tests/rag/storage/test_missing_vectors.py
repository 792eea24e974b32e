"""A vector index that is lost: answers say so and go on by words, and the next writer fills it from the library."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from loaded import service_of

from ingest.sync.sync import sync
from rag.question.query import Question
from rag.service import Service
from rag.settings import Settings
from rag.storage.audit import faults

LETTER = "The harbour has been closed for nine weeks. No ferry calls there."
ASKED = Question("How long has the harbour been closed?")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    (tmp_path / "letter.txt").write_text(LETTER)
    made = opened(tmp_path)
    sync(made.stores, [tmp_path / "letter.txt"])
    yield made
    made.close()


def opened(folder: Path) -> Service:
    return service_of(Settings(data_dir=folder / "data", _env_file=None))


def notes(service: Service) -> str:
    answer = service.pipeline.answer(ASKED)
    assert [each.quote for each in answer.citations] == ["The harbour has been closed for nine weeks."]
    return " ".join(each for each in answer.warnings if "vector index" in each)


def test_an_answer_says_that_the_index_is_missing_and_the_next_writer_fills_it(
    service: Service, tmp_path: Path
) -> None:
    assert notes(service) == ""
    service.close()
    shutil.rmtree(tmp_path / "data" / "vectors")
    again = opened(tmp_path)
    assert "is missing. Run `report-qa rebuild`" in notes(again)
    with again.stores.writing():
        pass
    assert notes(again) == ""
    assert faults(again.stores) == []
    again.close()


def test_an_index_that_fails_while_it_is_open_does_not_keep_answers_back(service: Service) -> None:
    index: Any = service.stores.vectors
    index._client.close()
    assert "cannot be opened" in notes(service)


def test_an_empty_library_lacks_no_index(tmp_path: Path) -> None:
    empty = opened(tmp_path)
    answer = empty.pipeline.answer(ASKED)
    assert [each for each in answer.warnings if "vector index" in each] == []
    empty.close()
