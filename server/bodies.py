"""Limits on the bodies of requests: how large one may be, and how long it may take to arrive.

FastAPI's own `max_body_size` limits the size alone and answers in plain text where a route does not read the body.
"""

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.errors import ReportQAError
from server.errors import response_to
from server.uploads import TooLarge, TooSlow

_SLOWEST = 50_000  # bytes a second that a large upload must keep up
_MULTIPART = "multipart/form-data"


class BodyLimits:
    """Refuses a body that is too large before it is read, and one that stops arriving.

    Files (`uploads` are the paths that take them) reach the application as they arrive. Any other body is read whole
    first, so that nothing is kept waiting for it.
    """

    def __init__(
        self, app: ASGIApp, largest: int, largest_upload: int, seconds: float, uploads: frozenset[str]
    ) -> None:
        """Sizes are in bytes; `seconds` is how long a body may take to arrive."""
        self._app = app
        self._largest = largest
        self._largest_upload = largest_upload
        self._seconds = seconds
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        upload = scope["path"] in self._uploads and headers.get("content-type", "").lower().startswith(
            _MULTIPART
        )
        announced = int(headers.get("content-length", 0))  # the server has checked that it is a number
        try:
            body = _Body(receive, self._largest_upload if upload else self._largest, announced, self._seconds)
            if not upload:
                await body.read()
        except ReportQAError as error:
            await response_to(error)(scope, receive, send)
            return
        await self._app(scope, body.receive, send)


class _Body:
    """The body of one request as it arrives. Raises TooLarge and TooSlow."""

    def __init__(self, receive: Receive, largest: int, announced: int, seconds: float) -> None:
        self._receive = receive
        self._largest = largest
        self._size = 0
        self._whole: Message | None = None
        self._seconds = seconds
        self._deadline = asyncio.get_running_loop().time() + seconds + announced / _SLOWEST
        self._over = False
        self._check(announced)

    async def read(self) -> None:
        """Read the whole body; `receive` then gives it at once."""
        pieces: list[bytes] = []
        while not self._over:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                break
            pieces.append(message.get("body", b""))
        self._whole = {"type": "http.request", "body": b"".join(pieces), "more_body": not self._over}

    async def receive(self) -> Message:
        if self._whole is not None:
            whole, self._whole = self._whole, None
            return whole
        if self._over:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError:
            raise TooSlow(self._seconds) from None
        self._size += len(message.get("body", b""))
        self._over = message["type"] == "http.disconnect" or not message.get("more_body", False)
        self._check(self._size)
        return message

    def _check(self, size: int) -> None:
        if size > self._largest:
            raise TooLarge(size, self._largest)
