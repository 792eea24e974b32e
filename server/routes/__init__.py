"""The routes, one file a resource. `service` is how each reaches what it opens onto."""

from typing import Annotated

from fastapi import Depends, Request

from rag.service import Service


def _service(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


ServiceOf = Annotated[Service, Depends(_service)]
