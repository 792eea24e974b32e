"""Metrics for Prometheus: counted by route, answer and affair, for who may see them, without what was asked."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from loaded import service_of
from prometheus_client.parser import text_string_to_metric_families

from ingest.sync.sync import sync
from rag.service import Service
from rag.settings import Settings
from server.access import Access
from server.affairs.folders import create
from server.app import create_app
from server.keys import Keys

KEY = "correct horse battery"
QUESTION = "Who promised repairs of Zebediah's harbour?"
LETTER = "The council promised repairs by May.\n"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    (tmp_path / "letter.md").write_text(LETTER, encoding="utf-8")
    made = service_of(
        Settings(data_dir=tmp_path / "data", questions_at_once=1, questions_waiting=0, _env_file=None)
    )
    assert sync(made.stores, [tmp_path / "letter.md"]).failed == []
    yield made
    made.stores.close()


@pytest.fixture
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service), base_url="http://127.0.0.1") as made:
        yield made


def samples(client: TestClient, **headers: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """The value of each series, by its name and labels."""
    answer = client.get("/metrics", headers=headers)
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, "text/plain")
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def value(client: TestClient, name: str, **labels: str) -> float:
    return samples(client)[name, tuple(sorted(labels.items()))]


def test_requests_are_counted_by_the_template_of_their_route(client: TestClient) -> None:
    document = client.get("/api/documents").json()["documents"][0]["id"]
    for _ in range(3):
        client.get(f"/api/documents/{document}")
    client.head(f"/api/documents/{document}")
    client.get("/api/documents/Zebediah")
    client.get("/Zebediah")
    client.get("/web/js/main.js")
    client.head("/web/js/main.js")
    client.request("ZEBEDIAH", "/")
    client.get("/healthz", headers={"host": "zebediah.example"})
    counted = samples(client)

    def requests(route: str, method: str, status: str) -> float:
        labels = (("method", method), ("route", route), ("status", status))
        return counted["report_qa_requests_total", labels]

    assert requests("/api/documents/{id}", "GET", "200") == 3
    assert requests("/api/documents/{id}", "HEAD", "200") == 1
    assert requests("/api/documents/{id}", "GET", "404") == 1
    assert requests("/web", "GET", "200") == requests("/web", "HEAD", "200") == 1
    assert requests("(none)", "GET", "404") == 1
    assert requests("(none)", "GET", "421") == 1
    assert requests("/", "other", "405") == 1


def test_answers_are_counted_by_their_status_with_their_time(client: TestClient) -> None:
    name = "report_qa_answer_seconds_count"
    assert value(client, name, status="answered") == 0
    statuses = [
        client.post("/api/ask", json={"question": question}).json()["status"]
        for question in (
            "Who promised repairs?",
            "Who promised repairs?",
            "What is the price of tea in Lisbon?",
        )
    ]
    client.post(
        "/api/ask", json={"question": "Who promised repairs?"}, headers={"accept": "text/event-stream"}
    )
    assert statuses == ["answered", "answered", "not_in_documents"]
    assert value(client, name, status="answered") == 3
    assert value(client, name, status="not_in_documents") == 1
    assert 0 < value(client, "report_qa_answer_seconds_sum", status="answered") < 60


def test_what_the_library_holds_and_takes_in(client: TestClient, tmp_path: Path) -> None:
    assert value(client, "report_qa_documents", affair="default") == 1
    assert value(client, "report_qa_passages", affair="default") == 1
    assert value(client, "report_qa_library_bytes", affair="default") > 10_000
    assert value(client, "report_qa_disk_free_bytes") > 0
    files = [
        ("files", ("minutes.md", b"The board met in March.\n")),
        ("files", ("broken.pdf", b"%PDF-1.4 broken")),
    ]
    client.post("/api/documents", files=files).raise_for_status()
    deadline = time.monotonic() + 60
    while value(client, "report_qa_ingestions_total", affair="default", state="done") < 1:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert value(client, "report_qa_documents", affair="default") == 2
    assert value(client, "report_qa_files_failed_total", affair="default") == 1
    assert value(client, "report_qa_ingestions_total", affair="default", state="failed") == 0
    assert value(client, "report_qa_ingestions_waiting", affair="default") == 0


def test_refused_questions_are_counted(client: TestClient) -> None:
    turns = client.app.state.turns  # type: ignore[attr-defined]

    async def two_at_once() -> None:
        async with turns.turn():
            assert turns.at_work == 1
            response = await asyncio.to_thread(client.post, "/api/ask", json={"question": QUESTION})
            assert response.status_code == 503

    asyncio.run(two_at_once())
    assert value(client, "report_qa_questions_refused_total") == 1
    assert value(client, "report_qa_questions_at_work") == value(client, "report_qa_questions_waiting") == 0


def test_nothing_that_was_asked_or_is_held_stands_in_them(client: TestClient) -> None:
    client.post("/api/ask", json={"question": QUESTION})
    client.get("/api/search", params={"q": QUESTION})
    client.get("/affairs/Zebediah/api/documents")
    shown = client.get("/metrics").text
    assert not [word for word in ("Zebediah", "promised", "council", "letter", "127.0.0.1") if word in shown]


def test_metrics_need_the_right_key(service: Service) -> None:
    root = service.settings.data_dir
    create(root, "Harbour", "harbour")
    held = Keys(root)
    keys = {
        "Ann": held.grant("Ann", "reader", "default"),
        "Ben": held.grant("Ben", "owner", "harbour"),
        "Prometheus": held.grant("Prometheus", "reader", "*"),
    }
    with TestClient(create_app(service, Access(KEY, folder=root)), base_url="http://127.0.0.1") as client:
        client.get(
            "/affairs/harbour/api/status", headers={"authorization": f"Bearer {KEY}"}
        ).raise_for_status()
        assert client.get("/metrics").status_code == 401

        def seen(key: str) -> set[str]:
            counted = samples(client, authorization=f"Bearer {key}")
            return {dict(labels)["affair"] for name, labels in counted if name == "report_qa_documents"}

        assert seen(keys["Ann"]) == {"default"}
        assert seen(keys["Prometheus"]) == seen(KEY) == {"default", "harbour"}
        for path in ("/metrics", "/affairs/harbour/metrics"):
            refused = client.get(path, headers={"authorization": f"Bearer {keys['Ben']}"})
            assert (refused.status_code, refused.json()["error"]["code"]) == (403, "no_role")
