"""Affairs: several collections on one server, each with its own documents, answers, conversations and pins."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from server.affairs.folders import DEFAULT, Affair, affairs, create, rename
from server.affairs.rooms import Rooms
from server.openapi import errors

router = APIRouter(prefix="/api/affairs", tags=["affairs"])
_LONGEST = 1000  # characters; the program says what a title may be


def _rooms(request: Request) -> Rooms:
    found: Rooms = request.app.state.rooms
    return found


RoomsOf = Annotated[Rooms, Depends(_rooms)]


class TitleBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1, max_length=_LONGEST)


class AffairBody(TitleBody):
    """`name` stands in addresses; one is made of the title where it is left out."""

    name: str = Field("", max_length=_LONGEST)


class AffairOut(BaseModel):
    """An affair. `address` is where its page is; its API follows it: `{address}api/ask`."""

    name: str
    title: str
    address: str


class AffairsOut(BaseModel):
    affairs: list[AffairOut]


@router.get("", response_model=AffairsOut)
def listed(rooms: RoomsOf) -> Any:
    """All affairs, the default one first."""
    return affairs_values(affairs(rooms.root))


@router.post("", response_model=AffairOut, status_code=201, responses=errors(409))
def begin(body: AffairBody, rooms: RoomsOf) -> Any:
    """A new affair without documents."""
    return affair_values(create(rooms.root, body.title, body.name))


@router.patch("/{name}", response_model=AffairOut, responses=errors(404))
def retitle(name: str, body: TitleBody, rooms: RoomsOf) -> Any:
    """Give an affair another title; its name and addresses stay."""
    return affair_values(rename(rooms.root, name, body.title))


@router.delete("/{name}", status_code=204, responses=errors(404, 409))
def erase(name: str, rooms: RoomsOf, confirm: Annotated[str, Query(max_length=_LONGEST)] = "") -> None:
    """Delete an affair with its documents, answers, conversations and pins, for good; `confirm` repeats its name."""
    rooms.delete(name, confirm)


def affairs_values(held: Sequence[Affair]) -> dict[str, Any]:
    """As the API lists them."""
    return {"affairs": [affair_values(each) for each in held]}


def affair_values(held: Affair) -> dict[str, Any]:
    """As the API gives it."""
    return asdict(held) | {"address": "/" if held.name == DEFAULT else f"/affairs/{held.name}/"}
