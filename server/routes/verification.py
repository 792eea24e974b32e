"""The proof that the stores agree, for the commands of whoever runs the server."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel

from rag.storage.audit import verification
from server.routes import ServiceOf
from server.routes.ingestions import check_ours

router = APIRouter(prefix="/api/verification", tags=["status"])


class VerificationOut(BaseModel):
    """`faults` has a sentence for each thing that is not as it should be."""

    ok: bool
    faults: list[str]
    documents: int
    passages: int


@router.get("", response_model=VerificationOut)
def verify(request: Request, service: ServiceOf) -> Any:
    """Check all stores, as `report-qa verify` does; reads everything, and so takes its time."""
    check_ours(request)
    return verification(service.stores)
