"""A server with a key, from outside: the key that is kept, the link that works once, sessions and what is refused."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from loaded import service_of
from server_process import Server

from rag.settings import Settings
from server.access import Access
from server.app import create_app
from server.cli import main

KEY = "correct horse battery"
Start = Callable[..., Server]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REPORT_QA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("REPORT_QA_API_KEY", raising=False)
    return tmp_path / "data"


@pytest.fixture
def start(data: Path) -> Iterator[Start]:
    """Starts servers over the data folder, and ends what is still running."""
    made: list[Server] = []

    def begin(*options: str, **settings: str) -> Server:
        made.append(Server(data, *options, **settings))
        return made[-1]

    yield begin
    for each in made:
        each.end(signal.SIGKILL)


def printed_link(server: Server) -> str:
    """The path of the link that the server has printed."""
    assert server.process.stdout is not None
    assert (
        server.process.stdout.readline() == f"report-qa: http://127.0.0.1:{server.port}  (stop with Ctrl+C)\n"
    )
    line = server.process.stdout.readline()
    found = re.fullmatch(
        rf"Open it with this link, once: http://127\.0\.0\.1:{server.port}(/open\?token=\S{{32,}})\n", line
    )
    assert found, line
    return found[1]


def cookie_of(server: Server, link: str) -> SimpleCookie:
    status, headers, _ = server.request("GET", link)
    assert (status, headers["Location"]) == (303, "/")
    return SimpleCookie(headers.get("Set-Cookie", ""))


def test_a_preview_of_the_link_does_not_use_it_up(start: Start) -> None:
    server = start("--key")
    link = printed_link(server)
    status, headers, _ = server.request("HEAD", link)
    assert (status, headers["Set-Cookie"]) == (303, None)
    assert opens(server, cookie_of(server, link))
    assert not opens(server, cookie_of(server, link))


def opens(server: Server, cookies: SimpleCookie) -> bool:
    sent = "; ".join(f"{name}={each.value}" for name, each in cookies.items())
    status, _, _ = server.request("GET", "/api/documents", headers={"Cookie": sent})
    assert status in (200, 401)
    return status == 200


def test_a_key_is_made_and_kept_and_its_link_works_once(
    start: Start, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = start("--key")
    link = printed_link(server)
    key = (data / "key").read_text().strip()
    assert re.fullmatch(r"[A-Za-z0-9_-]{32,}", key)
    assert (data / "key").stat().st_mode & 0o777 == 0o600
    assert server.get("/api/documents")["error"]["code"] == "no_key"
    assert server.get("/api/documents", Authorization=f"Bearer {key}") == {"documents": []}
    session = cookie_of(server, link)
    (cookie,) = session.values()
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "strict", "/")
    assert key not in cookie.value
    assert opens(server, session)
    assert not cookie_of(server, link)
    assert not cookie_of(server, "/open?token=invented")
    assert not cookie_of(server, "/open")
    # The commands need nothing: they read the folder.
    assert main(["documents"]) == 0
    assert "No documents are held." in capsys.readouterr().out
    server.end(signal.SIGINT)
    again = start("--key")
    assert (data / "key").read_text().strip() == key
    assert opens(again, session)
    again.end(signal.SIGINT)
    (data / "key").unlink()
    assert not opens(start("--key"), session)


def test_logging_out_ends_one_session_or_all_of_them(start: Start, data: Path) -> None:
    server = start("--key")
    key = (data / "key").read_text().strip()

    def logged_in() -> SimpleCookie:
        _, headers, _ = server.request("POST", "/api/session", {"key": key})
        return SimpleCookie(headers["Set-Cookie"])

    def log_out(cookies: SimpleCookie | None, query: str = "") -> int:
        sent = "" if cookies is None else "; ".join(f"{name}={each.value}" for name, each in cookies.items())
        status, _, _ = server.request("DELETE", f"/api/session{query}", headers={"Cookie": sent})
        return status

    one, other = logged_in(), logged_in()
    assert log_out(one) == 204
    assert opens(server, other)
    assert log_out(None, "?everywhere=true") == 401
    assert opens(server, other)
    assert log_out(other, "?everywhere=true") == 204
    assert not opens(server, one)
    assert not opens(server, other)
    assert opens(server, late := logged_in())
    assert (data / "sessions").stat().st_mode & 0o777 == 0o600
    server.end(signal.SIGINT)
    again = start("--key")
    assert opens(again, late)
    assert not opens(again, other)


def test_a_configured_key_comes_before_the_kept_one(start: Start, data: Path) -> None:
    server = start("--key", REPORT_QA_API_KEY=KEY)
    assert opens(server, cookie_of(server, printed_link(server)))
    assert server.get("/api/documents", Authorization=f"Bearer {KEY}") == {"documents": []}
    assert not (data / "key").exists()


def test_without_a_key_the_server_says_in_one_line_who_can_ask(start: Start) -> None:
    server = start()
    assert server.get("/api/documents") == {"documents": []}
    assert server.get("/api/session") == {"key_needed": False, "open": False}
    out, error = server.end(signal.SIGTERM)
    assert "token" not in out
    assert error == (
        "report-qa: no key is set, so any program on this machine can ask this server. --key sets one.\n"
    )


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_stop_ends_the_server_in_order(start: Start, data: Path, how: signal.Signals) -> None:
    server = start("--key")
    _, error = server.end(how)
    assert (server.process.returncode, error) == (0, "")
    assert not (data / "serving.json").exists()


def refused(*command: str, **settings: str) -> str:
    """What a command says that is refused with exit code 2."""
    done = subprocess.run(
        [sys.executable, "-m", "server.cli", *command],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_other_hosts_than_this_machine_need_a_key(data: Path) -> None:
    assert "Start with --key, or set REPORT_QA_API_KEY." in refused("serve", "--host", "192.0.2.1")
    # With one, only the address itself is in the way.
    assert "Cannot listen on 192.0.2.1" in refused("serve", "--host", "192.0.2.1", "--key")


def test_a_key_that_can_be_guessed_is_refused(data: Path) -> None:
    for command in (("serve",), ("documents",)):
        told = refused(*command, REPORT_QA_API_KEY="open sesame")
        assert "REPORT_QA_API_KEY" in told
        assert "use at least 16" in told
        assert "sesame" not in told


@pytest.mark.parametrize("content", ["short", "", "a key with spaces that is long enough", "\udcff" * 40])
def test_a_damaged_key_file_is_refused_with_the_remedy(data: Path, content: str) -> None:
    data.mkdir()
    (data / "key").write_text(content, encoding="utf-8", errors="surrogateescape")
    told = refused("serve", "--port", "0", "--key")
    assert f"The key in {data / 'key'} cannot be used" in told
    assert "Delete the file" in told


@pytest.fixture
def client(data: Path) -> Iterator[TestClient]:
    service = service_of(Settings(data_dir=data, api_key=KEY, _env_file=None))
    with TestClient(create_app(service), base_url="http://127.0.0.1") as made:
        yield made
    service.stores.close()


def test_the_typed_key_opens_a_session_and_logging_out_closes_it(client: TestClient) -> None:
    for body, status in (({"key": KEY[:-1]}, 401), ({"key": ""}, 401), ({}, 422), ({"key": "x" * 1001}, 422)):
        answer = client.post("/api/session", json=body)
        assert (answer.status_code, "set-cookie" in answer.headers) == (status, False)
        assert answer.json()["error"]["message"]
    assert client.get("/api/session").json() == {"key_needed": True, "open": False}
    opened = client.post("/api/session", json={"key": KEY})
    assert opened.status_code == 204
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(opened.headers["set-cookie"].split("; "))
    assert "Secure" not in opened.headers["set-cookie"]
    assert client.get("/api/session").json() == {"key_needed": True, "open": True}
    assert client.get("/api/documents").status_code == 200
    assert client.delete("/api/session").status_code == 204
    assert client.get("/api/documents").status_code == 401


def test_over_https_the_cookie_is_never_sent_in_the_clear(client: TestClient) -> None:
    client.base_url = "https://127.0.0.1"
    assert "Secure" in client.post("/api/session", json={"key": KEY}).headers["set-cookie"]


def test_only_a_session_that_was_signed_with_the_key_and_has_not_ended_is_one(client: TestClient) -> None:
    access = Access(KEY)
    later, past = str(int(time.time()) + 60), str(int(time.time()) - 1)
    signed = access._signature(later)
    for value, status in (
        (f"{later}.{signed}", 200),
        (f"{int(later) + 1}.{signed}", 401),
        (f"{past}.{access._signature(past)}", 401),
        (f"{later}.{Access('another key of length')._signature(later)}", 401),
        (f"{later}.", 401),
        (KEY, 401),
        ("", 401),
    ):
        client.cookies.clear()
        client.cookies.set(access.cookie, value)
        assert client.get("/api/documents").status_code == status, value
    client.cookies.clear()
    client.cookies.set(Access("another key of length").cookie, f"{later}.{signed}")
    assert client.get("/api/documents").status_code == 401
