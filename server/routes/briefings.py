"""Briefings: order one, follow its progress, download it."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse
from pydantic import BaseModel, ConfigDict, Field, StrictBool, WithJsonSchema

from rag.service import Service
from server.export.chosen import Item, PartKind
from server.export.desk import MEDIA_TYPES, DeskFormat, of_items
from server.export.press import Order
from server.export.preview import PaperOut, paper_values
from server.export.questions import MOST, BadBriefing, check_length, read_questions
from server.openapi import content, errors
from server.requests import QUESTION, Schema, Whole
from server.routes import RoomOf, ServiceOf
from server.routes.exports import attachment
from server.routes.session import AccessOf

router = APIRouter(prefix="/api/briefings", tags=["export"])
_LONGEST_TITLE = 200
_MOST_ANSWERS = 500  # a long conversation whole
_MOST_ITEMS = 4000  # with what its answers note
_LONGEST_TEXT, _LONGEST_ID = 10_000, 100  # characters
# None, or one at least that is neither a heading nor a comment.
_QUESTIONS: Schema = {
    "type": "array",
    "items": QUESTION,
    "maxItems": MOST,
    "anyOf": [
        {"maxItems": 0},
        {"contains": {"type": "string", "pattern": "^[\\s\x1c-\x1f\x85]*[^#\\s\x1c-\x1f\x85]"}},
    ],
}


def _names(parts: list[str], *named: str) -> Schema:
    """The schema of items of these parts, which name an answer, a pin or nothing."""
    given: Schema = {
        name: {"minLength": 1} if name in named else {"maxLength": 0} for name in ("answer_id", "pin_id")
    }
    return {"properties": {"part": {"enum": parts}, **given}, "required": ["part", *named]}


class ItemBody(BaseModel):
    """A chosen part of a briefing: `heading` and `text` have a `text`; `question`, `sentence` and `note` an
    `answer_id`, a sentence and a note of an answer their `number` from 0; `pin` a `pin_id`. What is `key` also
    stands among the key findings."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "oneOf": [
                _names(["heading", "text"]),
                _names(["question", "sentence", "note"], "answer_id"),
                _names(["pin"], "pin_id"),
            ]
        },
    )

    part: PartKind
    text: str = Field("", max_length=_LONGEST_TEXT)
    answer_id: str = Field("", max_length=_LONGEST_ID)
    number: Whole = Field(0, ge=0, le=_MOST_ITEMS)
    pin_id: str = Field("", max_length=_LONGEST_ID)
    key: StrictBool = False

    @property
    def item(self) -> Item:
        return Item(self.part, self.text, self.answer_id, self.number, self.pin_id, self.key)


class BriefingBody(BaseModel):
    """Stored answers, new questions, or both; or chosen `items`. A question that begins with `## ` is a heading."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "anyOf": [
                {"required": ["questions"], "properties": {"questions": {"minItems": 1}}},
                {"required": ["answer_ids"], "properties": {"answer_ids": {"minItems": 1}}},
                {"required": ["items"], "properties": {"items": {"minItems": 1}}},
            ]
        },
    )

    title: str = Field("Briefing", min_length=1, max_length=_LONGEST_TITLE)
    questions: Annotated[list[str], WithJsonSchema(_QUESTIONS)] = []
    answer_ids: list[str] = Field([], max_length=_MOST_ANSWERS)
    timeline: StrictBool = False
    items: list[ItemBody] = Field([], max_length=_MOST_ITEMS)
    footnotes: Literal["short", "whole"] = "short"
    format: DeskFormat = "docx"


class PreviewBody(BriefingBody):
    """Chosen `items`."""

    model_config = ConfigDict(json_schema_extra={})  # the alternatives of the other are none here

    items: list[ItemBody] = Field(min_length=1, max_length=_MOST_ITEMS)


class OrderedOut(BaseModel):
    """The id under which the progress of a briefing is asked for."""

    briefing_id: str


class RefusedOut(BaseModel):
    """A question that could not be asked."""

    question: str
    why: str


class BriefingOut(BaseModel):
    """`done` of `total` parts are written; `error` says why it failed, null where it did not."""

    id: str
    title: str
    format: DeskFormat
    state: Literal["waiting", "running", "done", "failed"]
    done: int
    total: int
    error: str | None
    refused: list[RefusedOut]


@router.post("", status_code=202, response_model=OrderedOut, responses=errors(404, 429))
def order(body: BriefingBody, request: Request, room: RoomOf, access: AccessOf) -> Any:
    """Order a briefing; it is made in the background."""
    if not (body.questions or body.answer_ids or body.items):
        raise BadBriefing("A briefing needs `questions`, `answer_ids` or `items`.")
    questions = read_questions(body.questions) if body.questions else []
    if not access.is_command(request):  # a command is told afterwards which questions were too long
        check_length(questions)
    for id in body.answer_ids:
        room.service.archive.answer(id)
    items = _items(body, room.service)
    whole = body.footnotes == "whole"
    ordered = Order(
        body.title, body.format, tuple(questions), tuple(body.answer_ids), body.timeline, items, whole
    )
    return {"briefing_id": room.press.order(ordered).id}


@router.post("/preview", response_model=PaperOut, responses=errors(404))
def preview(body: PreviewBody, service: ServiceOf) -> Any:
    """The paper that chosen `items` would make now, as values to be shown."""
    paper = of_items(service, body.title, _items(body, service), body.timeline, body.footnotes == "whole")
    return paper_values(paper)


@router.get("/{id}", response_model=BriefingOut, responses=errors(404))
def progress(id: str, room: RoomOf) -> Any:
    """Progress of a briefing."""
    return asdict(room.press.progress(id))


@router.get(
    "/{id}/file", response_class=FileResponse, responses=content(*MEDIA_TYPES.values()) | errors(404, 409)
)
def file(id: str, room: RoomOf) -> FileResponse:
    """The finished file."""
    path, made = room.press.file(id)
    return FileResponse(
        path, media_type=MEDIA_TYPES[made.format], headers=attachment(made.title, made.format)
    )


def _items(body: BriefingBody, service: Service) -> tuple[Item, ...]:
    """The chosen items; raises BadBriefing for one that names nothing, and NotFound for one that is gone."""
    for each in body.items:
        if (each.part in ("question", "sentence", "note")) != bool(each.answer_id) or (
            each.part == "pin"
        ) != bool(each.pin_id):
            raise BadBriefing(f"An item that is a {each.part} names the wrong thing, or nothing.")
    for id in {each.answer_id for each in body.items if each.answer_id}:
        service.archive.answer(id)
    for id in {each.pin_id for each in body.items if each.pin_id}:
        service.pins.get(id)
    return tuple(each.item for each in body.items)


@router.delete("/{id}", status_code=204, responses=errors(404, 409))
def delete(id: str, room: RoomOf) -> None:
    """Delete a briefing that is finished or has failed."""
    room.press.delete(id)
