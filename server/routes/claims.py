"""The claims of reports, with the replies of the other parties."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from rag.overviews.claims import MOST
from rag.types import Citation
from server.openapi import errors
from server.requests import FILTER_PARAMETERS, filter_pairs, filters_from
from server.routes import ServiceOf

router = APIRouter(prefix="/api/claims", tags=["overviews"])
_LARGEST = 1000  # claims
_ANYTHING = "What is claimed?"  # whatever is asked for, its filters are checked


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


@router.get(
    "",
    response_model=ClaimsOut,
    openapi_extra={"parameters": FILTER_PARAMETERS},
    responses=errors(404),
)
def claims(
    request: Request, service: ServiceOf, limit: Annotated[int, Query(ge=1, le=_LARGEST)] = MOST
) -> Any:
    """Each claim of each report, with the replies of the other parties or their silence.

    Any filter may be given as a parameter, also several times: it restricts where a claim stands, not who answers it.
    """
    pairs = filter_pairs(request, "limit")
    filters = filters_from(pairs)
    if pairs:
        service.pipeline.check(_ANYTHING, filters)
    return {"claims": service.claims.rows(limit, filters)}
