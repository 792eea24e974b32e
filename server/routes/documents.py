"""Documents: list, open, upload, correct, remove."""

import json
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse
from starlette.datastructures import UploadFile

from ingest.isolation.limits import Limits
from ingest.sync.file_walk import is_address
from ingest.sync.progress import Outcome
from rag.errors import NotFound
from rag.storage.catalogue import Holding
from server.changes import Changes, ReportProgress
from server.names import place_name
from server.openapi import content, errors
from server.requests import CorrectionBody, UrlBody
from server.routes import ServiceOf
from server.routes.ingestions import IngestionsOf, NameOf
from server.schemas import (
    DocumentOut,
    DocumentsOut,
    SubmittedOut,
    WholeDocumentOut,
    document_values,
)
from server.uploads import BadUpload, NotReplaceable, receive

router = APIRouter(prefix="/api/documents", tags=["documents"])

_MOST_FILES = 100  # in one request
_MOST_AT_ONCE = 200  # documents that are removed
# FastAPI describes what it parses itself; this route takes one of two forms and parses neither too early.
_TAKES = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {
                            "type": "array",
                            "minItems": 1,
                            "items": {"type": "string", "format": "binary"},
                        }
                    },
                }
            },
            "application/json": {"schema": UrlBody.model_json_schema()},
        },
    }
}


@router.get("", response_model=DocumentsOut)
def documents(service: ServiceOf, name: NameOf) -> Any:
    """All documents, by date, undated ones last."""
    return {"documents": [_shown(held, name) for held in service.stores.library.holdings()]}


@router.get("/{id}", response_model=WholeDocumentOut, responses=errors(404))
def document(id: str, service: ServiceOf, name: NameOf) -> Any:
    """One document: its metadata, its whole text, and where each page starts."""
    held = service.stores.library.holding(id)
    whole = service.stores.library.document(id)
    return _shown(held, name) | {"text": whole.text, "page_starts": whole.pages}


@router.get("/{id}/file", response_class=FileResponse, responses=content("*/*") | errors(404))
def original(id: str, service: ServiceOf) -> FileResponse:
    """The original file, as a download: shown by a browser, a page from elsewhere could run its scripts."""
    held = service.stores.library.holding(id)
    if held.file_sha is None:
        raise NotFound("original file of the document", id)
    path = service.stores.originals.open(held.file_sha)
    return FileResponse(
        path,
        media_type=held.media_type or "application/octet-stream",
        filename=place_name(held.path).rsplit("/", 1)[-1],
    )


@router.post(
    "", response_model=SubmittedOut, status_code=202, openapi_extra=_TAKES, responses=errors(404, 409, 429)
)
async def send_in(
    request: Request, service: ServiceOf, queue: IngestionsOf, replace: str | None = None
) -> Any:
    """Ingest files, or the page at an address; `GET /api/ingestions/{id}` reports the progress.

    A file whose name another file holds becomes a second document. With `?replace=ID` it replaces that document.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        if replace is not None:
            raise NotReplaceable
        url = _url(await request.body())

        def fetch_it(report: ReportProgress, stopped: Any) -> Outcome:
            return Changes(service, stopped).ingest([url], report)

        return {"ingestion_id": queue.submit(fetch_it).id}
    if kind != "multipart/form-data":
        raise BadUpload("Send files as multipart/form-data, or an address as JSON.")
    async with request.form(max_files=_MOST_FILES, max_fields=10) as form:
        sent = [
            (each.filename or "", each.file) for each in form.getlist("files") if isinstance(each, UploadFile)
        ]
        return {"ingestion_id": await run_in_threadpool(_queue, sent, service, queue, replace)}


@router.patch("/{id}", response_model=DocumentOut, responses=errors(404))
def correct(id: str, body: CorrectionBody, service: ServiceOf, name: NameOf) -> Any:
    """Correct a document's metadata; an empty value means that it is not known."""
    Changes(service).correct(id, body.root)
    return _shown(service.stores.library.holding(id), name)


@router.delete("/{id}", status_code=204, responses=errors(404))
def remove(id: str, service: ServiceOf) -> None:
    """Remove a document from the library and both indexes; the file that it came from stays where it is."""
    Changes(service).remove([id])


@router.delete("", status_code=204, responses=errors(404))
def remove_several(
    service: ServiceOf, id: Annotated[list[str], Query(min_length=1, max_length=_MOST_AT_ONCE)]
) -> None:
    """Remove several documents at once, which takes hardly longer than one; none where an id is unknown."""
    Changes(service).remove(id)


def _shown(held: Holding, name: Callable[[str], str]) -> dict[str, Any]:
    """A document as the API gives it, with its paths as `name` shows them."""
    return document_values(held) | {"path": name(held.path), "places": [name(each) for each in held.places]}


def _url(body: bytes) -> str:
    try:
        url = UrlBody(**json.loads(body)).url
    except (ValueError, TypeError, RecursionError) as error:
        raise BadUpload('Send an address as {"url": "https://…"}.') from error
    if not is_address(url):
        raise BadUpload("An address begins with https:// or http://.")
    return url


def _queue(sent: Any, service: ServiceOf, queue: IngestionsOf, replaces: str | None) -> str:
    """Receive the files and queue their ingestion; gives its id. Raises NotFound where nothing is to be replaced."""
    if replaces is not None:
        service.stores.library.holding(replaces)
    id, folder = queue.begin()
    try:
        found = receive(folder, sent, Limits.of(service.settings), replaces)

        def take_them_in(report: ReportProgress, stopped: Any) -> Outcome:
            return Changes(service, stopped).take_in(found, report)

        return queue.submit(take_them_in, id).id
    except BaseException:
        queue.forget(id)
        raise
