"""Rows, bibliographies and a feed for other programs."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from fastapi.testclient import TestClient
from folders import AFFAIR_FOLDER

from rag.service import Service
from server.app import create_app
from server.cli import main
from server.commands.tables import Table, put_out_table
from server.export.bibliography import bibliography
from server.export.feed import atom

QUESTION = "Where is the wave height measured?"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def service(service_over: Callable[..., Service]) -> Service:
    return service_over(AFFAIR_FOLDER / "documents")


@pytest.fixture
def client(service: Service) -> TestClient:
    return TestClient(create_app(service), base_url="http://127.0.0.1")


@pytest.fixture(autouse=True)
def _over_the_affair(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_QA_DATA_DIR", str(service.settings.data_dir))


@pytest.mark.parametrize(
    ("command", "rows"),
    [
        (["ask", QUESTION], lambda found: found["citations"]),
        (["search", QUESTION, "--limit", "3"], lambda found: found["hits"]),
        (["timeline", "wave limit"], lambda found: [row["citation"] for row in found["rows"]]),
        (
            ["claims", "--limit", "3"],
            lambda found: [
                each
                for claim in found["claims"]
                for each in (
                    claim["claim"],
                    *(
                        row
                        for answer in claim["answers"]
                        for row in (*answer["citations"], *([{}] if answer["silent"] else []))
                    ),
                )
            ],
        ),
    ],
)
def test_rows_hold_what_the_json_holds(
    command: list[str], rows: Callable[[Any], list[dict[str, Any]]], capsys: pytest.CaptureFixture[str]
) -> None:
    def printed(form: str) -> str:
        assert main([*command, form]) == 0
        return capsys.readouterr().out

    expected = rows(json.loads(printed("--json")))
    assert expected
    lines = [json.loads(line) for line in printed("--jsonl").splitlines()]
    cells = list(csv.DictReader(io.StringIO(printed("--csv"))))
    assert len(lines) == len(cells) == len(expected)
    for line, row, whole in zip(lines, cells, expected, strict=True):
        for name in ("quote", "text", "document_id", "start", "end", "speaker"):
            if name in line:
                assert line[name] == whole.get(name)
                assert row[name].removeprefix("'") == ("" if line[name] is None else str(line[name]))


def test_a_spreadsheet_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table(("quote", "start"), [{"quote": '=HYPERLINK("x")', "start": -1}, {"quote": "plain, text"}])
    put_out_table(table, as_csv=True)
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [
        ["quote", "start"],
        ['\'=HYPERLINK("x")', "-1"],
        ["plain, text", ""],
    ]


PAPER = {
    "id": "a1",
    "title": "Winter\nservice",
    "author": "Ada Quist",
    "publisher": "Acme Water",
    "date": "2020-02",
    "url": "https://acme.example/w",
    "kind": "article",
    "text_type": "summary",
    "path": "winter.md",
    "ingested_at": "2020-03-01T10:00:00+00:00",
}
UNKNOWN = dict.fromkeys(("title", "author", "publisher", "date", "url")) | {
    "id": "b2",
    "kind": "other",
    "text_type": "original",
    "path": "note.txt",
    "ingested_at": "2020-03-02T10:00:00+00:00",
}


def test_a_bibliography_tells_what_is_known_and_nothing_else() -> None:
    first, second = json.loads(bibliography([PAPER, UNKNOWN], "csl"))
    assert first == {
        "id": "a1",
        "type": "article-newspaper",
        "title": "Winter\nservice",
        "author": [{"literal": "Ada Quist"}],
        "container-title": "Acme Water",
        "issued": {"date-parts": [[2020, 2]]},
        "URL": "https://acme.example/w",
        "note": "The text held is our summary.",
    }
    assert second == {"id": "b2", "type": "document"}
    assert bibliography([PAPER, UNKNOWN], "ris").split("\r\n") == [
        *(
            "TY  - NEWS",
            "ID  - a1",
            "TI  - Winter service",
            "AU  - Ada Quist",
            "T2  - Acme Water",
            "PY  - 2020",
        ),
        *(
            "DA  - 2020/02//",
            "UR  - https://acme.example/w",
            "N1  - The text held is our summary.",
            "ER  - ",
            "",
        ),
        *("TY  - GEN", "ID  - b2", "ER  - ", "", ""),
    ]


def test_every_document_is_in_the_bibliography(
    client: TestClient, service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    held = {each.id for each in service.stores.library.holdings()}
    answer = client.get("/api/bibliography")
    assert {each["id"] for each in answer.json()} == held
    assert client.get("/api/bibliography?format=ris").text.count("TY  - ") == len(held)
    assert client.get("/api/bibliography?format=bibtex").status_code == 422
    assert main(["documents", "--csl"]) == 0
    assert json.loads(capsys.readouterr().out) == answer.json()
    assert main(["documents", "--ris"]) == 0
    assert capsys.readouterr().out.count("ER  - ") == len(held)


def test_the_feed_has_the_latest_first(client: TestClient, service: Service) -> None:
    made = fromstring(atom([PAPER, UNKNOWN], "http://here", "http://here/api/feed"))
    told = [
        [entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "summary")]
        for entry in made.iter(f"{ATOM}entry")
    ]
    assert told == [
        ["urn:report-qa:document:b2", "note.txt", UNKNOWN["ingested_at"], "undated, other"],
        [
            *("urn:report-qa:document:a1", "Winter service", PAPER["ingested_at"]),
            "Acme Water, February 2020, article",
        ],
    ]
    answer = client.get("/api/feed")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    links = {link.get("href") for link in fromstring(answer.content).iter(f"{ATOM}link")}
    assert {f"http://127.0.0.1/documents/{each.id}" for each in service.stores.library.holdings()} <= links
