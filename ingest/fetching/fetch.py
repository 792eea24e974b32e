"""A page or a file from the web, fetched once: http and https only, to public addresses, within limits."""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from ingest.fetching.addresses import Resolve, public_addresses
from ingest.fetching.content import Content
from ingest.isolation.limits import Limits, check_size
from ingest.readers import FORMATS, media_type
from rag.errors import Unreadable

Fetch = Callable[[str, Limits], Content]

_REDIRECTS = 5
_PIECE = 2**16
_SAFE = "/?&=%:;,+@!$'()*~-._[]"  # stands in an address as it is
_PORTS = {"http": 80, "https": 443}
_MOVED = (301, 302, 303, 307, 308)
_AGENT = "report-qa (fetches what a person named)"
_UNTOLD = ("", "application/octet-stream", "binary/octet-stream", "application/force-download")
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body")
_UNKNOWN = "application/octet-stream"
_WEB_PAGES = ("text/html", "application/xhtml+xml")


def fetch(url: str, limits: Limits, seconds: float = 30, resolve: Resolve = public_addresses) -> Content:
    """What stands at `url`, redirects followed; raises Unreadable with the reason.

    `resolve` says which addresses a name may be reached at; nothing else is ever connected to. `seconds` are
    for all of it together.
    """
    deadline = time.monotonic() + seconds
    seen = url
    for _ in range(_REDIRECTS + 1):
        parts = _checked(seen)
        with _Answer(parts, resolve, deadline, seconds) as answer:
            if answer.status in _MOVED and answer.header("Location"):
                seen = urljoin(urlunsplit(parts), answer.header("Location"))
                continue
            if answer.status != http.client.OK:
                raise Unreadable(f"The server answered {answer.status} {answer.reason}. Check the address.")
            body = answer.body(limits)
            kind = answer.header("Content-Type").partition(";")[0].strip().lower()
        return Content(_name(parts, kind, body), body, url=urlunsplit(parts._replace(fragment="")))
    raise Unreadable(f"It was redirected more than {_REDIRECTS} times. Name the page that it ends at.")


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise Unreadable("It is no valid address. Check how it is written.") from error
    if parts.scheme not in _PORTS:
        raise Unreadable(f"Only http and https addresses are fetched, not {parts.scheme or 'this'}:.")
    if not parts.hostname or port == 0:
        raise Unreadable("It is no valid address. Check how it is written.")
    if parts.username or parts.password:
        raise Unreadable("It holds a user name or a password, which would be kept. Save the page as a file.")
    if any(ord(character) <= 32 for character in url.strip()):
        raise Unreadable("It holds blanks. Write them as %20.")
    return parts


class _Answer:
    """One request and its answer. When the time is up the connection is cut, whatever it is doing."""

    def __init__(self, parts: SplitResult, resolve: Resolve, deadline: float, seconds: float) -> None:
        self._late = f"Fetching it took longer than {seconds:g} seconds. Raise REPORT_QA_FETCH_SECONDS."
        self._deadline = deadline
        host = parts.hostname or ""
        port = parts.port or _PORTS[parts.scheme]
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        try:
            socket_ = self._connected(resolve(host, port), port)
            self._socket = socket_
            self._cutter = threading.Timer(max(deadline - time.monotonic(), 0), self._cut)
            self._cutter.daemon = True
            self._cutter.start()
            if parts.scheme == "https":
                self._socket = ssl.create_default_context().wrap_socket(socket_, server_hostname=host)
            self._connection = http.client.HTTPConnection(host, port)
            self._connection.sock = self._socket
            self._connection.request(
                "GET",
                quote(target, safe=_SAFE),
                headers={
                    "User-Agent": _AGENT,
                    "Accept": "*/*",
                    "Accept-Encoding": "identity",
                    "Connection": "close",
                },
            )
            self._response = self._connection.getresponse()
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.__exit__()
            raise self._failure(error) from error
        self.status = self._response.status
        self.reason = self._response.reason

    def __enter__(self) -> "_Answer":
        return self

    def __exit__(self, *_: object) -> None:
        if cutter := getattr(self, "_cutter", None):
            cutter.cancel()
        for name in ("_response", "_connection", "_socket"):
            if opened := getattr(self, name, None):
                opened.close()

    def header(self, name: str) -> str:
        return self._response.headers.get(name) or ""

    def body(self, limits: Limits) -> bytes:
        """All of it, unpacked; raises Unreadable where it is too large or breaks off."""
        packing = self.header("Content-Encoding").strip().lower()
        if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise Unreadable(f"The server sent it packed as {packing}, which is not read.")
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if packing not in ("", "identity") else None
        most = limits.file_mb * 2**20 + 1
        got = bytearray()
        try:
            while piece := self._response.read(_PIECE):
                got += piece if unpack is None else unpack.decompress(piece, most - len(got))
                check_size(len(got), limits)
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            raise self._failure(error) from error
        if time.monotonic() >= self._deadline or self._response.length:
            raise self._failure(None)
        return bytes(got)

    def _connected(self, addresses: list[str], port: int) -> socket.socket:
        error: OSError | None = None
        for address in addresses:
            left = self._deadline - time.monotonic()
            if left <= 0:
                break
            try:
                return socket.create_connection((address, port), timeout=left)
            except OSError as failed:
                error = failed
        raise error or TimeoutError()

    def _cut(self) -> None:
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            self._socket.close()

    def _failure(self, error: Exception | None) -> Unreadable:
        if time.monotonic() >= self._deadline or isinstance(error, TimeoutError):
            return Unreadable(self._late)
        if isinstance(error, ssl.SSLError):
            return Unreadable(
                "Its certificate is not to be trusted. Save the page as a file and ingest that."
            )
        if error is None:
            return Unreadable("The connection broke off before all of it had come. Try again.")
        return Unreadable(
            f"It cannot be fetched ({error or type(error).__name__}). Check the address, or try later."
        )


def _name(parts: SplitResult, kind: str, body: bytes) -> str:
    """A name whose suffix tells the format; raises Unreadable where the server says one and sends another."""
    last = PurePosixPath(unquote(parts.path)).name
    stem = PurePosixPath(last).stem or parts.hostname or "page"
    sent = _sent(body)
    kind = "text/html" if kind in _WEB_PAGES else kind
    told = next((format for format in FORMATS if format.media_type == kind), None)
    if told is None and not kind.startswith("text/") and kind not in _UNTOLD:
        raise Unreadable(f"The server sent {kind}, which is not read. Save it in a form that is.")
    if told is not None and sent not in (None, kind) and not kind.startswith("text/plain"):
        called = "a web page, perhaps one to log in at" if sent == "text/html" else "a PDF"
        raise Unreadable(f"The server says {kind} but sends {called}. Save what you see as a file.")
    if told is None:
        told = next((format for format in FORMATS if format.media_type == sent), None)
    if told is None or media_type(Path(last)) == told.media_type:
        return last if media_type(Path(last)) != _UNKNOWN else f"{stem}.txt"
    return stem + told.suffixes[0]


def _sent(body: bytes) -> str | None:
    """The media type that the content shows by itself, where it is one of two that are often sent wrongly."""
    if body[:1024].lstrip().startswith(b"%PDF-"):
        return "application/pdf"
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_PAGE):
        return "text/html"
    return None
