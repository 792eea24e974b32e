"""The filters of a question: kept with its answer, told in words, and counted in what was searched."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from loaded import service_of

from ingest.sync.sync import sync
from rag.service import Service
from rag.settings import Settings
from rag.types import Filters
from server.app import create_app
from server.asked_of import restriction
from server.cli import main

_PAPERS = {
    "echo": ("Lismore Echo", "1931-02-03", "The harbour of Lismore was dredged in 1930 by Élodie Baird."),
    "late": ("Lismore Echo", "1950", "The harbour of Lismore was closed by the storm."),
    "post": ("Lismore Post", "1931", "The harbour cost too much, said Ada Crane of the ratepayers."),
}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    for name, (publisher, date, text) in _PAPERS.items():
        head = f"title: {name}\npublisher: {publisher}\ndate: {date}\nkind: article"
        (tmp_path / f"{name}.md").write_text(f"---\n{head}\n---\n\n{text}\n", encoding="utf-8")
    made = service_of(Settings(data_dir=tmp_path / "data", _env_file=None))
    assert sync(made.stores, [tmp_path / f"{name}.md" for name in _PAPERS]).failed == []
    yield made
    made.stores.close()


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (Filters(), ""),
        (Filters(publisher=("CYP Now",), date_from="2015"), "publisher CYP Now, since 2015"),
        (Filters(kind=("article", "report")), "kind article or report"),
        (Filters(speaker=("Ofsted",), date_to="2015-04"), "speaker Ofsted, until April 2015"),
        (Filters(as_of="2015-05-01"), "as of 1 May 2015"),
        (Filters(document_id=("a",)), "document “A”"),
        (Filters(document_id=("a", "z")), "documents “A” or a document no longer held"),
        (Filters(document_id=tuple("aaaaaa")), "documents “A”, “A”, “A” or 3 more"),
    ],
)
def test_filters_are_told_in_words(filters: Filters, told: str) -> None:
    assert restriction(filters, {"a": "“A”"}) == told


def test_an_answer_comes_back_with_the_filters_that_it_was_asked_under(service: Service) -> None:
    filters = {"publisher": "Lismore Echo", "date_to": "1940"}
    with TestClient(create_app(service), base_url="http://127.0.0.1") as client:
        given = client.post(
            "/api/ask", json={"question": "Who dredged the harbour?", "filters": filters}
        ).json()
        assert given["asked_of"] == "publisher Lismore Echo, until 1940"
        assert given["searched"] == {"documents": 1, "passages": 1}
        stored = client.get(f"/api/answers/{given['id']}").json()
        (turn,) = client.get(f"/api/conversations/{given['conversation_id']}").json()["answers"]
        for kept in (given, stored, turn):
            assert kept["filters"]["publisher"] == ["Lismore Echo"]
            assert kept["filters"]["date_to"] == "1940"
            assert kept["asked_of"] == given["asked_of"]
        again = client.post("/api/ask", json={"question": given["question"], "filters": stored["filters"]})
        assert again.json()["citations"] == given["citations"]
        exported = client.get(f"/api/answers/{given['id']}/export?format=md").text
        assert "Asked of: publisher Lismore Echo, until 1940." in exported


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(), 3),
        (Filters(publisher=("Lismore Echo",)), 2),
        (Filters(publisher=("Lismore Echo",), date_to="1940"), 1),
        (Filters(speaker=("Ada Crane",)), 1),
        (Filters(speaker=("Ada Crane",), publisher=("Lismore Echo",)), 0),
        (Filters(date_from="1960"), 0),
    ],
)
def test_what_was_searched_is_what_the_filters_leave(
    service: Service, filters: Filters, documents: int
) -> None:
    assert service.stores.library.narrowing.extent(filters) == {"documents": documents, "passages": documents}


def test_a_refusal_counts_only_what_the_filters_leave(
    service: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REPORT_QA_DATA_DIR", str(service.settings.data_dir))
    main(["ask", "Who is the mayor of Paris?", "--filter", "publisher=Lismore Echo"])
    told = capsys.readouterr().out
    assert "Asked of: publisher Lismore Echo" in told
    assert "Not in these documents (2 documents, 2 passages searched)" in told
    main(["ask", "Who is the mayor of Paris?", "--filter", "date_from=1960"])
    assert "No document passes these filters" in capsys.readouterr().out
