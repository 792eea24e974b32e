"""Briefings: order one, follow its progress, download it."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse
from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from server.export.desk import MEDIA_TYPES, Format
from server.export.press import Order, Press
from server.export.questions import MOST, BadBriefing, check_length, read_questions
from server.openapi import content, errors
from server.requests import QUESTION, Schema
from server.routes import ServiceOf
from server.routes.exports import attachment

router = APIRouter(prefix="/api/briefings", tags=["export"])
_LONGEST_TITLE = 200
_MOST_ANSWERS = 500  # a long conversation whole
# None, or one at least that is neither a heading nor a comment.
_QUESTIONS: Schema = {
    "type": "array",
    "items": QUESTION,
    "maxItems": MOST,
    "anyOf": [{"maxItems": 0}, {"contains": {"type": "string", "pattern": r"^\s*[^#\s]"}}],
}


class BriefingBody(BaseModel):
    """Stored answers, new questions, or both. A question that begins with `## ` is a heading."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "anyOf": [
                {"required": ["questions"], "properties": {"questions": {"minItems": 1}}},
                {"required": ["answer_ids"], "properties": {"answer_ids": {"minItems": 1}}},
            ]
        },
    )

    title: str = Field("Briefing", min_length=1, max_length=_LONGEST_TITLE)
    questions: Annotated[list[str], WithJsonSchema(_QUESTIONS)] = []
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


@router.post("", status_code=202, response_model=OrderedOut, responses=errors(404, 429))
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


@router.get("/{id}", response_model=BriefingOut, responses=errors(404))
def progress(id: str, request: Request) -> Any:
    """Progress of a briefing."""
    return asdict(_press(request).progress(id))


@router.get(
    "/{id}/file", response_class=FileResponse, responses=content(*MEDIA_TYPES.values()) | errors(404, 409)
)
def file(id: str, request: Request) -> FileResponse:
    """The finished file."""
    path, made = _press(request).file(id)
    return FileResponse(
        path, media_type=MEDIA_TYPES[made.format], headers=attachment(made.title, made.format)
    )


def _press(request: Request) -> Press:
    found: Press = request.app.state.press
    return found
