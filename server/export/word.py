"""A paper as a Word document with real footnotes."""

from collections.abc import Mapping
from io import BytesIO

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from server.export.addresses import followable
from server.export.characters import one_line, runs_leftward
from server.export.footnotes import Footnotes
from server.export.paper import (
    DatedRow,
    Heading,
    Inlines,
    Link,
    Mark,
    Note,
    Paper,
    Paragraph,
    ParagraphStyle,
    TextRun,
    Tone,
)
from server.export.styles import dressed

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STYLES: Mapping[ParagraphStyle, str] = {
    "body": "Normal",
    "lead_in": "Lead-in",
    "quotation": "Quote",
    "summary": "Summary",
    "silence": "Silence",
    "remark": "Remark",
    "item": "List Bullet",
    "own": "Own Text",
}


def to_word(paper: Paper) -> bytes:
    """The content of a .docx file."""
    document = dressed(one_line(paper.title))
    writer = _DocumentWriter(document, paper.notes)
    writer.paragraph("Title", (TextRun(paper.title),))
    writer.paragraph("Subtitle", (TextRun(paper.day),))
    for block in paper.blocks:
        match block:
            case Heading(level, text):
                writer.paragraph(f"Heading {min(level, 3)}", (TextRun(text),))
            case Paragraph(line, manner):
                writer.paragraph(_STYLES[manner], line)
            case DatedRow(when, what):
                writer.row(when, what)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


class _DocumentWriter:
    """Writes lines into one document."""

    def __init__(self, document: Document, notes: tuple[Note, ...]) -> None:
        self._document = document
        self._notes = notes
        self._given: set[int] = set()
        self._footnotes = Footnotes(document)

    def paragraph(self, style: str, line: Inlines) -> None:
        self._write(self._document.add_paragraph(style=style), line)

    def row(self, when: Inlines, what: Inlines) -> None:
        paragraph = self._document.add_paragraph(style="Dated Row")
        self._write(paragraph, when)
        paragraph.add_run("\t")
        self._write(paragraph, what)

    def _write(self, paragraph: WordParagraph, line: Inlines) -> None:
        told = "".join(part.text for part in line if isinstance(part, TextRun))
        if runs_leftward(told):
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for part in line:
            match part:
                case TextRun(text, tone):
                    _toned(paragraph.add_run(one_line(text)), tone)
                case Link(address):
                    _link(paragraph, address)
                case Mark(note):
                    # Every mark has its own note, so that a passage that is cut out keeps its note.
                    given = self._notes[note - 1]
                    line = given.short if note in self._given else given.first
                    self._given.add(note)
                    self._write(self._footnotes.add(paragraph), line)


def _toned(run: WordRun, tone: Tone) -> None:
    if tone == "quotation":
        run.style = "Quoted Words"
    run.bold = True if tone == "strong" else None
    run.italic = True if tone == "aside" else None
    if runs_leftward(run.text):
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _link(paragraph: WordParagraph, address: str) -> None:
    text = one_line(address)
    target = followable(address)
    if target is None:
        paragraph.add_run(text)
        return
    id = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink", {qn("r:id"): id})
    paragraph._p.append(link)
    run = paragraph.add_run(text)
    run.style = "Hyperlink"
    link.append(run._r)
