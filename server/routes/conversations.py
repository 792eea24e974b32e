"""Conversations: list, open, rename, erase."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Query

from server.openapi import errors
from server.requests import RenameBody
from server.routes import ServiceOf
from server.schemas import ConversationOut, ConversationsOut, WholeConversationOut, answer_values

router = APIRouter(prefix="/api/conversations", tags=["conversations"])
_LONGEST_SEARCH = 500  # characters


@router.get("", response_model=ConversationsOut)
def conversations(service: ServiceOf, q: str = Query("", max_length=_LONGEST_SEARCH)) -> Any:
    """All conversations, the one last spoken in first; with `q`, those in which all of its words occur."""
    return {"conversations": [asdict(each) for each in service.archive.conversations(q)]}


@router.get("/{id}", response_model=WholeConversationOut, responses=errors(404))
def conversation(id: str, service: ServiceOf) -> Any:
    """One conversation with its answers, oldest first."""
    library = service.stores.library
    answers = [answer_values(answer, library) for answer in service.archive.answers(id)]
    return asdict(service.archive.conversation(id)) | {"answers": answers}


@router.patch("/{id}", response_model=ConversationOut, responses=errors(404))
def rename(id: str, body: RenameBody, service: ServiceOf) -> Any:
    """Give a conversation another title."""
    service.archive.rename(id, body.title)
    return asdict(service.archive.conversation(id))


@router.delete("/{id}", status_code=204, responses=errors(404))
def erase(id: str, service: ServiceOf) -> None:
    """Erase a conversation, its answers and their feedback."""
    service.archive.erase(id)
