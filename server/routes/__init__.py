"""The routes, one file a resource. `ServiceOf` and `TurnsOf` give a route what it works with."""

from typing import Annotated

from fastapi import Depends, Request

from rag.service import Service
from server.load import Turns


def _service(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


def _turns(request: Request) -> Turns:
    found: Turns = request.app.state.turns
    return found


ServiceOf = Annotated[Service, Depends(_service)]
TurnsOf = Annotated[Turns, Depends(_turns)]
