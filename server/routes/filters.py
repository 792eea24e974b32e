"""The values that filters can take: kinds, publishers, speakers and documents in the library."""

from collections import Counter

from fastapi import APIRouter
from pydantic import BaseModel

from rag.types import KINDS
from server.names import place_name
from server.routes import ServiceOf

router = APIRouter(prefix="/api/filters", tags=["status"])


class FilterChoice(BaseModel):
    """One value of a filter, and how many documents pass it."""

    name: str
    documents: int


class DocumentChoice(BaseModel):
    """One document as a value of the filter `document_id`; `date` is ISO, perhaps a year or a month, or null."""

    id: str
    name: str
    publisher: str | None
    date: str | None


class ChoicesOut(BaseModel):
    kinds: list[FilterChoice]
    publishers: list[FilterChoice]
    speakers: list[FilterChoice]
    documents: list[DocumentChoice]


@router.get("")
def choices(service: ServiceOf) -> ChoicesOut:
    """The values that each filter can take, the most frequent first; documents by date."""
    entries = service.stores.library.catalogue()
    kinds = Counter(entry.metadata.kind for entry in entries)
    publishers = Counter(entry.metadata.publisher for entry in entries if entry.metadata.publisher)
    speakers = Counter(speaker for entry in entries for speaker in entry.speakers)
    return ChoicesOut(
        kinds=[FilterChoice(name=kind, documents=kinds[kind]) for kind in KINDS if kinds[kind]],
        publishers=_ranked(publishers),
        speakers=_ranked(speakers),
        documents=sorted(
            (
                DocumentChoice(
                    id=each.document_id,
                    name=each.metadata.title or place_name(each.path),
                    publisher=each.metadata.publisher,
                    date=each.metadata.date,
                )
                for each in entries
            ),
            key=lambda choice: (choice.date or "9", choice.name),
        ),
    )


def _ranked(counted: Counter[str]) -> list[FilterChoice]:
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [FilterChoice(name=name, documents=documents) for name, documents in ranked]
