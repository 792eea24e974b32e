"""Under an answer in the terminal each document stands once, and the numbers in the text are those of documents."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from folders import AFFAIR_FOLDER

from rag.service import Service
from rag.types import Citation
from server.cli import main
from server.commands.sources import numbered_by_document, sources_of

_QUESTIONS = (
    "How did Norvane respond to the review on the wave limit?",
    "What do Norvane and the passengers' council say about the wave limit?",
    "What does the review recommend?",
)
_CITED = re.compile(r"\[(\d+)\]")


@pytest.fixture(autouse=True)
def _over_the_affair(service_over: Callable[..., Service], monkeypatch: pytest.MonkeyPatch) -> None:
    service = service_over(AFFAIR_FOLDER / "documents")
    monkeypatch.setenv("REPORT_QA_DATA_DIR", str(service.settings.data_dir))
    monkeypatch.setenv("COLUMNS", "100")


def test_each_document_is_listed_once_with_its_places(capsys: pytest.CaptureFixture[str]) -> None:
    repeated = 0
    for question in _QUESTIONS:
        assert main(["ask", question, "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert main(["ask", question]) == 0
        printed = capsys.readouterr().out
        cited = list(dict.fromkeys(each["document_id"] for each in answer["citations"]))
        repeated += len(answer["citations"]) - len(cited)
        listed = re.findall(r"^\[(\d+)\] (.*(?:\n    .*)*)", printed, re.MULTILINE)
        assert [int(number) for number, _ in listed] == list(range(1, len(cited) + 1))
        for (_, reference), id in zip(listed, cited, strict=True):
            here = [each for each in answer["citations"] if each["document_id"] == id]
            assert (here[0]["title"] or "") in " ".join(reference.split())
            assert all(_place(each) in reference for each in here), reference
        text = printed[: printed.index("\n[1] ")]
        wanted = [
            str(cited.index(answer["citations"][marker - 1]["document_id"]) + 1)
            for sentence in answer["sentences"]
            for marker in sentence["citations"]
        ]
        assert list(_without_repeats(_CITED.findall(text))) == list(_without_repeats(wanted))
    assert repeated > 0


def _place(citation: dict[str, Any]) -> str:
    page = citation["page_label"] or citation["page"]
    return str(page) if page else f"{citation['start']}–{citation['end']}"


def _without_repeats(numbers: list[str]) -> list[str]:
    return [each for at, each in enumerate(numbers) if at == 0 or numbers[at - 1] != each]


def citation(marker: int, document: str, start: int, page: int | None = None) -> Citation:
    return Citation(
        marker, f"{document}-1", document, f"Paper {document}", None, None, "2015", None, "report", "original",
        start, start + 10, "ten letter", page=page,
    )  # fmt: skip


def test_places_are_pages_where_there_are_pages() -> None:
    cited = [citation(1, "a", 0, 3), citation(2, "b", 40), citation(3, "a", 90, 5), citation(4, "a", 20, 3)]
    found = sources_of([*cited, replace(citation(5, "b", 7), recognised=True)])
    assert [found[marker].number for marker in (1, 2, 3, 4, 5)] == [1, 2, 1, 1, 2]
    assert found[1].reference() == "[1] “Paper a”, 2015, pages 3 and 5"
    assert found[2].reference() == (
        "[2] “Paper b”, 2015, characters 40–50 and 7–17, recognised text, check it against the page"
    )
    assert sources_of([citation(1, "a", 0)])[1].reference() == "[1] “Paper a”, 2015, characters 0–10"


def test_brackets_inside_a_quotation_stay_as_they_are() -> None:
    found = sources_of([citation(1, "a", 0), citation(2, "b", 0), citation(3, "a", 20), citation(4, "a", 40)])
    sentences: list[dict[str, Any]] = [
        {"text": "Heading", "citations": []},
        {"text": "“The reef is safe [4], and so is the bar [2]”", "citations": [2]},
        {"text": "The rest stays open [1].", "citations": [3, 4, 2]},
    ]
    text = (
        "Heading\n\n“The reef is safe [4], and so is the bar [2]” [2]\n\nThe rest stays open [1]. [3][4][2]"
    )
    assert numbered_by_document(text, sentences, found) == (
        "Heading\n\n“The reef is safe [4], and so is the bar [2]” [2]\n\nThe rest stays open [1]. [1][2]"
    )
