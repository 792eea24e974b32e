"""A paper as values for the page, which shows it as it would be printed."""

from typing import Any, Literal

from pydantic import BaseModel

from server.export.addresses import followable
from server.export.characters import one_line
from server.export.paper import DatedRow, Heading, Inlines, Link, Mark, Paper, Paragraph, TextRun


class PieceOut(BaseModel):
    """Words in one tone, an address (with its `target` where it can be followed), or the mark of a note."""

    text: str
    tone: Literal["plain", "quotation", "strong", "aside", "link", "mark"]
    target: str | None = None
    note: int | None = None


class BlockOut(BaseModel):
    """A heading has a `level`, a dated row a `when`."""

    manner: str
    level: int = 0
    line: list[PieceOut]
    when: str = ""


class NoteOut(BaseModel):
    """A footnote, and the place that its first mark stands for."""

    line: list[PieceOut]
    document_id: str
    start: int
    end: int


class PaperOut(BaseModel):
    title: str
    day: str
    blocks: list[BlockOut]
    notes: list[NoteOut]


def paper_values(paper: Paper) -> dict[str, Any]:
    """The paper in the shape of `PaperOut`."""
    return {
        "title": one_line(paper.title),
        "day": paper.day,
        "blocks": [_block(block) for block in paper.blocks],
        "notes": [
            {"line": _line(note.first), "document_id": id, "start": start, "end": end}
            for note in paper.notes
            for id, start, end in [note.place]
        ],
    }


def _block(block: Heading | Paragraph | DatedRow) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"manner": "heading", "level": level, "line": _line((TextRun(text),))}
        case DatedRow(when, what):
            dated = "".join(part.text for part in when if isinstance(part, TextRun))
            return {"manner": "row", "when": one_line(dated), "line": _line(what)}
        case Paragraph(line, manner):
            return {"manner": manner, "line": _line(line)}


def _line(line: Inlines) -> list[dict[str, Any]]:
    return [_piece(part) for part in line]


def _piece(part: TextRun | Link | Mark) -> dict[str, Any]:
    match part:
        case TextRun(text, tone):
            return {"text": one_line(text), "tone": tone}
        case Link(address):
            return {"text": one_line(address), "tone": "link", "target": followable(address)}
        case Mark(note):
            return {"text": str(note), "tone": "mark", "note": note}
