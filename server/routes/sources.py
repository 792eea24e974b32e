"""The documents for other programs: a bibliography, and a feed of new documents."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from server.export import bibliography, feed
from server.openapi import content
from server.routes import ServiceOf
from server.routes.ingestions import NameOf
from server.schemas import document_values

router = APIRouter(prefix="/api", tags=["documents"])


@router.get("/bibliography", response_class=Response, responses=content(*bibliography.MEDIA_TYPES.values()))
def sources(service: ServiceOf, format: bibliography.BibliographyFormat = "csl") -> Response:
    """All documents as a bibliography, by date: CSL-JSON or RIS, as Zotero and others read them."""
    held = [document_values(each) for each in service.stores.library.holdings()]
    return Response(bibliography.bibliography(held, format), media_type=bibliography.MEDIA_TYPES[format])


@router.get("/feed", response_class=Response, responses=content(feed.MEDIA_TYPE))
def new_documents(request: Request, service: ServiceOf, name: NameOf) -> Any:
    """An Atom feed of the documents that came last, the latest first."""
    held = [document_values(each) | {"path": name(each.path)} for each in service.stores.library.holdings()]
    site = str(request.base_url).rstrip("/")
    return Response(feed.atom(held, site, f"{site}/api/feed"), media_type=feed.MEDIA_TYPE)
