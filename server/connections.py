"""Connections: how large the head of a request may be, how long it may take, and how many may wait."""

import asyncio
import json
import time
from http import HTTPStatus
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_LARGEST_HEAD = 32 * 1024  # bytes of a request line and its headers
_SECONDS = 10.0  # seconds in which a head must arrive
_LINGER = 5.0  # seconds in which a rejected body may still arrive, so that its sender reads why
_MOST_WAITING = 256  # connections whose request has not arrived whole
_MOST = 1024  # connections and requests at work


class BoundedProtocol(H11Protocol):
    """uvicorn's HTTP/1.1 with a time limit for the head of a request, and a cap on connections without one.
    Beyond the cap, the connection that has been silent for longest is closed.
    """

    _timer: asyncio.TimerHandle | None = None
    _refused = False  # what arrives from now on is discarded
    _heard = 0.0  # when the client last sent anything, by `time.monotonic`

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._heard = time.monotonic()  # the loop's own clock is too coarse to order connections
        self._start(_SECONDS)
        waiting = [each for each in self.connections if isinstance(each, BoundedProtocol) and each._waits()]
        if len(waiting) > _MOST_WAITING:
            min(waiting, key=lambda each: each._heard).give_up()

    def data_received(self, data: bytes) -> None:
        self._heard = time.monotonic()
        if not self._refused:
            super().data_received(data)

    def handle_events(self) -> None:
        before = self.cycle
        super().handle_events()
        if self.cycle is not before:
            self._stop()

    def on_response_complete(self) -> None:
        """Wait for the next request, or for the rest of a body that was refused."""
        answered = self.cycle
        super().on_response_complete()
        if self.cycle is answered and not self.transport.is_closing():
            self._start(_LINGER if answered.more_body else _SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 uvicorn's name for its one message
        if self.conn.their_state is h11.ERROR and self.conn.our_state is h11.IDLE:
            too_large = len(self.conn.trailing_data[0]) > _LARGEST_HEAD
            if too_large:
                self._refuse(
                    431, "head_too_large", "The address or the headers are too long. Send shorter ones."
                )
            else:
                self._refuse(400, "bad_request", "This is not an HTTP request.")
        else:
            self.transport.close()

    def give_up(self) -> None:
        """Close the connection; a request that has begun to arrive gets a 408."""
        self._stop()
        if self.transport.is_closing():
            return
        if not self._refused and self.conn.our_state is h11.IDLE and self.conn.trailing_data[0]:
            self._refuse(408, "too_slow", "The request did not arrive in time. Send it again.")
            self._stop()
        self.transport.close()

    def _waits(self) -> bool:
        """Is no complete request still to be answered?"""
        cycle = self.cycle
        unanswered = cycle is not None and not cycle.response_complete
        return not self.transport.is_closing() and not (unanswered and not cycle.more_body)

    def _start(self, seconds: float) -> None:
        self._stop()
        self._timer = self.loop.call_later(seconds, self.give_up)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: int, code: str, message: str) -> None:
        """Send an error before any request has reached the application, and close."""
        body = json.dumps({"error": {"code": code, "message": message}}).encode()
        headers = [
            ("content-type", "application/json"),
            ("content-length", str(len(body))),
            ("connection", "close"),
        ]
        for event in (
            h11.Response(status_code=status, headers=headers, reason=HTTPStatus(status).phrase.encode()),
            h11.Data(data=body),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        # Closed at once, the connection would be reset before its client has read this.
        self._refused = True
        self._unset_keepalive_if_required()
        self._timer = self.loop.call_later(_LINGER, self.transport.close)


# What uvicorn is started with: keyword arguments of `uvicorn.run` and `uvicorn.Config`.
LIMITS: dict[str, Any] = {
    "http": BoundedProtocol,
    "ws": "none",
    "h11_max_incomplete_event_size": _LARGEST_HEAD,
    "limit_concurrency": _MOST,
    "server_header": False,
}
