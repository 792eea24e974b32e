"""The affair at a glance."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from rag.overviews.overview import Overview
from rag.types import Citation
from server.routes import ServiceOf
from server.routes.claims import ClaimOut
from server.routes.timeline import RowOut

router = APIRouter(prefix="/api/overview", tags=["overviews"])


class VoiceOut(BaseModel):
    """A party, the people who speak for it, in how many documents it is heard, and what it says, by date; `leading` is
    the place in `citations` of the one that tells most."""

    party: str
    people: list[str]
    documents: int
    citations: list[Citation]
    leading: int


class ListedOut(BaseModel):
    """A document by its metadata; what is not known is null. `date` is ISO, perhaps a year or a month."""

    document_id: str
    title: str | None
    publisher: str | None
    date: str | None
    url: str | None


class ToReadOut(BaseModel):
    """A document with its first sentence. It comes first as a "report", as the text of a "party", or for the "voices"
    that are heard in it; `named` are that party or those voices."""

    document: ListedOut
    reason: Literal["report", "party", "voices"]
    named: list[str]
    citations: list[Citation]


class OverviewOut(BaseModel):
    """Every sentence is a citation; they are numbered through all of it.

    `points` are claims with what other parties say to them, those with an answer first; `days` are told days, in
    order; `wanted` are held as summaries only; `copies` are groups of documents that count as one source.
    """

    documents: int
    passages: int
    parties: list[VoiceOut]
    points: list[ClaimOut]
    days: list[RowOut]
    read_first: list[ToReadOut]
    wanted: list[ListedOut]
    copies: list[list[ListedOut]]


@router.get("", response_model=OverviewOut)
def overview(service: ServiceOf) -> Overview:
    """Who says what, the dispute point by point, its days, what to read first, and what is still to be fetched.

    It is made after each ingestion; the first request may wait for that.
    """
    return service.overview.now()
