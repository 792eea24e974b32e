"""MCP's streamable HTTP transport: assistants on other machines reach the papers here, with the server's key."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from starlette.types import Message

from server.backends.local import Local
from server.openapi import Responses
from server.routes import ServiceOf, TurnsOf

router = APIRouter(prefix="/mcp", tags=["mcp"])
_RESPONSES: Responses = {
    202: {"description": "A notification was taken."},
    406: {"description": "The client accepts no JSON."},
}


@router.post("", response_class=Response, responses=_RESPONSES)
async def mcp(request: Request, service: ServiceOf, turns: TurnsOf) -> Any:
    """One message of the Model Context Protocol; the answer is JSON. There are no sessions."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise HTTPException(400)
    # Imported here: a server without such clients does without the SDK.
    from server.mcp.protocol import answer_request, papers_server

    told: list[Message] = []

    async def keep(message: Message) -> None:
        told.append(message)

    async with turns.turn():
        server = papers_server(lambda: Local(service))
        await answer_request(server, request.scope, request.receive, keep)
    head, *pieces = told
    made = Response(b"".join(piece.get("body", b"") for piece in pieces), head["status"])
    made.raw_headers = list(head["headers"])
    return made
