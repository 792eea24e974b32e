"""What a request may cost before anyone has looked at it: the size and the time of its head and of its body, and how
many connections may wait."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient
from loaded import service_of

from rag.service import Service
from rag.settings import Settings
from server import connections
from server.app import create_app
from server.connections import LIMITS

HEAD = "HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture
def seconds(request: pytest.FixtureRequest) -> float:
    """How long a request may take to arrive; short, for tests wait for it. A test of size names a longer time."""
    return float(getattr(request, "param", 0.3))


@pytest.fixture
def service(tmp_path: Path, seconds: float) -> Iterator[Service]:
    made = service_of(
        Settings(
            data_dir=tmp_path / "data",
            max_body_kb=16,
            max_upload_mb=1,
            request_seconds=seconds,
            _env_file=None,
        )
    )
    yield made
    made.stores.close()


@pytest.fixture
def client(service: Service) -> TestClient:
    return TestClient(create_app(service), base_url="http://127.0.0.1")


@pytest.fixture
def port(service: Service) -> Iterator[int]:
    """The port of a server as `report-qa serve` starts it."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(create_app(service), log_level="critical", timeout_graceful_shutdown=1, **LIMITS)
    )
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    while not server.started:
        thread.join(0.02)
        assert thread.is_alive()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join()


@pytest.fixture
def connect(port: int) -> Iterator[Callable[[str], socket.socket]]:
    """Opens a connection and sends the beginning of a request."""
    with ExitStack() as opened:

        def begin(text: str) -> socket.socket:
            made = opened.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
            made.sendall(text.encode())
            return made

        yield begin


def answer_on(connection: socket.socket) -> tuple[int, str]:
    """Status and error code of the response; nothing where the connection was closed without one."""
    received = b""
    while b"\r\n\r\n" not in received or not received.rstrip().endswith(b"}"):
        try:
            piece = connection.recv(65536)
        except ConnectionResetError:
            piece = b""
        if not piece:
            break
        received += piece
    if not received:
        return 0, ""
    head, _, body = received.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)["error"]["code"]


def error_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


ROUTES = (
    ("POST", "/api/ask"),
    ("POST", "/api/documents"),
    ("POST", "/api/briefings"),
    ("POST", "/api/ingestions"),
    ("POST", "/api/answers/x/feedback"),
    ("PATCH", "/api/documents/x"),
    ("PATCH", "/api/conversations/x"),
    ("DELETE", "/api/documents/x"),
    ("GET", "/api/search"),
    ("POST", "/api/nowhere"),
    ("PUT", "/"),
)


@pytest.mark.parametrize("seconds", [20.0], indirect=True)
@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_no_route_reads_a_body_beyond_its_limit(client: TestClient, method: str, path: str) -> None:
    headers = {"content-type": "application/json"}
    announced = client.request(method, path, content=b" " * 20_000, headers=headers)
    assert error_of(announced) == (413, "too_large")
    streamed = client.request(method, path, content=iter([b" " * 9_000] * 3), headers=headers)
    assert error_of(streamed) == (413, "too_large")


