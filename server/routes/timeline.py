"""The timeline: dated events in the documents' own words."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from rag.overviews.timeline import MOST
from rag.question.limits import LONGEST_QUESTION
from rag.types import Citation
from server.openapi import errors
from server.requests import FILTER_PARAMETERS, filter_pairs, filters_from
from server.routes import ServiceOf

router = APIRouter(prefix="/api/timeline", tags=["overviews"])
_LARGEST = 5000  # rows
_OWN = ("q", "limit", "published")
_ANYTHING = "What happened?"  # whatever is asked for, its filters are checked


class RowOut(BaseModel):
    """`date` is ISO, perhaps a month or a year: told in the quotation, or that of its publication."""

    date: str
    basis: Literal["told", "published"]
    citation: Citation


class TimelineOut(BaseModel):
    rows: list[RowOut]


@router.get(
    "",
    response_model=TimelineOut,
    openapi_extra={"parameters": FILTER_PARAMETERS},
    responses=errors(404),
)
def timeline(
    request: Request,
    service: ServiceOf,
    q: Annotated[str, Query(max_length=LONGEST_QUESTION)] = "",
    limit: Annotated[int, Query(ge=1, le=_LARGEST)] = MOST,
    published: bool = False,
) -> Any:
    """Events in order of the day that a sentence tells: all, or with `q` those relevant to it.

    With `published`, the days on which documents were published too. Any filter may be given as a parameter, also
    several times.
    """
    pairs = filter_pairs(request, *_OWN)
    filters = filters_from(pairs)
    if q.strip() or pairs:
        service.pipeline.check(q.strip() or _ANYTHING, filters)
    return {"rows": service.timeline.rows(q, limit, filters, published)}
