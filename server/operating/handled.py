"""Each request as it was handled: by which route, with which status, and in what time."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from server.affairs.paths import affair_of
from server.responses import Watched

NO_ROUTE = "(none)"  # refused before any route, or an address where nothing is
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Handled:
    """`route` is the template of the address (`/api/documents/{id}`), never what stood in it; `affair` is as it was
    sent, and nothing says that there is one."""

    method: str
    route: str
    status: int
    seconds: float
    affair: str


class Handling:
    """Tells `listeners` of each request when its response has been sent, or its client has gone."""

    def __init__(self, app: ASGIApp, listeners: Sequence[Callable[[Handled], None]]) -> None:
        self._app = app
        self._listeners = listeners

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        watched = Watched(send, 499)  # as proxies write it: the client left before there was a response
        try:
            await self._app(scope, receive, watched)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else "other"  # a client may send any word
            seconds = time.perf_counter() - begun
            handled = Handled(method, _route(scope), watched.status, seconds, affair_of(scope))
            for listener in self._listeners:
                listener(handled)


def _route(scope: Scope) -> str:
    """The template of the route that was found, or the folder of files; the router notes either in the scope."""
    return getattr(scope.get("route"), "path", None) or scope.get("root_path") or NO_ROUTE
