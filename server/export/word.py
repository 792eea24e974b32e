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
from server.export.paper import Heading, Line, Link, Manner, Mark, Note, Paper, Paragraph, Row, Run, Tone
from server.export.styles import dressed

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STYLES: Mapping[Manner, str] = {
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
    writer = _Writer(document, paper.notes)
    writer.paragraph("Title", (Run(paper.title),))
    writer.paragraph("Subtitle", (Run(paper.day),))
    for block in paper.blocks:
        match block:
            case Heading(level, text):
                writer.paragraph(f"Heading {min(level, 3)}", (Run(text),))
            case Paragraph(line, manner):
                writer.paragraph(_STYLES[manner], line)
            case Row(when, what):
                writer.row(when, what)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


class _Writer:
    """Writes lines into one document."""

    def __init__(self, document: Document, notes: tuple[Note, ...]) -> None:
        self._document = document
        self._notes = notes
        self._given: set[int] = set()
        self._footnotes = Footnotes(document)

    def paragraph(self, style: str, line: Line) -> None:
        self._write(self._document.add_paragraph(style=style), line)

    def row(self, when: Line, what: Line) -> None:
        paragraph = self._document.add_paragraph(style="Dated Row")
        self._write(paragraph, when)
        paragraph.add_run("\t")
        self._write(paragraph, what)

    def _write(self, paragraph: WordParagraph, line: Line) -> None:
        told = "".join(part.text for part in line if isinstance(part, Run))
        if runs_leftward(told):
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for part in line:
            match part:
                case Run(text, tone):
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
