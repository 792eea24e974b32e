"""Requests for the head of a response alone."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send


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

        state = {**scope.get("state", {}), "head": True}
        inner = {**scope, "method": "GET", "state": state}
        try:
            await self._app(inner, receive, without_body)
        finally:
            # For those outside: what the router notes of the route that it found.
            scope.update({name: inner[name] for name in ("route", "root_path") if name in inner})


def is_head(request: Request) -> bool:
    """Was a HEAD request sent, which the routes see as GET?"""
    return bool(getattr(request.state, "head", False))
