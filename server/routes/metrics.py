"""Metrics for Prometheus."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from server.affairs.folders import DEFAULT
from server.keys import Person
from server.openapi import content
from server.operating.metrics import CONTENT_TYPE, Metrics
from server.roles import check_role, person_of

router = APIRouter(tags=["status"])


@router.get("/metrics", response_class=Response, responses=content("text/plain"))
def metrics(request: Request, person: Annotated[Person, Depends(person_of)]) -> Response:
    """Counts and times in Prometheus' text format, for readers of the default affair.

    Affairs are named that the person may read, once they are open in this process."""
    check_role(person, "reader", DEFAULT)
    found: Metrics = request.app.state.metrics
    return Response(found.text(lambda affair: person.may("reader", affair)), media_type=CONTENT_TYPE)
