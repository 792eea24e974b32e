"""Questions to begin with."""

from fastapi import APIRouter, Request
from pydantic import BaseModel

from rag.service import Service

router = APIRouter(prefix="/api/suggestions", tags=["asking"])


class SuggestionsOut(BaseModel):
    """`ready` is false while those for the library as it is now are being made."""

    questions: list[str]
    ready: bool


@router.get("")
def suggestions(request: Request) -> SuggestionsOut:
    """Four questions that the documents answer, made from what they are about."""
    service: Service = request.app.state.service
    questions, ready = service.suggestions.held()
    return SuggestionsOut(questions=list(questions), ready=ready)
