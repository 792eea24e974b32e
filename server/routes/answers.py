"""Stored answers, and feedback on them."""

from typing import Any

from fastapi import APIRouter

from rag.answering.recheck import recheck
from server.openapi import errors
from server.requests import FeedbackBody
from server.routes import ServiceOf
from server.schemas import StoredAnswerOut, answer_values

router = APIRouter(prefix="/api/answers", tags=["answers"], responses=errors(404))


@router.get("/{id}", response_model=StoredAnswerOut)
def stored_answer(id: str, service: ServiceOf) -> Any:
    """The answer as it was given, and whether each of its citations still holds."""
    answer = service.archive.answer(id)
    library = service.stores.library
    checked = recheck(answer.citations, library)
    return answer_values(answer, library) | {
        "checked": [{"marker": marker, "status": status} for marker, status in checked.items()]
    }


@router.post("/{id}/feedback", status_code=204)
def feedback(id: str, body: FeedbackBody, service: ServiceOf) -> None:
    """Say whether an answer was good, and what was wrong with it."""
    service.archive.judge(id, body.verdict, body.reason, body.comment)
