"""Named keys with roles for each affair, the people whom a proxy names, and the log of who did what."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from loaded import service_of
from starlette.testclient import TestClient as Client

from rag.errors import BadSetting
from rag.settings import Settings
from server.access import Access
from server.affairs.folders import create
from server.app import create_app
from server.keys import EVERYWHERE, BadKeyName, Keys
from server.proxies import Peers, ProxyUser

KEY = "correct horse battery"
PROXY = "10.7.0.1"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("keys") / "data"
    for name in ("wick", "oban"):
        create(made, name)
    return made


@pytest.fixture(scope="module")
def client(root: Path) -> Iterator[TestClient]:
    service = service_of(Settings(data_dir=root, audit_questions=True, _env_file=None))
    access = Access(KEY, folder=root, proxy_user=ProxyUser("X-Forwarded-Email", f"{PROXY}, fd00::/8"))
    with TestClient(create_app(service, access), base_url="http://127.0.0.1") as made:
        yield made
    service.close()


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_a_key_opens_its_own_affair_alone(client: TestClient, root: Path) -> None:
    ann = bearer(Keys(root).grant("Ann", "reader", "wick"))
    assert client.get("/affairs/wick/api/documents", headers=ann).status_code == 200
    for other in ("/affairs/oban", "/affairs/nowhere", ""):
        refused = client.get(f"{other}/api/documents", headers=ann)
        assert (refused.status_code, refused.json()["error"]["code"]) == (404, "no_affair"), other
    listed = client.get("/api/affairs", headers=ann).json()["affairs"]
    assert [each["name"] for each in listed] == ["wick"]
    assert Keys(root).grant("Ann", "editor", "oban") == ""  # the same key
    assert client.get("/affairs/oban/api/documents", headers=ann).status_code == 200
    assert client.get("/api/documents", headers=bearer("x" * 43)).status_code == 401
    assert client.get("/api/documents", headers=bearer(KEY)).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body", "least"),
    [
        ("POST", "/affairs/wick/api/ask", {"question": ""}, "reader"),
        ("PATCH", "/affairs/wick/api/pins/x", {"note": "x"}, "reader"),
        ("POST", "/affairs/wick/v1/chat/completions", {}, "reader"),
        ("POST", "/affairs/wick/api/documents", {"url": "x"}, "editor"),
        ("PATCH", "/affairs/wick/api/documents/x", {"title": "x"}, "editor"),
        ("DELETE", "/affairs/wick/api/documents/x", None, "editor"),
        ("DELETE", "/affairs/wick/api/conversations/x", None, "editor"),
        ("PUT", "/affairs/wick/api/a-route-to-come", {}, "editor"),
        ("PATCH", "/api/affairs/wick", {"title": "Wick"}, "owner"),
        ("DELETE", "/api/affairs/wick?confirm=no", None, "owner"),
        ("POST", "/api/affairs", {"title": "x" * 200}, "owner of all"),
    ],
)
def test_each_role_may_do_what_those_before_it_may_and_no_more(
    client: TestClient, root: Path, method: str, path: str, body: object, least: str
) -> None:
    order = ("reader", "editor", "owner", "owner of all")
    for number, role in enumerate(order):
        name = f"{role} {method} {path}"[:100]
        everywhere = role.endswith("all")
        key = Keys(root).grant(name, "owner" if everywhere else role, EVERYWHERE if everywhere else "wick")  # type: ignore[arg-type]
        answer = client.request(method, path, json=body, headers=bearer(key))
        refused = answer.status_code == 403
        assert refused == (number < order.index(least)), (role, answer.text)
        assert answer.status_code < 500
        if refused:
            assert answer.json()["error"]["code"] == "no_role"
        Keys(root).revoke(name)


def test_an_affair_that_a_person_may_not_read_is_not_listed_as_a_model(
    client: TestClient, root: Path
) -> None:
    cat = bearer(Keys(root).grant("Cat", "reader", "oban"))
    listed = client.get("/v1/models", headers=cat).json()["data"]
    assert [each["id"] for each in listed] == ["report-qa/oban"]
    asked = {"messages": [{"role": "user", "content": "Who built the pier?"}]}
    for path, model, status in (
        ("/v1", "report-qa/oban", 200),
        ("/affairs/oban/v1", "report-qa", 200),
        ("/v1", "report-qa", 404),
        ("/v1", "report-qa/wick", 404),
        ("/affairs/wick/v1", "report-qa", 404),
    ):
        answer = client.post(f"{path}/chat/completions", json=asked | {"model": model}, headers=cat)
        assert answer.status_code == status, (path, model)
    assert client.get("/v1/models", headers=bearer("x" * 43)).status_code == 401
    written = [json.loads(line) for line in (root / "audit.jsonl").read_text().splitlines()]
    answered = [
        each["affair"]
        for each in written
        if each["who"] == "Cat" and each["did"].startswith("POST") and each["status"] == 200
    ]
    assert answered == ["oban", "oban"]


def test_a_revoked_key_and_its_session_end_at_once(client: TestClient, root: Path) -> None:
    key = Keys(root).grant("Bea", "reader", "wick")
    assert key not in (root / "keys.json").read_text()
    assert (root / "keys.json").stat().st_mode & 0o777 == 0o600
    with Client(client.app, base_url="http://127.0.0.1") as browser:
        assert browser.post("/api/session", json={"key": "no key"}).status_code == 401
        assert browser.post("/api/session", json={"key": key}).status_code == 204
        assert browser.get("/affairs/wick/api/documents").status_code == 200
        assert browser.get("/affairs/oban/api/documents").status_code == 404
        assert browser.delete("/api/session?everywhere=true").status_code == 401  # the owner's business
        Keys(root).revoke("Bea")
        assert browser.get("/affairs/wick/api/documents").status_code == 401
    Keys(root).grant("Bea", "reader", "wick")  # the name alone opens nothing
    assert client.get("/affairs/wick/api/documents", headers=bearer(key)).status_code == 401
    with pytest.raises(BadKeyName):
        Keys(root).grant(" ", "reader", "wick")


@pytest.mark.parametrize(
    ("peer", "named", "status"),
    [
        (PROXY, ["ann@example.org"], 200),
        (PROXY, ["bob@example.org"], 404),  # known to the proxy, and to no affair here
        (PROXY, [], 401),
        (PROXY, ["ann@example.org", "ann@example.org"], 401),
        ("10.7.0.2", ["ann@example.org"], 401),
        ("127.0.0.1", ["ann@example.org"], 401),
    ],
)
def test_a_person_is_named_by_a_trusted_proxy_alone(
    client: TestClient, root: Path, peer: str, named: list[str], status: int
) -> None:
    Keys(root).grant("ann@example.org", "reader", "wick", proxy=True)
    # As the server has it: what a client claims of its own address changes nothing.
    through = Client(Peers(client.app, ""), base_url="http://127.0.0.1", client=(peer, 5))
    sent = [*(("X-Forwarded-Email", name) for name in named), ("X-Forwarded-For", PROXY)]
    sent.append(("Authorization", "Basic YW5uOng="))  # as some proxies add it
    assert through.get("/affairs/wick/api/documents", headers=sent).status_code == status


def test_a_key_that_is_sent_comes_before_the_proxy(client: TestClient) -> None:
    through = Client(client.app, base_url="http://127.0.0.1", client=(PROXY, 5))
    sent = {"X-Forwarded-Email": "ann@example.org", **bearer("wrong")}
    assert through.get("/affairs/wick/api/documents", headers=sent).status_code == 401


@pytest.mark.parametrize("trusted", ["", "proxy.example.org", "10.0.0.0/33"])
def test_a_header_that_anybody_could_send_is_refused_as_a_setting(trusted: str) -> None:
    with pytest.raises(BadSetting):
        ProxyUser("X-Forwarded-Email", trusted)


def test_the_audit_log_says_who_did_what(
    client: TestClient, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = root / "audit.jsonl"
    log.unlink(missing_ok=True)
    carl = bearer(Keys(root).grant("Carl", "reader", "oban"))
    client.post("/affairs/oban/api/ask", json={"question": "Who is Sif Hearne?"}, headers=carl)
    client.get("/affairs/oban/api/find?q=Hearne", headers=carl)
    client.get("/affairs/oban/api/status", headers=carl)  # not worth a line
    client.delete("/affairs/oban/api/documents/x", headers=carl)
    client.get("/api/documents/Sif", headers=bearer("wrong"))
    client.get("/Sif", headers=carl)
    noted = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(each["who"], each["affair"], each["did"], each["status"]) for each in noted] == [
        ("Carl", "oban", "POST /api/ask", 200),
        ("Carl", "oban", "GET /api/find", 200),
        ("Carl", "oban", "DELETE /api/documents/x", 403),
        (None, "default", "GET /api/documents/Sif", 401),
        ("Carl", "default", "GET (nothing there)", 404),
    ]
    assert [each.get("asked") for each in noted[:3]] == ["Who is Sif Hearne?", "Hearne", None]
    assert log.stat().st_mode & 0o777 == 0o600


def test_what_was_asked_is_noted_only_where_that_is_switched_on(tmp_path: Path) -> None:
    service = service_of(Settings(data_dir=tmp_path, _env_file=None))
    with TestClient(create_app(service, Access(KEY, folder=tmp_path)), base_url="http://127.0.0.1") as client:
        client.post("/api/ask", json={"question": "Who is Sif Hearne?"}, headers=bearer(KEY))
        client.get("/api/search?q=Hearne", headers=bearer(KEY))
    service.close()
    written = (tmp_path / "audit.jsonl").read_text()
    assert written.count("\n") == 2
    assert "Hearne" not in written
    assert '"who": "owner"' in written


def test_keys_are_made_listed_and_revoked_by_commands(
    tmp_path: Path, told: Callable[..., tuple[int, str]]
) -> None:
    assert told("keys") == (0, "There are no named keys.\n")
    code, words = told("add-key", "Ann", "--role", "reader")
    key = words.split()[-1]
    assert (code, words) == (0, f"Ann is reader of default. The key, which is shown this once: {key}\n")
    assert Keys(tmp_path / "data").of_key(key) is not None
    assert told("add-key", "Ann", "--role", "editor", "--affair", "nowhere")[0] == 2
    assert told("add-key", "Ann", "--role", "king")[0] == 2
    assert told("add-key", "Ann", "--role", "owner", "--everywhere") == (0, "Ann is owner of all affairs.\n")
    assert told("add-key", "Ann", "--role", "reader", "--proxy")[0] == 2  # the name has a key
    assert told("add-key", "b@x.org", "--role", "editor", "--proxy") == (0, "b@x.org is editor of default.\n")
    listed = told("keys")[1]
    assert "Ann: reader of default, owner of all affairs, since 20" in listed
    assert "b@x.org: editor of default, since 20" in listed
    assert key not in told("keys", "--json")[1]
    assert told("revoke-key", "Ann") == (0, "Revoked the key of Ann.\n")
    assert told("revoke-key", "Ann")[0] == 2
    assert told("audit")[1].startswith("Nothing is noted.")
    (tmp_path / "data" / "keys.json").write_text("half of it")
    code, words = told("keys")
    assert (code, "cannot be read" in words) == (2, True)
