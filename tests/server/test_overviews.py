"""The timeline and the claims over HTTP and from the command line."""

import json
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from folders import AFFAIR_FOLDER

from rag.service import Service
from server.app import create_app
from server.cli import main

DOCUMENTS = AFFAIR_FOLDER / "documents"


@pytest.fixture(scope="module")
def service(service_over: Callable[..., Service]) -> Service:
    return service_over(DOCUMENTS)


@pytest.fixture
def client(service: Service) -> TestClient:
    return TestClient(create_app(service), base_url="http://127.0.0.1")


@pytest.fixture(autouse=True)
def _over_the_affair(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_QA_DATA_DIR", str(service.settings.data_dir))


def test_the_timeline_is_given_whole_and_on_a_query(client: TestClient) -> None:
    whole = client.get("/api/timeline").json()["rows"]
    assert {row["basis"] for row in whole} == {"told"}
    assert {row["basis"] for row in client.get("/api/timeline?published=true").json()["rows"]} == {
        "told",
        "published",
    }
    reports = client.get("/api/timeline?kind=report").json()["rows"]
    assert {row["citation"]["kind"] for row in reports} == {"report"}
    row = next(row for row in whole if row["date"] == "2017-10-03")
    document = client.get(f"/api/documents/{row['citation']['document_id']}").json()
    assert document["text"][row["citation"]["start"] : row["citation"]["end"]] == row["citation"]["quote"]
    some = client.get("/api/timeline", params={"q": "wave limit", "limit": 3}).json()["rows"]
    assert 0 < len(some) <= 3 < len(whole)


def test_a_limit_or_query_beyond_reason_is_refused(client: TestClient) -> None:
    for params in ({"limit": "0"}, {"limit": "many"}, {"q": "x" * 2001}, {"published": "maybe"}):
        answer = client.get("/api/timeline", params=params)
        assert answer.status_code == 422
        assert answer.json()["error"]["code"] == "invalid"
    for params, status in (
        ({"colour": "red"}, 422),
        ({"date_from": "soon"}, 422),
        ({"document_id": "x"}, 404),
    ):
        assert client.get("/api/timeline", params=params).status_code == status


def test_the_command_prints_dated_quotations(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", "wave limit"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(("October 2017", "3 October 2017"))
    assert "“In October 2017 Norvane lowered the wave height" in " ".join(printed.split())


def test_the_command_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", "--json", "--limit", "4"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert len(rows) == 4
    assert set(rows[0]) == {"date", "basis", "citation"}


def test_the_command_says_when_nothing_is_about_a_query(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", "quantum computing"]) == 0
    assert capsys.readouterr().out == "No dated passage is about this.\n"
    assert main(["timeline", "--limit", "0"]) == 2


def test_the_claims_come_with_their_answers_and_with_silence(client: TestClient) -> None:
    claims = client.get("/api/claims").json()["claims"]
    row = next(each for each in claims if each["claim"]["quote"].startswith("Put the wave limit"))
    assert set(row) == {"claim", "party", "answers"}
    answers = {answer["party"]: answer for answer in row["answers"]}
    assert any(answer["silent"] and answer["citations"] == [] for answer in answers.values())
    quoted = [citation for answer in answers.values() for citation in answer["citations"]]
    assert any("three master mariners" in citation["quote"] for citation in quoted)
    assert len(client.get("/api/claims", params={"limit": 2}).json()["claims"]) == 2
    assert client.get("/api/claims", params={"limit": 0}).status_code == 422
    publisher = row["claim"]["publisher"]
    own = client.get("/api/claims", params={"publisher": publisher}).json()["claims"]
    assert own == [each for each in claims if each["claim"]["publisher"] == publisher]
    assert client.get("/api/claims", params={"publisher": "Nobody"}).json()["claims"] == []
    assert client.get("/api/claims", params={"shape": "round"}).status_code == 422


def test_the_command_prints_claims_with_answers_and_silence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert printed.startswith("Tallow Pryce")
    assert "“Put the wave limit before a panel of three independent master mariners.”" in printed
    assert "No answer to this in these documents:" in printed
    assert main(["claims", "--json", "--limit", "2"]) == 0
    assert len(json.loads(capsys.readouterr().out)["claims"]) == 2
    assert main(["claims", "--limit", "0"]) == 2


def test_the_overview_is_given_over_http_and_printed(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    overview = client.get("/api/overview").json()
    assert set(overview) == {
        *("documents", "passages", "parties", "points", "days", "read_first", "wanted", "copies")
    }
    citation = overview["parties"][0]["citations"][0]
    text = client.get(f"/api/documents/{citation['document_id']}").json()["text"]
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert main(["overview"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert (
        "What is in dispute: 1. " in printed
    )  # numbered by themselves, as the citations before have no number
    assert "Read first:" in printed
    assert main(["overview", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == overview
