"""Word: headings, paragraphs, items, table rows, captions, and each note after its paragraph.

python-docx opens the package and reads its styles. It skips content controls, text boxes and tracked changes, so we
walk the document ourselves. Headers, footers and deleted text are left out.
"""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ingest.metadata.dates import iso_date
from ingest.metadata.placeholders import file_created, named_author, named_title
from ingest.readers.office.numbering import Numbering
from ingest.readers.office.ooxml import DOCUMENT, as_transitional
from ingest.text.breaks import lines_of, paragraphs_at_breaks
from ingest.text.clean import one_line
from ingest.text.furniture import mark_furniture
from ingest.text.losses import TRACKED
from ingest.text.reading import Block, FileContent
from rag.errors import Unreadable
from rag.types import Metadata, Role

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_BLANKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
# Deleted or moved text, field codes, properties, and a text box's fallback for old programs.
_SKIPPED = {
    *(_W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr")),
    _FALLBACK,
}


def read_docx(content: bytes) -> FileContent:
    """Read the text and the core properties of a Word document. Raises Unreadable."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        document = docx.Document(io.BytesIO(as_transitional(content, DOCUMENT)))
        blocks = tuple(_DocumentWalk(document).blocks(document.element.body))
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, OSError) as error:
        raise Unreadable("It is damaged and cannot be opened as Word. Save it again, or as PDF.") from error
    return FileContent(
        mark_furniture(blocks), _metadata(document, blocks), warnings=_told(document.element.body)
    )


def _told(body: Any) -> tuple[str, ...]:
    """What of the file is not read, or is read in one of several states."""
    changed = any(
        next(body.iter(_W + name), None) is not None for name in ("ins", "del", "moveFrom", "moveTo")
    )
    commented = next(body.iter(_W + "commentReference"), None) is not None
    return (
        *([TRACKED] if changed else []),
        *(["it has comments, which are not read"] if commented else []),
    )


class _DocumentWalk:
    """One pass over the body; notes are collected until their paragraph ends."""

    def __init__(self, document: "Document") -> None:
        self._roles = {style.style_id: _role_of(style) for style in document.styles if style.type == 1}
        self._notes = {kind: _notes(document, kind) for kind in _NOTES.values()}
        self._numbering = Numbering(document)
        self._waiting: list[Block] = []

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Read all blocks below `parent`, which is a body, a cell, a text box or the like."""
        for child in parent:
            if child.tag in _SKIPPED:
                continue
            if child.tag == _W + "p":
                yield from self._paragraph(child)
            elif child.tag == _W + "tbl":
                yield from self._table(child)
            else:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        boxes: list[Any] = []
        lines = lines_of("".join(self._words(paragraph, boxes)))
        if lines:
            number, role = self._numbering.number_of(paragraph), self._role(paragraph)
            lines[0] = f"{number} {lines[0]}" if number else lines[0]
            parts = paragraphs_at_breaks(lines) if role == "body" else [" ".join(lines)]
            yield from (Block(part, role) for part in parts)
        waiting, self._waiting = self._waiting, []
        yield from waiting
        for box in boxes:
            yield from self.blocks(box)

    def _table(self, table: Any) -> Iterator[Block]:
        for row in _through(table, "tr"):
            cells = []
            for cell in _through(row, "tc"):
                inside = tuple(self.blocks(cell))
                cells.append(" ".join(block.text for block in inside))
            line = " | ".join(cell for cell in cells if cell)
            if line:
                yield Block(line, "row")

    def _words(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        """Read the words of a paragraph; text boxes in it are collected in `boxes`."""
        for child in element:
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            if child.tag in _SKIPPED or (name == "r" and _is_hidden(child)):
                continue
            if child.tag == _W + "txbxContent":
                boxes.append(child)
            elif child.tag == _W + "t":
                yield _text(child)
            elif name in _BLANKS and child.tag == _W + name:
                yield _BLANKS[name]
            elif name in _NOTES:
                note = self._notes[_NOTES[name]].pop(child.get(_W + "id"), None)
                self._waiting += [] if note is None else self._note(note)
            else:
                yield from self._words(child, boxes)

    def _note(self, note: Any) -> list[Block]:
        waiting, self._waiting = self._waiting, []
        found = [Block(block.text) for block in self.blocks(note)]
        self._waiting = waiting
        return found

    def _role(self, paragraph: Any) -> Role:
        properties = paragraph.find(_W + "pPr")
        if properties is None:
            return "body"
        style = properties.find(_W + "pStyle")
        role = self._roles.get(style.get(_W + "val"), "body") if style is not None else "body"
        level = properties.find(_W + "outlineLvl")
        if level is not None and level.get(_W + "val", "9") != "9":
            return "heading"
        numbered = properties.find(f"{_W}numPr/{_W}numId")
        if role == "body" and numbered is not None and numbered.get(_W + "val") != "0":
            return "item"
        return role


def _text(element: Any) -> str:
    """The text of an element. An entity is not resolved, and stands as it is written: the reader then warns of it."""
    from lxml.etree import Entity

    inner = (
        f"{node.text if node.tag is Entity else ''}{node.tail or ''}"
        for node in element
        if not isinstance(node.tag, str)
    )
    return (element.text or "") + "".join(inner)


def _through(element: Any, name: str) -> Iterator[Any]:
    """Iterate over the rows of a table or the cells of a row, including those in content controls."""
    for child in element:
        if child.tag == _W + name:
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "customXml", _W + "ins"):
            yield from _through(child, name)


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(_W + "val") not in ("0", "false")


def _role_of(style: Any) -> Role:
    """The role by the name of the style or of its base style; these names are English in every version of Word."""
    seen = 0
    while style is not None and seen < 10:
        name = (style.name or "").lower()
        if name.startswith("heading") or name in ("title", "subtitle"):
            return "heading"
        if name == "caption":
            return "caption"
        if name.startswith("toc ") and name[4:].isdigit():
            return "furniture"
        if name.startswith("list "):
            return "item"
        style, seen = style.base_style, seen + 1
    return "body"


def _notes(document: "Document", kind: str) -> dict[str, Any]:
    """Footnotes or endnotes by their id, without separator lines, which have a type."""
    from docx.oxml import parse_xml

    part = next(
        (each.target_part for each in document.part.rels.values() if each.reltype.endswith(f"/{kind}")), None
    )
    if part is None:
        return {}
    notes = [note for note in parse_xml(part.blob) if note.get(_W + "type") in (None, "normal")]
    return {note.get(_W + "id"): note for note in notes}


def _metadata(document: "Document", blocks: tuple[Block, ...]) -> Metadata:
    known = document.core_properties
    author = one_line(known.author or "")
    created, modified = known.created, known.modified
    if created and modified and created > modified:
        created = None  # the clock of one machine was wrong
    opening = blocks[0] if blocks and blocks[0].role == "heading" else None
    return Metadata(
        title=named_title(known.title) or (opening.text if opening else None),
        author=named_author(author),
        extra=file_created(iso_date(created)),
    )
