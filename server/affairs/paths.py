"""Which affair a request is for: what follows `/affairs/NAME` in its address is the affair's own page and API."""

import re
from collections.abc import Mapping
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from server.affairs.folders import DEFAULT
from server.affairs.rooms import Rooms

_PREFIX = re.compile(r"/affairs/([^/]+)(?=/|$)")
# These are the server's and no affair's; they are the same under every prefix.
OF_THE_SERVER = re.compile(r"/(api/(affairs|session)|web|healthz|readyz|metrics|open)(/.*)?|/openapi\.json")


class AffairPaths:
    """Takes `/affairs/NAME` from the address, so that the routes see what they see without it, and notes the name."""

    def __init__(self, app: ASGIApp, rooms: Rooms) -> None:
        self._app = app
        self._rooms = rooms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = _PREFIX.match(scope["path"]) if scope["type"] == "http" else None
        if found is None:
            await self._app(scope, receive, send)
            return
        rest = scope["path"][found.end() :] or "/"
        inner = {**scope, "path": rest, "raw_path": rest.encode(), "app_root_path": found[0]}  # of `base_url`
        if OF_THE_SERVER.fullmatch(rest):
            await self._app(inner, receive, send)
            return
        inner["state"] = {**scope.get("state", {}), "affair": found[1]}
        with self._rooms.inside(found[1]):
            await self._app(inner, receive, send)


def affair_of(scope: Mapping[str, Any]) -> str:
    """The name of the affair that a request is for; nothing says that there is one."""
    return str(scope.get("state", {}).get("affair", DEFAULT))
