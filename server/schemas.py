"""What goes out: the contract's JSON, made from the core's values."""

from dataclasses import asdict
from typing import Any, Literal

from pydantic import BaseModel

from ingest.text.word_positions import Rectangle
from rag.storage.archive.snippets import Where
from rag.storage.catalogue import Holding
from rag.storage.library import Library
from rag.storage.metadata import FILE_NAME, TITLE_FROM
from rag.types import (
    Answer,
    AnswerSentence,
    Citation,
    Hit,
    Kind,
    Page,
    Side,
    Status,
    TextType,
    Understood,
)
from server.asked_of import asked_of
from server.places import Placed, place_values
from server.requests import FilterBody

_WANTED = ("title", "publisher", "author", "date", "url")


class ErrorDetail(BaseModel):
    code: str
    message: str


class ErrorOut(BaseModel):
    """Every error: a code for programs, and a sentence for people that says what to do."""

    error: ErrorDetail


class HitOut(Placed):
    """A passage, `text` from `start` to `end` of its document; scores compare within one search only."""

    passage_id: str
    document_id: str
    start: int
    end: int
    text: str
    title: str | None
    publisher: str | None
    date: str | None
    kind: Kind
    text_type: TextType
    score: float


class HitsOut(BaseModel):
    hits: list[HitOut]


class CheckedCitation(BaseModel):
    """Whether a citation still holds since its answer was given."""

    marker: int
    status: Literal["holds", "source_changed", "source_removed"]


class AnswerOut(BaseModel):
    """The answer. Offsets count code points; `timings_ms` are milliseconds by stage."""

    id: str
    conversation_id: str
    question: str
    query: str
    status: Status
    reason: Literal["no_evidence", "out_of_scope", "instruction"] | None
    mode: Literal["extractive", "generative"]
    text: str
    sentences: list[AnswerSentence]
    citations: list[Citation]
    sides: list[Side]
    nearest: list[HitOut]
    searched: dict[str, int]
    warnings: list[str]
    created_at: str
    timings_ms: dict[str, float]
    filters: FilterBody
    asked: Understood
    asked_of: str  # the filters in words; empty if there were none


class StoredAnswerOut(AnswerOut):
    """An answer opened again: `checked` says of each citation whether it still stands."""

    checked: list[CheckedCitation]


class DocumentOut(BaseModel):
    """A document without its text. `date` is ISO, perhaps a year or a month; what is not known is null."""

    id: str
    path: str
    places: list[str]
    title: str | None
    publisher: str | None
    author: str | None
    date: str | None
    url: str | None
    kind: Kind
    text_type: TextType
    licence: str | None
    extra: dict[str, str]
    pages: int
    passages: int
    characters: int
    warnings: list[str]
    media_type: str | None
    ingested_at: str
    superseded_by: str | None
    same_source: list[str]
    missing: list[str]


class DocumentsOut(BaseModel):
    documents: list[DocumentOut]


class WholeDocumentOut(DocumentOut):
    """A document with its text, and the offset in it at which each page starts."""

    text: str
    page_starts: list[Page]


class PageRectanglesOut(BaseModel):
    """Rectangles are fractions of the page as shown, origin top left; `width` and `height` are its points."""

    page: int
    width: float
    height: float
    rectangles: list[Rectangle]


class SubmittedOut(BaseModel):
    ingestion_id: str


class ProgressOut(BaseModel):
    """`rate` is passages a second; `seconds_left` is null while there is nothing to tell it from."""

    files: int
    total: int
    passages: int
    current: str
    rate: float
    seconds_left: float | None


class FailureOut(BaseModel):
    path: str
    error: str


class WarningOut(BaseModel):
    """What of a document was lost or is uncertain."""

    path: str
    warning: str


class OutcomeOut(BaseModel):
    """What an ingestion did, by path; `documents` and `passages` are what is held afterwards."""

    added: list[str]
    replaced: list[str]
    unchanged: list[str]
    removed: list[str]
    failed: list[FailureOut]
    warnings: list[WarningOut]
    documents: int
    passages: int


class IngestionOut(BaseModel):
    """An ingestion; `outcome` is null until it has ended."""

    id: str
    state: Literal["waiting", "running", "done", "failed"]
    progress: ProgressOut
    outcome: OutcomeOut | None
    error: ErrorDetail | None


class IngestionsOut(BaseModel):
    ingestions: list[IngestionOut]


class ConversationOut(BaseModel):
    """`turns` counts the questions; `created_at` is ISO 8601 in UTC."""

    id: str
    title: str
    created_at: str
    turns: int
    pinned: bool = False
    snippet: str = ""  # in a list: a few words of it,
    where: Where = ""  # and what they are of


class ConversationsOut(BaseModel):
    conversations: list[ConversationOut]
    more: bool = False


class WholeConversationOut(ConversationOut):
    answers: list[AnswerOut]


def hit_values(hit: Hit, library: Library) -> dict[str, Any]:
    """A hit as the API gives it, with its page looked up from where it starts."""
    return place_values(library.pages(hit.passage.document_id), hit.passage.start) | {
        "passage_id": hit.passage.id,
        "document_id": hit.passage.document_id,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
        "title": hit.metadata.title,
        "publisher": hit.metadata.publisher,
        "date": hit.metadata.date,
        "kind": hit.metadata.kind,
        "text_type": hit.metadata.text_type,
        "score": hit.score,
    }


def answer_values(answer: Answer, library: Library) -> dict[str, Any]:
    """An answer as the API gives it."""
    values = asdict(answer)
    values["nearest"] = [hit_values(hit, library) for hit in answer.nearest]
    values["asked_of"] = asked_of(answer.filters, library)
    return values


def document_values(holding: Holding) -> dict[str, Any]:
    """A document as the API gives it; unknown fields of its metadata stay in `extra`."""
    values = asdict(holding)
    values |= values.pop("metadata")
    values["missing"] = [name for name in _WANTED if not values[name]]
    if values["extra"].get(TITLE_FROM) == FILE_NAME:
        values["missing"].insert(0, "title")
    return values
