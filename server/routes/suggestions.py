"""Questions to begin with."""

from fastapi import APIRouter
from pydantic import BaseModel

from server.routes import ServiceOf

router = APIRouter(prefix="/api/suggestions", tags=["asking"])


class SuggestionsOut(BaseModel):
    """`ready` is false while those for the library as it is now are being made."""

    questions: list[str]
    ready: bool


@router.get("")
def suggestions(service: ServiceOf) -> SuggestionsOut:
    """Four questions that the documents answer, made from what they are about."""
    questions, ready = service.suggestions.held()
    return SuggestionsOut(questions=list(questions), ready=ready)
