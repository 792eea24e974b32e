"""The claims of reports, with the replies of the other parties."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from rag.overviews.claims import MOST
from rag.types import Citation
from server.routes import ServiceOf

router = APIRouter(prefix="/api/claims", tags=["overviews"])
_LARGEST = 1000  # claims


class AnsweredOut(BaseModel):
    """What one party says to a claim; no citations where it is `silent`, and then how it begins where it speaks of
    the whole work, if it does."""

    party: str
    citations: list[Citation]
    silent: bool
    on_the_work: Citation | None


class ClaimOut(BaseModel):
    """A claim, the party that makes it, and what each other party says to it."""

    claim: Citation
    party: str
    answers: list[AnsweredOut]


class ClaimsOut(BaseModel):
    claims: list[ClaimOut]


@router.get("", response_model=ClaimsOut)
def claims(service: ServiceOf, limit: Annotated[int, Query(ge=1, le=_LARGEST)] = MOST) -> Any:
    """Each claim of each report, with the replies of the other parties or their silence."""
    return {"claims": service.claims.rows(limit)}
