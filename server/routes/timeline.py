"""The timeline: dated events in the documents' own words."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel

from rag.overviews.timeline import MOST
from rag.pipeline import LONGEST_QUESTION
from rag.types import Citation
from server.routes import ServiceOf

router = APIRouter(prefix="/api/timeline", tags=["overviews"])
_LARGEST = 5000  # rows


class RowOut(BaseModel):
    """`date` is ISO, perhaps a month or a year: told in the quotation, or that of its publication."""

    date: str
    basis: Literal["told", "published"]
    citation: Citation


class TimelineOut(BaseModel):
    rows: list[RowOut]


@router.get("", response_model=TimelineOut)
def timeline(
    service: ServiceOf,
    q: Annotated[str, Query(max_length=LONGEST_QUESTION)] = "",
    limit: Annotated[int, Query(ge=1, le=_LARGEST)] = MOST,
) -> Any:
    """Dated quotations in order of date: all, or with `q` those relevant to it."""
    return {"rows": service.timeline.rows(q, limit)}
