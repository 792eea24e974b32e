"""What the library holds, and whether the service can answer."""

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel

from rag.generation.providers import fault
from rag.service import Service, engines
from server.names import model_name
from server.routes import RoomOf, ServiceOf

router = APIRouter(tags=["status"])


class StatusOut(BaseModel):
    """`passages_sent_to` is the address of the chat model, `chat_fault` what keeps it from being used, `chat_writes`
    what it does, and `verifier` who verifies what it words, where it does."""

    documents: int
    passages: int
    first_date: str | None
    last_date: str | None
    embedding_model: str
    chat_model: str | None
    chat_writes: Literal["selection", "note"] | None
    verifier: str | None
    passages_sent_to: str | None
    chat_fault: str | None
    vector_store: str
    ingestion_id: str | None


class StateOut(BaseModel):
    status: str


class ReadyOut(BaseModel):
    """ "empty": it works, and there is nothing to answer from yet."""

    status: Literal["ready", "empty"]


@router.get("/api/status", response_model=StatusOut)
def status(room: RoomOf) -> Any:
    """Documents and passages in the library, the models in use, and the ingestion in progress, if any."""
    service, stores = room.service, room.service.stores
    dates = sorted(date for held in stores.library.holdings() if (date := held.metadata.date))
    working = (each.id for each in room.ingestions.all() if each.state in ("waiting", "running"))
    return {
        **stores.library.counts(),
        "first_date": dates[0] if dates else None,
        "last_date": dates[-1] if dates else None,
        "embedding_model": model_name(stores.embedder.fingerprint),
        **_chat(service),
        "vector_store": engines(service.settings).name,
        "ingestion_id": next(working, None),
    }


def _chat(service: Service) -> dict[str, Any]:
    """The chat model, where passages are sent, and what keeps it from being used."""
    chat, settings = service.chat, service.settings
    if chat is None:
        names = ("chat_model", "chat_writes", "verifier", "passages_sent_to", "chat_fault")
        return dict.fromkeys(names)
    return {
        "chat_model": chat.name,
        "chat_writes": settings.chat_writes,
        "verifier": settings.verifier if settings.chat_writes == "note" else None,
        "passages_sent_to": chat.address,
        "chat_fault": fault(settings),
    }


@router.get("/healthz", response_model=StateOut)
async def alive() -> Any:
    """The process answers. It waits for no thread, so that it does under load too."""
    return {"status": "ok"}


@router.get("/readyz", response_model=ReadyOut)
def ready(service: ServiceOf) -> Any:
    """Documents can be added and questions answered: the index is there and was built with the model in use. The
    answer says where the library is still empty."""
    service.stores.check_model()
    return {"status": "ready" if service.stores.library.counts()["documents"] else "empty"}
