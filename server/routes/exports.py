"""Answers and conversations as Word or Markdown files."""

import re
import unicodedata
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import Response

from server.export.desk import MEDIA_TYPES, DeskFormat, of_answer, of_conversation
from server.export.desk import content as file_of
from server.export.paper import Paper
from server.openapi import content, errors
from server.routes import ServiceOf

router = APIRouter(prefix="/api", tags=["export"], responses=content(*MEDIA_TYPES.values()) | errors(404))
_NAME_LENGTH = 60


@router.get("/answers/{id}/export", response_class=Response)
def answer(id: str, service: ServiceOf, format: DeskFormat = "docx") -> Response:
    """A stored answer as Word or Markdown, with footnotes; its citations are checked again."""
    return _file(of_answer(service, id), format)


@router.get("/conversations/{id}/export", response_class=Response)
def conversation(id: str, service: ServiceOf, format: DeskFormat = "docx") -> Response:
    """A whole conversation as Word or Markdown, with footnotes; its citations are checked again."""
    return _file(of_conversation(service, id), format)


def _file(paper: Paper, format: DeskFormat) -> Response:
    return Response(
        file_of(paper, format), media_type=MEDIA_TYPES[format], headers=attachment(paper.title, format)
    )


def attachment(title: str, format: DeskFormat) -> dict[str, str]:
    """The header that names the file after its title, in characters that every file system accepts."""
    plain = unicodedata.normalize("NFC", title)
    name = re.sub(r"[\W_]+", "-", plain).strip("-")[:_NAME_LENGTH].rstrip("-") or "answer"
    ascii_name = re.sub(r"[^A-Za-z0-9-]+", "", unicodedata.normalize("NFKD", name)).strip("-") or "answer"
    encoded = quote(f"{name}.{format}")
    return {
        "Content-Disposition": f"attachment; filename=\"{ascii_name}.{format}\"; filename*=UTF-8''{encoded}"
    }
