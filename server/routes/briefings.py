"""Briefings: ordered, watched, fetched."""

from dataclasses import asdict
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse
from pydantic import BaseModel, ConfigDict, Field

from server.export.desk import MEDIA_TYPES, Format
from server.export.press import Order, Press
from server.export.questions import BadBriefing, check_length, read_questions
from server.routes import ServiceOf
from server.routes.exports import attachment

router = APIRouter(prefix="/api/briefings", tags=["taking away"])
_LONGEST_TITLE = 200
_MOST_ANSWERS = 500  # a long conversation whole


class BriefingBody(BaseModel):
    """Answers that are there, questions to be put, or both. A question that begins with `## ` is a heading."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field("Briefing", min_length=1, max_length=_LONGEST_TITLE)
    questions: list[str] = []
    answer_ids: list[str] = Field([], max_length=_MOST_ANSWERS)
    timeline: bool = False
    format: Format = "docx"


class OrderedOut(BaseModel):
    briefing_id: str


class BriefingOut(BaseModel):
    id: str
    title: str
    format: Format
    state: Literal["waiting", "running", "done", "failed"]
    done: int
    total: int
    error: str | None


@router.post("", status_code=202, response_model=OrderedOut)
def order(body: BriefingBody, request: Request, service: ServiceOf) -> Any:
    """Order a briefing; it is made in the background."""
    if not body.questions and not body.answer_ids:
        raise BadBriefing("A briefing needs `questions` or `answer_ids`.")
    questions = read_questions(body.questions) if body.questions else []
    check_length(questions)
    for id in body.answer_ids:
        service.archive.answer(id)
    ordered = Order(body.title, body.format, tuple(questions), tuple(body.answer_ids), body.timeline)
    return {"briefing_id": _press(request).order(ordered).id}


@router.get("/{id}", response_model=BriefingOut)
def progress(id: str, request: Request) -> Any:
    """How far a briefing is."""
    return asdict(_press(request).progress(id))


@router.get("/{id}/file", response_class=FileResponse)
def file(id: str, request: Request) -> FileResponse:
    """The briefing itself, once it is done."""
    path, made = _press(request).file(id)
    return FileResponse(
        path, media_type=MEDIA_TYPES[made.format], headers=attachment(made.title, made.format)
    )


def _press(request: Request) -> Press:
    found: Press = request.app.state.press
    return found
