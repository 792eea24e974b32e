"""Rows of a spreadsheet as they are found and cited: by their sheet and cells, wherever a page would stand."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from harness.packages import workbook
from rag.service import Service
from server.app import create_app
from server.cli import main

COSTS: list[list[str | int]] = [
    ["Gate", "Cost of repair in pounds", "Engineer"],
    ["Northgate", 41200, "Ada Quist"],
    ["Southgate", 38650, "Bram Oduya"],
]
NOTES: list[list[str | int]] = [["The sluice at Merrow weir was inspected by Ada Quist in May."]]


@pytest.fixture(scope="module")
def service(service_over: Callable[..., Service], tmp_path_factory: pytest.TempPathFactory) -> Service:
    path = tmp_path_factory.mktemp("sheets") / "gates.xlsx"
    path.write_bytes(workbook({"Notes": NOTES, "Costs": COSTS}))
    return service_over(path)


@pytest.fixture
def client(service: Service) -> TestClient:
    return TestClient(create_app(service), base_url="http://127.0.0.1")


def placed(found: dict[str, Any]) -> tuple[int, str, str]:
    return found["page"], found["page_label"], found["cells"]


def test_a_cited_row_has_its_sheet_and_cells(client: TestClient) -> None:
    answer = client.post(
        "/api/ask", json={"question": "What was the cost of repair of the Southgate?"}
    ).json()
    cited = next(each for each in answer["citations"] if "Southgate" in each["quote"])
    assert placed(cited) == (2, "Costs", "A3:C3")
    footnotes = client.get(f"/api/answers/{answer['id']}/export", params={"format": "md"}).text
    assert "sheet “Costs”, cells A3:C3" in footnotes
    assert "PDF page" not in footnotes


def test_what_is_found_has_its_sheet_and_cells(client: TestClient) -> None:
    found = client.get("/api/find", params={"q": "Bram Oduya"}).json()
    assert [placed(each) for each in found["hits"]] == [(2, "Costs", "A3:C3")]
    said = client.get("/api/quotations", params={"q": "inspected by Ada Quist in May"}).json()
    assert [placed(each) for each in said["places"]] == [(1, "Notes", "A1")]
    hits = client.get("/api/search", params={"q": "Merrow weir sluice", "limit": 1}).json()["hits"]
    assert placed(hits[0])[:2] == (1, "Notes")


def test_a_document_tells_the_cells_of_each_row(client: TestClient) -> None:
    (held,) = client.get("/api/documents").json()["documents"]
    whole = client.get(f"/api/documents/{held['id']}").json()
    rows = {
        cells: whole["text"][start:].partition("\n\n")[0]
        for page in whole["page_starts"]
        for start, cells in page["cells"]
    }
    assert rows["A3:C3"].startswith("Gate: Southgate | Cost of repair in pounds: 38650")


def test_a_terminal_tells_sheet_and_cells(
    service: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REPORT_QA_DATA_DIR", str(service.settings.data_dir))
    assert main(["ask", "What was the cost of repair of the Southgate?"]) == 0
    assert "sheet “Costs”, cells A3:C3" in " ".join(capsys.readouterr().out.split())
    assert main(["find", "Bram Oduya"]) == 0
    assert "sheet “Costs”, cells A3:C3: …" in " ".join(capsys.readouterr().out.split())
