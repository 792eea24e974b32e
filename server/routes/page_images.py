"""Pages of a PDF as pictures, and where a passage stands on them."""

from typing import Any

from fastapi import APIRouter, Response

from ingest.isolation.limits import Limits
from ingest.isolation.page_renderer import NoPage, page_picture
from ingest.text.word_positions import page_sizes, rectangles, unpack
from rag.errors import BadSpan, NotFound
from rag.service import Service
from server.openapi import content, errors
from server.routes import ServiceOf
from server.schemas import PageRectanglesOut

router = APIRouter(prefix="/api/documents/{id}/pages", tags=["documents"], responses=errors(404))


@router.get(
    "/{number}.png",
    response_class=Response,
    responses=content("image/png"),
)
def picture(id: str, number: int, service: ServiceOf) -> Response:
    """The page as a picture, about a thousand pixels wide."""
    _size(id, number, service)
    sha = service.stores.library.file_sha(id)
    if sha is None:
        raise NoPage("The original file of this document was not kept. Ingest it again.")
    file = service.stores.originals.open(sha)
    return Response(page_picture(file, number, Limits.of(service.settings)), media_type="image/png")


@router.get("/{number}/rectangles", response_model=PageRectanglesOut)
def places(id: str, number: int, start: int, end: int, service: ServiceOf) -> Any:
    """Where `text[start:end]` stands on this page, one rectangle a line; none where that is not certain."""
    wide, high = _size(id, number, service)
    library = service.stores.library
    text = library.document(id).text
    if not 0 <= start < end <= len(text):
        raise BadSpan(start, end, len(text))
    pieces = unpack(library.layout(id), start, end)
    found = rectangles(pieces, text, start, end, number)
    return {"page": number, "width": wide, "height": high, "rectangles": found}


def _size(id: str, number: int, service: Service) -> tuple[float, float]:
    """Width and height of the page in points; raises NoPage, or NotFound for the document."""
    library = service.stores.library
    layout = library.layout(id)
    if not layout:
        if id not in library.metadata([id]):
            raise NotFound("document", id)
        raise NoPage("This document has no pages to show: it did not come from a PDF.")
    sizes = page_sizes(layout)
    if number not in sizes:
        raise NoPage(f"This document has no page {number}; its pages are 1 to {max(sizes, default=0)}.")
    return sizes[number]
