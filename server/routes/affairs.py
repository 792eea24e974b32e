"""Affairs: several collections on one server, each with its own documents, answers, conversations and pins."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from server.affairs.folders import DEFAULT, Affair, BadAffair, NoAffair, affairs, create, rename
from server.affairs.rooms import Rooms
from server.changes import Changes
from server.keys import EVERYWHERE, Person
from server.openapi import errors
from server.roles import check_role, person_of

router = APIRouter(prefix="/api/affairs", tags=["affairs"])
_LONGEST = 1000  # characters; the program says what a title may be
_MOST_AT_ONCE = 200  # documents that are moved


def _rooms(request: Request) -> Rooms:
    found: Rooms = request.app.state.rooms
    return found


RoomsOf = Annotated[Rooms, Depends(_rooms)]
PersonOf = Annotated[Person, Depends(person_of)]


class TitleBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1, max_length=_LONGEST)


class AffairBody(TitleBody):
    """`name` stands in addresses; one is made of the title where it is left out."""

    name: str = Field("", max_length=_LONGEST)


class MoveBody(BaseModel):
    """Documents of the affair `from`."""

    model_config = ConfigDict(extra="forbid", validate_by_alias=True, validate_by_name=False)

    source: str = Field(DEFAULT, alias="from", max_length=_LONGEST)
    document_ids: list[str] = Field(min_length=1, max_length=_MOST_AT_ONCE)


class AffairOut(BaseModel):
    """An affair. `address` is where its page is; its API follows it: `{address}api/ask`."""

    name: str
    title: str
    address: str


class AffairsOut(BaseModel):
    affairs: list[AffairOut]


@router.get("", response_model=AffairsOut)
def listed(rooms: RoomsOf, person: PersonOf) -> Any:
    """The affairs in which the person has a role, the default one first."""
    return affairs_values([each for each in affairs(rooms.root) if person.may("reader", each.name)])


@router.post("", response_model=AffairOut, status_code=201, responses=errors(409))
def begin(body: AffairBody, rooms: RoomsOf, person: PersonOf) -> Any:
    """A new affair without documents; for owners of all affairs."""
    check_role(person, "owner", EVERYWHERE)
    return affair_values(create(rooms.root, body.title, body.name))


@router.patch("/{name}", response_model=AffairOut, responses=errors(404))
def retitle(name: str, body: TitleBody, rooms: RoomsOf, person: PersonOf) -> Any:
    """Give an affair another title; its name and addresses stay. For its owners."""
    _check_owner(person, name)
    return affair_values(rename(rooms.root, name, body.title))


@router.delete("/{name}", status_code=204, responses=errors(404, 409))
def erase(
    name: str, rooms: RoomsOf, person: PersonOf, confirm: Annotated[str, Query(max_length=_LONGEST)] = ""
) -> None:
    """Delete an affair with its documents, answers, conversations and pins, for good; `confirm` repeats its name.

    For its owners."""
    _check_owner(person, name)
    rooms.delete(name, confirm)


@router.post("/{name}/documents", status_code=204, responses=errors(404))
def take_over(name: str, body: MoveBody, rooms: RoomsOf, person: PersonOf) -> None:
    """Move documents into this affair; for who may edit both.

    They keep their ids and passages. Answers and pins that quote them stay where they are, with their quotations.
    """
    for affair in (name, body.source):
        if not person.may("reader", affair):
            raise NoAffair(affair)
        check_role(person, "editor", affair)
    if name == body.source:
        raise BadAffair(f"The documents are in {name!r} already. Name another affair.")
    with rooms.inside(name), rooms.inside(body.source):
        Changes(rooms.get(body.source).service).move(body.document_ids, rooms.get(name).service)


def _check_owner(person: Person, name: str) -> None:
    """Raises NoAffair to who has no role in it, and NoRole."""
    if not person.may("reader", name):
        raise NoAffair(name)
    check_role(person, "owner", name)


def affairs_values(held: Sequence[Affair]) -> dict[str, Any]:
    """As the API lists them."""
    return {"affairs": [affair_values(each) for each in held]}


def affair_values(held: Affair) -> dict[str, Any]:
    """As the API gives it."""
    return asdict(held) | {"address": "/" if held.name == DEFAULT else f"/affairs/{held.name}/"}
