"""The page, at every address that a person may open; what it shows it asks the API for."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

router = APIRouter(include_in_schema=False)
_PAGE = Path(__file__).parent.parent / "web" / "index.html"


@router.get("/")
@router.get("/conversations/{id}")
@router.get("/answers/{id}")
@router.get("/documents/{id}")
@router.get("/library")
@router.get("/timeline")
@router.get("/claims")
@router.get("/briefing")
@router.get("/search")
@router.get("/pins")
def page() -> FileResponse:
    return FileResponse(_PAGE, media_type="text/html")
