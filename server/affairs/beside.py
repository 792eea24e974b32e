"""A second server over a data folder answers questions itself and hands on what changes documents to the one that
holds the folder, so that questions are answered by more than one process.

Both have the same key, so the request goes on with what its sender showed, and the other server judges it again.
"""

import http.client
import os
import tempfile
from collections.abc import Iterable
from http.client import HTTPMessage
from pathlib import Path
from typing import IO
from urllib.parse import quote

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from rag.errors import OperatorError
from server.errors import response_to
from server.roles import role_for
from server.running_server import RunningServer, running_server

_PATIENCE = 600.0  # seconds, as of a command that hands its work over
_IN_MEMORY = 2**20  # bytes of a body
_QUEUE = "/api/ingestions"
HANDED_ON = "handed_on"  # in the state of a request: the other server notes it in the audit log
# Of both connections only their own ends know these; and our guard has seen that no page of another site asks.
_OF_A_CONNECTION = frozenset(
    "connection keep-alive te trailer transfer-encoding upgrade expect host origin content-length date server".split()
)
_OF_A_PAGE = "sec-"


class NoHolder(OperatorError):
    code = "no_holder"
    retry_after = 10  # seconds

    def __init__(self) -> None:
        super().__init__(
            "This server answers questions beside another one, and that one, which takes documents in and changes "
            "them, does not run. Start `report-qa serve` without --beside, then try again."
        )


class HandOn:
    """Hands on what only the server that holds the folder can do; to be put where a request has passed the guard."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self._app = app
        self._folder = folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _is_the_holders(scope["method"], scope["path"]):
            await self._app(scope, receive, send)
            return
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
            try:
                async for piece in Request(scope, receive).stream():
                    body.write(piece)
            except ClientDisconnect:
                return
            try:
                response = await to_thread.run_sync(self._asked, scope, body)
                scope.setdefault("state", {})[HANDED_ON] = True
            except NoHolder as error:
                response = response_to(error)
        await response(scope, receive, send)

    def _asked(self, scope: Scope, body: IO[bytes]) -> Response:
        """What the other server answers. Raises NoHolder."""
        holder = running_server(self._folder)
        if holder is None:
            raise NoHolder
        try:
            status, headers, content = _exchanged(holder, scope, body)
        except (OSError, http.client.HTTPException) as error:
            raise NoHolder from error
        response = Response(content, status)
        for name, value in _kept(headers.items()):
            response.headers.append(name, value)  # a cookie may be there twice
        return response


def _is_the_holders(method: str, path: str) -> bool:
    if path.startswith("/api/session"):
        return False
    return role_for(method, path) != "reader" or path == _QUEUE or path.startswith(f"{_QUEUE}/")


def _exchanged(holder: RunningServer, scope: Scope, body: IO[bytes]) -> tuple[int, HTTPMessage, bytes]:
    path = quote(f"{scope.get('app_root_path', '')}{scope['path']}")
    query = scope["query_string"].decode("latin-1")
    size = body.seek(0, os.SEEK_END)
    body.seek(0)
    target = http.client.HTTPConnection(holder.host, holder.port, timeout=_PATIENCE)
    try:
        headers = dict(_kept(Headers(scope=scope).items()))
        headers |= {"Host": f"localhost:{holder.port}", "Content-Length": str(size)}
        target.request(scope["method"], f"{path}?{query}" if query else path, body, headers)
        response = target.getresponse()
        return response.status, response.headers, response.read()
    finally:
        target.close()


def _kept(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, value in headers
        if name.lower() not in _OF_A_CONNECTION and not name.lower().startswith(_OF_A_PAGE)
    ]
