"""Conversations: list, open, rename, pin, copy, erase."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Query

from server.changes import Changes
from server.openapi import errors
from server.requests import ConversationBody
from server.routes import ServiceOf
from server.schemas import ConversationOut, ConversationsOut, WholeConversationOut, answer_values

router = APIRouter(prefix="/api/conversations", tags=["conversations"])
_LONGEST_SEARCH = 500  # characters
_PAGE, _LARGEST_PAGE = 100, 1000  # conversations
_LARGEST_OFFSET = 2**31


@router.get("", response_model=ConversationsOut)
def conversations(
    service: ServiceOf,
    q: str = Query("", max_length=_LONGEST_SEARCH),
    limit: int = Query(_PAGE, ge=1, le=_LARGEST_PAGE),
    offset: int = Query(0, ge=0, le=_LARGEST_OFFSET),
) -> Any:
    """Conversations, pinned ones and then the latest first; with `q`, those that contain all of its words,
    each with the place of the first of them. `more`: are there further ones?
    """
    found = service.archive.conversations(q, limit + 1, offset)
    return {"conversations": [asdict(each) for each in found[:limit]], "more": len(found) > limit}


@router.get("/{id}", response_model=WholeConversationOut, responses=errors(404))
def conversation(id: str, service: ServiceOf) -> Any:
    """One conversation with its answers, oldest first."""
    library = service.stores.library
    answers = [answer_values(answer, library) for answer in service.archive.answers(id)]
    return asdict(service.archive.conversation(id)) | {"answers": answers}


@router.patch("/{id}", response_model=ConversationOut, responses=errors(404))
def change(id: str, body: ConversationBody, service: ServiceOf) -> Any:
    """Give a conversation another title, or put it before the others."""
    if body.title is not None:
        service.archive.rename(id, body.title)
    if body.pinned is not None:
        service.archive.pin(id, body.pinned)
    return asdict(service.archive.conversation(id))


@router.post("/{id}/copies", status_code=201, response_model=ConversationOut, responses=errors(404))
def copy(id: str, service: ServiceOf) -> Any:
    """Copy a conversation with its answers, to go on from there in another direction."""
    return asdict(service.archive.conversation(service.archive.copy(id)))


@router.delete("/{id}", status_code=204, responses=errors(404))
def erase(id: str, service: ServiceOf) -> None:
    """Erase a conversation, its answers and their feedback, and the briefings that were made of them."""
    Changes(service).erase_conversation(id)
