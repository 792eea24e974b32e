"""Pins: sentences that are kept for later, with notes, headings and an order."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from rag.answering.recheck import recheck
from rag.service import Service
from rag.storage.archive.pins import Pin
from rag.types import Citation
from server.openapi import errors
from server.requests import A_NUMBER, Whole
from server.routes import ServiceOf
from server.sentences_at import sentences_at

router = APIRouter(prefix="/api/pins", tags=["pins"])
_LONGEST_NOTE, _LONGEST_HEADING = 4000, 200  # characters
_LARGEST = 2**31


class PinBody(BaseModel):
    """A place of a document: each sentence that has a part of it is kept."""

    model_config = ConfigDict(extra="forbid")

    document_id: str = Field(min_length=1, max_length=200)
    start: Whole = Field(ge=0, le=_LARGEST)
    end: Whole = Field(ge=1, le=_LARGEST)
    note: str = Field("", max_length=_LONGEST_NOTE)
    heading: str = Field("", max_length=_LONGEST_HEADING)


class PinChange(BaseModel):
    """What is given is changed; `place` counts from 1 among all pins."""

    model_config = ConfigDict(extra="forbid")

    note: str | None = Field(None, max_length=_LONGEST_NOTE)
    heading: str | None = Field(None, max_length=_LONGEST_HEADING)
    place: Annotated[int, Field(ge=1, le=_LARGEST), A_NUMBER] | None = None


class PinOut(BaseModel):
    """A kept sentence; `created_at` is ISO 8601 in UTC, and `status` says whether its document still has it."""

    id: str
    note: str
    heading: str
    created_at: str
    citation: Citation
    status: Literal["holds", "source_changed", "source_removed"]


class PinsOut(BaseModel):
    pins: list[PinOut]


@router.get("", response_model=PinsOut)
def pins(service: ServiceOf) -> Any:
    """All pins in their order, each checked against its document now."""
    return _values(service, service.pins.all())


@router.post("", status_code=201, response_model=PinsOut, responses=errors(404, 409))
def keep(body: PinBody, service: ServiceOf) -> Any:
    """Keep the sentences at a place; those that are kept already stay as they are."""
    citations = sentences_at(service.stores.library, body.document_id, body.start, body.end)
    return _values(service, service.pins.keep(citations, body.note, body.heading))


@router.patch("/{id}", response_model=PinOut, responses=errors(404))
def change(id: str, body: PinChange, service: ServiceOf) -> Any:
    """Change a pin's note, heading or place."""
    service.pins.change(id, body.note, body.heading)
    if body.place is not None:
        service.pins.move(id, body.place)
    return _values(service, [service.pins.get(id)])["pins"][0]


@router.delete("/{id}", status_code=204, responses=errors(404))
def drop(id: str, service: ServiceOf) -> None:
    """Erase a pin."""
    service.pins.drop(id)


def _values(service: Service, found: list[Pin]) -> dict[str, Any]:
    standings = recheck((pin.citation for pin in found), service.stores.library)
    return {"pins": [asdict(pin) | {"status": standings[pin.citation.marker]} for pin in found]}
