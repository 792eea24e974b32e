"""The outermost layers: an error that nobody expected, and requests for the head of a response alone."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.errors import response_to
from server.failures import ENDING


class Faults:
    """Answers an error that nothing inside has handled, panics of native libraries too (they are no `Exception`).

    Where the response has begun, the error is raised again, and the server closes the connection.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except (asyncio.CancelledError, *ENDING):
            raise
        except BaseException as error:
            if begun or scope["type"] != "http":
                raise
            await response_to(error)(scope, receive, watched)


class HeadRequests:
    """Answers HEAD as GET without the body; FastAPI's routes know only what they declare."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, without_body)
