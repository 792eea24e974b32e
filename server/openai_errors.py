"""Errors as OpenAI's protocol has them, for every address below /v1, whatever part of the server refuses."""

import json
from typing import Any

from pydantic import BaseModel
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.failures import error_values

_PREFIX = "/v1/"


class OpenAIErrorDetail(BaseModel):
    """`code` and `message` are those of every error of this service; `param` is never known."""

    code: str
    message: str
    type: str
    param: None


class OpenAIErrorOut(BaseModel):
    error: OpenAIErrorDetail


def openai_values(error: BaseException) -> dict[str, Any]:
    """An error inside a stream that has begun."""
    return error_values(error) | {"type": "server_error", "param": None}


class OpenAIErrors:
    """Completes the JSON of errors with what the clients of the protocol read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(_PREFIX):
            await self._app(scope, receive, send)
            return
        refused: Message | None = None
        body = b""

        async def completed(message: Message) -> None:
            nonlocal refused, body
            if message["type"] == "http.response.start" and message["status"] >= 400:
                refused = message
                return
            if refused is None or message["type"] != "http.response.body":
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body", False):
                return
            whole = _completed(body, refused["status"])
            MutableHeaders(scope=refused)["Content-Length"] = str(len(whole))
            await send(refused)
            await send({"type": "http.response.body", "body": whole})

        await self._app(scope, receive, completed)


def _completed(body: bytes, status: int) -> bytes:
    if not body:  # of a HEAD request
        return body
    values: dict[str, Any] = json.loads(body)
    values["error"] |= {"type": _kind(status), "param": None}
    return json.dumps(values, ensure_ascii=False).encode()


def _kind(status: int) -> str:
    match status:
        case 401 | 403:
            return "authentication_error"
        case 429:
            return "rate_limit_error"
    return "server_error" if status >= 500 else "invalid_request_error"
