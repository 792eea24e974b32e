"""Who is answered: by host name, by the site that a request comes from, and what may be kept of an answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from loaded import service_of

from rag.service import Service
from rag.settings import Settings
from server.app import create_app
from server.names import place_name
from server.uploads import label_of


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    service = service_of(
        Settings(data_dir=tmp_path / "data", allowed_hosts="Reports.example", _env_file=None)
    )
    yield TestClient(create_app(service), base_url="http://127.0.0.1")
    service.stores.close()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8000", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("[::1]", 200),
        ("REPORTS.example", 200),
        ("testserver", 421),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example:8000", 421),
        ("", 421),
    ],
)
def test_only_our_own_names_are_answered(client: TestClient, host: str, status: int) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("path", "site", "mode", "status"),
    [
        ("/api/documents", "same-origin", "cors", 200),
        ("/api/documents", "none", "navigate", 200),
        ("/api/documents", "cross-site", "no-cors", 403),
        ("/api/documents", "cross-site", "navigate", 403),
        ("/api/documents", "same-site", "cors", 403),
        ("/openapi.json", "cross-site", "no-cors", 403),
        ("/library", "cross-site", "navigate", 200),
        ("/library", "cross-site", "no-cors", 403),
        ("/web/js/main.js", "cross-site", "no-cors", 403),
        ("/answers/x", "same-site", "navigate", 200),
    ],
)
def test_pages_of_other_sites_may_link_to_ours_and_nothing_else(
    client: TestClient, path: str, site: str, mode: str, status: int
) -> None:
    headers = {"sec-fetch-site": site, "sec-fetch-mode": mode}
    assert client.get(path, headers=headers).status_code == status


def test_nothing_of_the_api_is_kept_in_a_cache(client: TestClient) -> None:
    for path in ("/api/documents", "/api/nowhere", "/api/documents/x/file", "/openapi.json"):
        assert client.get(path).headers["cache-control"] == "no-store"
    for path in ("/", "/library", "/web/js/main.js"):
        assert client.get(path).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("/srv/leaks/2015/minutes.pdf", "2015/minutes.pdf"),
        ("/minutes.pdf", "minutes.pdf"),
        ("upload/minutes (2).pdf", "upload/minutes (2).pdf"),
        ("https://paper.example/a/b", "https://paper.example/a/b"),
        ("/srv/x/\u202egpj.exe", "x/gpj.exe"),
    ],
)
def test_a_place_is_shown_without_the_folders_of_this_machine(place: str, name: str) -> None:
    assert place_name(place) == name


def test_an_error_does_not_show_where_the_data_folder_is(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / "library.sqlite3").write_bytes(b"this is no database" * 100)
    service = Service(Settings(data_dir=tmp_path / "data", _env_file=None))
    answer = TestClient(create_app(service), base_url="http://127.0.0.1").get("/api/documents")
    assert answer.status_code == 503
    assert "data folder data " in answer.json()["error"]["message"]
    assert str(tmp_path) not in answer.text


@pytest.mark.parametrize("mark", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_a_label_cannot_change_the_direction_of_writing(mark: str) -> None:
    assert label_of(f"report{mark}fdp.exe") == "reportfdp.exe"
