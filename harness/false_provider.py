"""A local server with the OpenAI protocol that can fail in each way in which a provider of chat models fails."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

REFUSAL = "I'm sorry, but I can't help with that request."
FAILURES = (
    *("silence", "401", "429", "500", "broken stream", "endless stream", "slow drip", "invalid JSON"),
    *("empty", "over-long", "refusal", "hangs up", "redirect"),
)
# Ways in which servers differ and do not fail: a strict one refuses two limits of a reply at once.
MANNERS = ("no role", "no schema", "one limit", "reasoning apart")


@dataclass
class FalseProvider:
    """What the server does next (`plays`), what it replies if it does not fail, and the requests that it got."""

    url: str = ""
    plays: str = "well"
    says: Callable[[str], str] = lambda _: REFUSAL
    asked: list[dict[str, Any]] = field(default_factory=list)
    open: set[int] = field(default_factory=set)  # requests in progress


@contextmanager
def false_provider() -> Iterator[FalseProvider]:
    """A provider at `url`, on this machine, until the block ends."""
    provider = FalseProvider()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            provider.asked.append(body)
            if _is_refused(body, provider.plays):
                _send(self, 400, "application/json", json.dumps({"error": {"message": "unknown field"}}))
                return
            provider.open.add(id(self))
            with suppress(OSError):
                _answer(self, provider, bool(body.get("stream")), body["messages"][-1]["content"])
            provider.open.discard(id(self))
            self.close_connection = True

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="false-provider"
    )
    thread.start()
    provider.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _is_refused(body: dict[str, Any], plays: str) -> bool:
    limits = {"max_tokens", "max_completion_tokens"} & body.keys()
    return (plays == "no schema" and "response_format" in body) or (plays == "one limit" and len(limits) > 1)


def _answer(handler: BaseHTTPRequestHandler, provider: FalseProvider, stream: bool, asked: str) -> None:
    plays = provider.plays
    if plays == "silence":
        _wait(handler)
    elif plays in ("401", "429", "500"):
        _send(handler, int(plays), "application/json", json.dumps({"error": {"message": "no"}}))
    elif plays == "redirect":
        handler.send_response(308)
        handler.send_header("Location", provider.url.replace("/v1", "/elsewhere"))
        handler.send_header("Content-Length", "0")
        handler.end_headers()
    elif plays == "hangs up":
        handler.connection.close()
    elif plays == "invalid JSON":
        kind = "text/event-stream" if stream else "application/json"
        _send(handler, 200, kind, "data: {not json\n\n" if stream else "{not json")
    else:
        text = {"empty": "", "refusal": REFUSAL, "over-long": "word " * 40_000}.get(plays) or (
            "" if plays == "empty" else provider.says(asked)
        )
        _stream(handler, text, plays) if stream else _whole(handler, text, plays)


def _stream(handler: BaseHTTPRequestHandler, text: str, plays: str) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Connection", "close")
    handler.end_headers()
    pieces = [text[at : at + 40] for at in range(0, len(text), 40)] or [""]
    if plays == "broken stream":
        pieces = pieces[: max(1, len(pieces) // 2)]
    if plays == "reasoning apart":
        _piece(handler, "Which of them answers?", plays)
    for piece in pieces:
        _piece(handler, piece, "no role" if plays == "no role" else "well")
    while plays in ("endless stream", "slow drip"):
        _piece(handler, "and so on ", plays)
        time.sleep(0.005 if plays == "endless stream" else 0.3)
    if plays != "broken stream":
        handler.wfile.write(b"data: [DONE]\n\n")


def _piece(handler: BaseHTTPRequestHandler, text: str, plays: str) -> None:
    delta: dict[str, Any] = {"role": "assistant", "content": text}
    if plays == "no role":
        delta = {"content": text}
    elif plays == "reasoning apart":
        delta = {"role": "assistant", "content": None, "reasoning_content": text}
    chunk = {
        "id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m",
        "choices": [{"index": 0, "delta": delta, "finish_reason": None}],
    }  # fmt: skip
    handler.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
    handler.wfile.flush()


def _whole(handler: BaseHTTPRequestHandler, text: str, plays: str) -> None:
    if plays in ("endless stream", "slow drip"):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Connection", "close")
        handler.end_headers()
        while True:
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.01)
    body = json.dumps(
        {
            "id": "x", "object": "chat.completion", "created": 0, "model": "m",
            "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        }
    )  # fmt: skip
    _send(handler, 200, "application/json", body[: len(body) // 2] if plays == "broken stream" else body)


def _send(handler: BaseHTTPRequestHandler, status: int, kind: str, body: str) -> None:
    data = body.encode()
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def _wait(handler: BaseHTTPRequestHandler) -> None:
    """Send nothing until the client disconnects."""
    handler.connection.settimeout(60)
    handler.rfile.read(1)
