"""Quotations that somebody has: do they stand in the documents, and who says them?"""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, WithJsonSchema

from rag.question.query import Query as SearchQuery
from rag.retrieval.literal_search import Occurrence
from rag.service import Service
from rag.text.matching import fold
from rag.text.quotations.quoted_words import bare_quotation
from rag.types import Document, Filters, TextType
from server.openapi import errors
from server.places import Placed, place_values
from server.requests import FILTER_PARAMETERS, QUESTION, filter_pairs, filters_from
from server.routes import ServiceOf
from server.schemas import HitOut, hit_values

router = APIRouter(prefix="/api/quotations", tags=["asking"])
MOST = 10  # places shown, where no other number is asked for
_LARGEST = 100
_NEAREST = 3


class PlaceOut(Placed):
    """`text` is the document's own, from `start` to `end`. `verbatim`: nothing but blanks, quotation marks and dashes
    is typed otherwise. Of a summary the words are its compiler's, not the source's."""

    document_id: str
    title: str | None
    publisher: str | None
    date: str | None
    text_type: TextType
    start: int
    end: int
    text: str
    verbatim: bool
    speaker: str | None
    said_via: str | None


class QuotationOut(BaseModel):
    """`total` counts all places; `nearest` are passages like it where it stands nowhere."""

    total: int
    places: list[PlaceOut]
    nearest: list[HitOut]


@router.get(
    "",
    response_model=QuotationOut,
    openapi_extra={"parameters": FILTER_PARAMETERS},
    responses=errors(404),
)
def quotation(
    request: Request,
    service: ServiceOf,
    q: Annotated[str, WithJsonSchema(QUESTION)],
    limit: Annotated[int, Query(ge=1, le=_LARGEST)] = MOST,
) -> Any:
    """Every place where these words stand one after another, and who says them there.

    Any filter may be given as a parameter, also several times.
    """
    return quotation_values(service, q, filters_from(filter_pairs(request, "q", "limit")), limit)


def quotation_values(service: Service, text: str, filters: Filters, limit: int = MOST) -> dict[str, Any]:
    """What the API says of a quotation. Raises BadQuestion and BadFilter."""
    library = service.stores.library
    with service.stores.database.reading():
        service.pipeline.check(text, filters)
        wanted = bare_quotation(text)
        found = service.retriever.literal.quotation(wanted, filters, limit)
        held = {id: library.document(id) for id in {each.document_id for each in found.hits}}
        hits = [] if found.total else service.pipeline.search(SearchQuery(text, filters), _NEAREST)
        return {
            "total": found.total,
            "places": [_place(held[each.document_id], each, wanted) for each in found.hits],
            "nearest": [hit_values(hit, library) for hit in hits],
        }


def _place(document: Document, found: Occurrence, wanted: str) -> dict[str, Any]:
    said = next((each for each in document.sentences if each.start <= found.start < each.end), None)
    known = document.metadata
    return place_values(document.pages, found.start) | {
        "document_id": document.id,
        "title": known.title,
        "publisher": known.publisher,
        "date": known.date,
        "text_type": known.text_type,
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "verbatim": fold(found.text) == fold(wanted),
        "speaker": said.speaker if said else None,
        "said_via": said.said_via if said else None,
    }
