"""Sessions of the page: opened with the key or with the one-time link, closed by logging out."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from rag.errors import UserError
from server.access import Access
from server.head_requests import is_head
from server.openapi import errors

router = APIRouter(tags=["session"])
_LONGEST_KEY = 1000  # characters


def _access(request: Request) -> Access:
    found: Access = request.app.state.access
    return found


AccessOf = Annotated[Access, Depends(_access)]


class WrongKey(UserError):
    """What was typed is not the key."""

    code = "wrong_key"

    def __init__(self) -> None:
        super().__init__("This is not the key of this server. Check it, and type it again.")


class KeyBody(BaseModel):
    """The key as it was typed."""

    model_config = ConfigDict(extra="forbid")

    key: str = Field(max_length=_LONGEST_KEY)


class SessionOut(BaseModel):
    """`open` says whether this browser has a session; without `key_needed` it does without one."""

    key_needed: bool
    open: bool


@router.get("/api/session", response_model=SessionOut)
def session(request: Request, access: AccessOf) -> Any:
    """Whether the server needs a key, and whether this browser has a session."""
    return {"key_needed": access.needs_key, "open": access.has_session(request)}


@router.post("/api/session", status_code=204, responses=errors(401))
def log_in(body: KeyBody, request: Request, access: AccessOf) -> Response:
    """Open a session with the key; its cookie is sent with the response."""
    if access.holder(body.key) is None:
        raise WrongKey
    response = Response(status_code=204)
    access.open_session(request, response, body.key)
    return response


@router.delete("/api/session", status_code=204)
def log_out(request: Request, access: AccessOf, everywhere: bool = False) -> Response:
    """Close the session of this browser; with `everywhere` those of all browsers, which only the owner can do."""
    if everywhere:
        person = access.person(request)
        if person is None or not person.may("owner"):
            raise WrongKey
        access.end_sessions()
    response = Response(status_code=204)
    access.close_session(response)
    return response


@router.get("/open", include_in_schema=False)
def open_page(request: Request, access: AccessOf, token: str = "") -> Response:
    """The one-time link that `serve --key` prints. A link that was used leads to the page, which asks for the key.

    HEAD uses no link up: programs that preview links send it.
    """
    response = RedirectResponse("/", 303, {"Cache-Control": "no-store"})
    if not is_head(request) and access.redeem(token):
        access.open_session(request, response)
    return response
