"""Documents: listed, opened, taken out."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import FileResponse

from ingest.originals import Originals
from rag.errors import NotFound
from rag.library import Holding
from server.routes import ServiceOf
from server.schemas import DocumentsOut, WholeDocumentOut, document_values

router = APIRouter(prefix="/api/documents", tags=["documents"])


@router.get("", response_model=DocumentsOut)
def documents(service: ServiceOf) -> Any:
    """Every document that is held, by date, undated ones last."""
    return {"documents": [document_values(held) for held in service.stores.library.holdings()]}


@router.get("/{id}", response_model=WholeDocumentOut)
def document(id: str, service: ServiceOf) -> Any:
    """One document: what is known of it, its whole text, and where each page starts."""
    held = _held(id, service)
    whole = service.stores.library.document(id)
    return document_values(held) | {"text": whole.text, "page_starts": whole.pages}


@router.get("/{id}/file", response_class=FileResponse)
def original(id: str, service: ServiceOf) -> FileResponse:
    """The file as it was ingested, to be saved and not shown: a page of somebody's may hold anything."""
    held = _held(id, service)
    if held.file_sha is None:
        raise NotFound("original file of the document", id)
    path = Originals(service.stores.folder / "originals").open(held.file_sha)
    return FileResponse(
        path, media_type=held.media_type or "application/octet-stream", filename=held.path.rsplit("/", 1)[-1]
    )


@router.delete("/{id}", status_code=204)
def remove(id: str, service: ServiceOf) -> None:
    """Take a document out of the library and both indexes; its file stays where it is."""
    with service.stores.writing():
        service.stores.remove([id])


def _held(id: str, service: ServiceOf) -> Holding:
    found = next((held for held in service.stores.library.holdings() if held.id == id), None)
    if found is None:
        raise NotFound("document", id)
    return found
