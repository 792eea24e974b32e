"""What the service holds and whether it can answer."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from rag.generation.providers import fault
from rag.service import Service
from server.routes import ServiceOf

router = APIRouter(tags=["status"])


@router.get("/api/status")
def status(service: ServiceOf, request: Request) -> dict[str, Any]:
    """Documents and passages held, the models in use, and the ingestion that is under way, if any."""
    stores = service.stores
    dates = sorted(date for held in stores.library.holdings() if (date := held.metadata.date))
    working = (each.id for each in request.app.state.ingestions.all() if each.state in ("waiting", "running"))
    return {
        **stores.library.counts(),
        "first_date": dates[0] if dates else None,
        "last_date": dates[-1] if dates else None,
        "embedding_model": stores.embedder.fingerprint,
        **_chat(service),
        "vector_store": service.settings.chroma_url or "embedded",
        "ingestion_id": next(working, None),
    }


def _chat(service: Service) -> dict[str, Any]:
    """Who writes answers, where the passages go for that, and what stands in the way."""
    chat = service.chat
    if chat is None:
        return {"chat_model": None, "passages_sent_to": None, "chat_fault": None}
    return {"chat_model": chat.name, "passages_sent_to": chat.address, "chat_fault": fault(service.settings)}


@router.get("/healthz")
def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def ready(service: ServiceOf) -> Any:
    """Questions can be answered: the index is there and was built with the model in use."""
    service.stores.check_model()
    if service.stores.library.counts()["documents"] == 0:
        message = "No documents are held yet. Run `report-qa ingest`."
        return JSONResponse({"error": {"code": "empty", "message": message}}, 503)
    return {"status": "ready"}
