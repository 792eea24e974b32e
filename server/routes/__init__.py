"""The routes, one file a resource. `RoomOf`, `ServiceOf` and `TurnsOf` give a route what it works with."""

from typing import Annotated

from anyio import to_thread
from fastapi import Depends, Request

from rag.service import Service
from server.affairs.folders import DEFAULT
from server.affairs.paths import affair_of
from server.affairs.rooms import Room, Rooms
from server.load import Turns


async def _room(request: Request) -> Room:
    """The affair that the request is for, opened where it is not yet. Raises NoAffair."""
    rooms: Rooms = request.app.state.rooms
    name = affair_of(request.scope)
    return rooms.default if name == DEFAULT else await to_thread.run_sync(rooms.get, name)


RoomOf = Annotated[Room, Depends(_room)]


async def _service(room: RoomOf) -> Service:
    return room.service


async def _turns(request: Request) -> Turns:
    found: Turns = request.app.state.turns
    return found


ServiceOf = Annotated[Service, Depends(_service)]
TurnsOf = Annotated[Turns, Depends(_turns)]
