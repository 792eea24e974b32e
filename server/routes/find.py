"""Literal search: where words or a phrase stand in the texts."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, WithJsonSchema

from rag.retrieval.literal_search import MOST, Occurrences
from rag.storage.library import Library
from rag.types import Metadata, TextType
from server.openapi import errors
from server.places import Placed, place_values
from server.requests import FILTER_PARAMETERS, QUESTION, filter_pairs, filters_from
from server.routes import ServiceOf

router = APIRouter(prefix="/api/find", tags=["asking"])
LARGEST = 1000  # occurrences shown


class OccurrenceOut(Placed):
    """`before`, `text` and `after` are the document's own characters; `start` and `end` are those of `text` in it."""

    document_id: str
    title: str | None
    publisher: str | None
    date: str | None
    text_type: TextType
    start: int
    end: int
    before: str
    text: str
    after: str


class CountOut(BaseModel):
    """How often it occurs in one document."""

    document_id: str
    title: str | None
    publisher: str | None
    date: str | None
    count: int


class FoundOut(BaseModel):
    """`total` counts all occurrences, `documents` those of each document that has any, by date, undated ones last."""

    total: int
    documents: list[CountOut]
    hits: list[OccurrenceOut]


def found_values(found: Occurrences, library: Library) -> dict[str, Any]:
    """What was found as the API gives it, with the page of each occurrence."""
    known = library.metadata(found.counts)
    pages = {id: library.pages(id) for id in {hit.document_id for hit in found.hits}}
    hits = [
        _document(hit.document_id, known[hit.document_id])
        | {"text_type": known[hit.document_id].text_type}
        | place_values(pages[hit.document_id], hit.start)
        | {name: getattr(hit, name) for name in ("start", "end", "before", "text", "after")}
        for hit in found.hits
    ]
    counts = [_document(id, known[id]) | {"count": count} for id, count in found.counts.items()]
    return {"total": found.total, "documents": counts, "hits": hits}


def _document(id: str, metadata: Metadata) -> dict[str, Any]:
    return {
        "document_id": id,
        "title": metadata.title,
        "publisher": metadata.publisher,
        "date": metadata.date,
    }


@router.get(
    "",
    response_model=FoundOut,
    openapi_extra={"parameters": FILTER_PARAMETERS},
    responses=errors(404),
)
def find(
    request: Request,
    service: ServiceOf,
    q: Annotated[str, WithJsonSchema(QUESTION)],
    limit: int = Query(MOST, ge=0, le=LARGEST),
) -> Any:
    """Every occurrence of a word or phrase, whatever its case and accents, as whole words.

    Of several phrases in double quotation marks a document has to hold each. Any filter may be given as a parameter,
    also several times.
    """
    filters = filters_from(filter_pairs(request, "q", "limit"))
    return found_values(service.pipeline.find(q, filters, limit), service.stores.library)
