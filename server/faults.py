"""The outermost layer: an error that nobody expected."""

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