@pytest.mark.parametrize("seconds", [20.0], indirect=True)
@pytest.mark.parametrize(("method", "path"), [each for each in ROUTES if each[0] in ("POST", "PATCH")])
@pytest.mark.parametrize(
    "body", [b"[" * 3_000, b'{"a":' * 3_000, b"\xff\xfe", b'"\xff"', b"9" * 5_000, b'{"title": "\\ud800"}']
)
def test_no_json_is_answered_with_500(client: TestClient, method: str, path: str, body: bytes) -> None:
    answer = client.request(method, path, content=body, headers={"content-type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]["message"]


@pytest.mark.parametrize("seconds", [20.0], indirect=True)
def test_a_body_that_is_announced_too_large_is_refused_before_it_is_sent(
    connect: Callable[[str], socket.socket],
) -> None:
    assert answer_on(connect(f"POST /api/ask {HEAD}Content-Length: 600000000\r\n\r\n")) == (413, "too_large")
    files = f"POST /api/documents {HEAD}Content-Type: multipart/form-data; boundary=x\r\n"
    assert answer_on(connect(f"{files}Content-Length: 600000000\r\n\r\n")) == (413, "too_large")
    streamed = connect(f"{files}Transfer-Encoding: chunked\r\n\r\n")
    part = b'--x\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    streamed.sendall(b"%x\r\n%s\r\n" % (len(part), part) + b"10000\r\n%s\r\n" % (b"word" * 0x4000) * 20)
    assert answer_on(streamed) == (413, "too_large")


def test_half_a_body_is_given_up(connect: Callable[[str], socket.socket]) -> None:
    assert answer_on(connect(f'POST /api/ask {HEAD}Content-Length: 100\r\n\r\n{{"que')) == (408, "too_slow")
    files = f"POST /api/documents {HEAD}Content-Type: multipart/form-data; boundary=x\r\n"
    assert answer_on(connect(f"{files}Content-Length: 100\r\n\r\n--x")) == (408, "too_slow")


def test_half_a_head_is_given_up(
    connect: Callable[[str], socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_SECONDS", 0.2)
    assert answer_on(connect(f"GET /healthz {HEAD}X-Half: ")) == (408, "too_slow")
    assert answer_on(connect("")) == (0, "")
    second = connect(f"GET /healthz {HEAD}\r\n")
    assert b"200 OK" in second.recv(1000)
    second.sendall(b"GET /healthz HT")
    assert answer_on(second) == (408, "too_slow")


@pytest.mark.parametrize(
    "begun", [f"GET /healthz {HEAD}X-Long: ", f"GET /healthz?q={'q' * 40_000}", "GET /" + "a" * 40_000]
)
def test_a_head_without_end_is_refused(connect: Callable[[str], socket.socket], begun: str) -> None:
    connection = connect(begun)
    for _ in range(20):
        connection.sendall(b"x" * 65536)
    assert answer_on(connection) == (431, "head_too_large")


def test_what_is_no_http_is_told_so(connect: Callable[[str], socket.socket]) -> None:
    assert answer_on(connect("EHLO mail\r\n\r\n")) == (400, "bad_request")


def test_connections_that_wait_make_room_for_others(
    connect: Callable[[str], socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_MOST_WAITING", 3)
    waiting = [connect(f"GET /healthz {HEAD}X-Half: ") for _ in range(6)]
    whole = connect(f"GET /healthz {HEAD}\r\n")
    assert b"200 OK" in whole.recv(1000)
    assert [answer_on(each) for each in waiting[:3]] == [(408, "too_slow")] * 3
    waiting[5].sendall(b"\r\n\r\n")
    assert b"200 OK" in waiting[5].recv(1000)


def test_a_fault_is_answered_with_json_and_logged(
    client: TestClient, service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Panic(BaseException):
        """As native libraries raise it."""

    def panic(*_: Any) -> Any:
        raise Panic("index out of bounds")

    monkeypatch.setattr(type(service.archive), "conversations", panic)
    assert error_of(client.get("/api/conversations")) == (500, "internal")
    assert "index out of bounds" in caplog.text
    assert "index" not in client.get("/api/conversations").text


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (OSError(28, "No space left on device"), (507, "disk_full")),
        (OSError(30, "Read-only file system"), (503, "read_only")),
        (OSError(5, "Input/output error"), (503, "disk_fault")),
    ],
)
def test_a_full_or_broken_disk_is_named(
    client: TestClient,
    service: Service,
    monkeypatch: pytest.MonkeyPatch,
    error: OSError,
    found: tuple[int, str],
) -> None:
    def fail(*_: Any) -> Any:
        raise error

    monkeypatch.setattr(type(service.archive), "conversations", fail)
    assert error_of(client.get("/api/conversations")) == found


def test_405_names_every_method_of_the_path(client: TestClient) -> None:
    for path, allowed in (
        ("/api/documents/x", "GET, HEAD, PATCH, DELETE"),
        ("/api/ask", "POST"),
        ("/api/documents", "GET, HEAD, POST, DELETE"),
        ("/web/js/main.js", "GET, HEAD"),
        ("/", "GET, HEAD"),
    ):
        answer = client.put(path)
        assert error_of(answer) == (405, "method_not_allowed")
        assert answer.headers["allow"] == allowed


def test_head_is_get_without_the_body(client: TestClient) -> None:
    for path in ("/", "/healthz", "/api/documents", "/openapi.json", "/web/js/main.js", "/api/nowhere"):
        head, whole = client.head(path), client.get(path)
        assert head.content == b""
        assert (head.status_code, head.headers["content-length"]) == (
            whole.status_code,
            whole.headers["content-length"],
        )
