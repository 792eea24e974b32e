"""Pages are fetched from public addresses only, within limits, and are what the server says they are."""

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from ingest.fetching.addresses import is_public, public_addresses
from ingest.fetching.content import Content
from ingest.fetching.fetch import fetch
from ingest.isolation.limits import Limits
from ingest.sync.sync import sync
from rag.errors import Unreadable
from rag.storage.audit import faults
from rag.storage.stores import Stores

PAGE = b"<!doctype html><title>The pier</title><article><h1>The pier</h1><p>%s</p></article>" % (
    b"The pier has rotted through, the board of works reported in May. It will be closed until autumn. " * 5
)

PACKED: dict[str, Any] = {"Content-Encoding": "gzip"}


class Site(BaseHTTPRequestHandler):
    """A small site of ours with every kind of answer that matters."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/page":
            self._send(PAGE, "text/html; charset=utf-8")
        elif path == "/packed":
            self._send(gzip.compress(PAGE), "text/html", **PACKED)
        elif path == "/bomb":
            self._send(gzip.compress(bytes(3_000_000)), "text/plain", **PACKED)
        elif path == "/moved":
            self._send(b"", status=301, Location="/page")
        elif path == "/round":
            self._send(b"", status=302, Location="/round")
        elif path == "/inside":
            self._send(b"", status=302, Location="http://169.254.169.254/latest/meta-data/")
        elif path == "/file":
            self._send(b"", status=302, Location="file:///etc/passwd")
        elif path == "/login.pdf":
            self._send(PAGE, "application/pdf")
        elif path == "/picture":
            self._send(b"\x89PNG\r\n\x1a\n", "image/png")
        elif path == "/notes":
            self._send(b"Plain notes on the pier, sent without a kind.", "application/octet-stream")
        elif path == "/large":
            self._send(b"word " * 300_000, "text/plain")
        elif path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(b"The beginning")
        elif path == "/slow":
            self.send_response(200)
            self.end_headers()
            while not self.server.stopping.wait(0.02):  # type: ignore[attr-defined]
                self.wfile.write(b"drop ")
        else:
            self._send(b"Nothing here.", "text/plain", status=404)

    def _send(self, body: bytes, kind: str = "text/plain", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.stopping = threading.Event()  # type: ignore[attr-defined]
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://pier.example:{server.server_port}"
    server.stopping.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    serving.join()


def ours(host: str, port: int) -> list[str]:
    """The addresses of the test's own site; of any other host what is true of it."""
    return ["127.0.0.1"] if host == "pier.example" else public_addresses(host, port)


def got(url: str, limits: Limits | None = None, seconds: float = 10) -> Content:
    return fetch(url, limits or Limits(), seconds, ours)


def test_a_page_is_fetched_whole_with_the_name_of_its_format(site: str) -> None:
    found = got(f"{site}/page?from=mail#pier")
    assert (found.body, found.name) == (PAGE, "page.html")
    assert found.url == f"{site}/page?from=mail"
    assert got(f"{site}/packed").body == PAGE
    assert got(f"{site}/notes").name == "notes.txt"


def test_redirects_are_followed_to_where_they_end_but_not_for_ever(site: str) -> None:
    assert got(f"{site}/moved").url == f"{site}/page"
    with pytest.raises(Unreadable, match="redirected more than 5 times"):
        got(f"{site}/round")


def test_a_redirect_to_a_machine_of_ours_is_refused(site: str) -> None:
    with pytest.raises(Unreadable, match=r"169\.254\.169\.254, which is not on the public Internet"):
        got(f"{site}/inside")
    with pytest.raises(Unreadable, match="Only http and https"):
        got(f"{site}/file")


def test_without_a_rule_of_the_test_this_machine_is_refused(site: str) -> None:
    port = site.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0"):
        with pytest.raises(Unreadable, match=r"not on the public Internet|not known"):
            fetch(f"http://{host}:{port}/page", Limits())


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("100.100.100.200", "168.63.129.16", "192.0.0.192", "224.0.0.1", "255.255.255.255", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "ff02::1", "::ffff:10.0.0.1"),
        *("fec0::1", "192.88.99.1", "3fff::1", "2001:db8::1", "64:ff9b::a00:1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1"),
    ],
)
def test_addresses_that_are_not_of_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_public_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://pier.example/page", "Only http and https"),
        ("file:///etc/passwd", "Only http and https"),
        ("http://", "no valid address"),
        ("http://pier.example:99999/", "no valid address"),
        ("http://me:secret@pier.example/", "user name"),
        ("http://pier.example/a page", "blanks"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused(url: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        got(url)


def test_what_the_server_says_is_held_against_what_it_sends(site: str) -> None:
    with pytest.raises(Unreadable, match="says application/pdf but sends a web page"):
        got(f"{site}/login.pdf")
    with pytest.raises(Unreadable, match="image/png"):
        got(f"{site}/picture")
    with pytest.raises(Unreadable, match="answered 404"):
        got(f"{site}/elsewhere")


def test_limits_hold_for_what_is_sent_and_for_what_it_unpacks_to(site: str) -> None:
    for path in ("large", "bomb"):
        with pytest.raises(Unreadable, match="REPORT_QA_MAX_FILE_MB"):
            got(f"{site}/{path}", Limits(file_mb=1))


def test_a_server_that_never_comes_to_an_end_is_left(site: str) -> None:
    begun = time.monotonic()
    with pytest.raises(Unreadable, match="REPORT_QA_FETCH_SECONDS"):
        got(f"{site}/slow", seconds=0.3)
    assert time.monotonic() - begun < 30  # it would otherwise never end


def test_a_page_that_breaks_off_is_no_page(site: str) -> None:
    with pytest.raises(Unreadable, match="broke off"):
        got(f"{site}/short")


def test_an_address_is_ingested_as_a_document_with_its_url(stores: Stores, site: str, tmp_path: Path) -> None:
    named = [f"{site}/moved", f"{site}/nowhere"]
    outcome = sync(stores, named, fetch=got)
    assert outcome.added == [f"{site}/moved"]
    assert [each["path"] for each in outcome.failed] == [f"{site}/nowhere"]
    (only,) = stores.library.holdings()
    assert (only.metadata.title, only.metadata.url) == ("The pier", f"{site}/page")
    assert "rotted through" in stores.library.document(only.id).text
    assert sync(stores, named[:1], fetch=got).unchanged == [f"{site}/moved"]
    (tmp_path / "note.txt").write_text("A note on tides that has nothing to do with it.")
    assert sync(stores, [tmp_path]).removed == []
    assert faults(stores) == []
