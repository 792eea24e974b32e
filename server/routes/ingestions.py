"""Ingestions: progress of uploads, and commands handed over to the server."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, StrictBool

from ingest.sync.progress import Outcome
from rag.errors import UserError
from server.access import Access
from server.changes import Changes, ReportProgress
from server.ingestions import Ingestions
from server.names import place_name
from server.openapi import errors
from server.routes import RoomOf, ServiceOf
from server.schemas import IngestionOut, IngestionsOut, SubmittedOut

router = APIRouter(prefix="/api/ingestions", tags=["documents"])


async def _ingestions(room: RoomOf) -> Ingestions:
    return room.ingestions


def _is_ours(request: Request) -> bool:
    """Does the request come from a command of whoever runs the server?"""
    access: Access = request.app.state.access
    return access.is_command(request)


def _name(request: Request) -> Callable[[str], str]:
    return str if _is_ours(request) else place_name


IngestionsOf = Annotated[Ingestions, Depends(_ingestions)]
NameOf = Annotated[Callable[[str], str], Depends(_name)]  # how a path is shown to whoever asks


class NotOurs(UserError):
    """Work for this machine is asked for by somebody who cannot read the data folder."""

    code = "not_ours"


class OtherModel(UserError):
    """A command names another embedding model than the server uses."""

    code = "other_model"


class HandedOver(BaseModel):
    """Work of a command: paths as they are on this machine, and addresses; or new indexes."""

    model_config = ConfigDict(extra="forbid")

    named: list[str] = []
    rebuild: StrictBool = False
    embedding_model: str = ""


@router.get("", response_model=IngestionsOut)
def ingestions(queue: IngestionsOf, request: Request) -> Any:
    """The ingestions since the server started; for the commands of whoever runs it."""
    check_ours(request)
    return {"ingestions": [each.values() for each in queue.all()]}


@router.post("", response_model=SubmittedOut, status_code=202, responses=errors(429))
def hand_over(work: HandedOver, request: Request, service: ServiceOf, queue: IngestionsOf) -> Any:
    """Do the work of a command; only for those who can read the data folder."""
    check_ours(request)
    if work.embedding_model != service.settings.embedding_model:
        raise OtherModel(
            "The server that holds this data folder uses another embedding model. "
            "Stop it, or set REPORT_QA_EMBEDDING_MODEL as it has it."
        )

    def run(report: ReportProgress, stopped: Any) -> Outcome:
        changes = Changes(service, stopped)
        if work.rebuild:
            return Outcome(
                passages=changes.rebuild(report), documents=service.stores.library.counts()["documents"]
            )
        return changes.ingest(work.named, report)

    return {"ingestion_id": queue.submit(run).id}


@router.get("/{id}", response_model=IngestionOut, responses=errors(404))
def ingestion(id: str, name: NameOf, queue: IngestionsOf) -> Any:
    """Progress and outcome of an ingestion."""
    return queue.get(id).values(name)


@router.post("/{id}/stop", status_code=204, responses=errors(404))
def stop(id: str, queue: IngestionsOf) -> None:
    """Stop an ingestion at the next file; what is finished is kept."""
    queue.get(id).stop.set()


def check_ours(request: Request) -> None:
    """Refuse everyone but whoever runs the server: the work may name any path of this machine."""
    if not _is_ours(request):
        raise NotOurs("Only the commands of whoever runs this server may do that. Upload files instead.")
