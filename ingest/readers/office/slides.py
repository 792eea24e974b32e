"""Slides: PowerPoint by python-pptx and OpenDocument by odfpy; each slide is a page, its notes stand behind it."""

import contextlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax import SAXException

from ingest.metadata.dates import iso_date
from ingest.metadata.placeholders import file_created, named_author, named_title
from ingest.readers.heartbeat import page_done
from ingest.readers.odt import OdfWalk, check_open, local_name, metadata_of
from ingest.readers.office.ooxml import PRESENTATION, as_transitional
from ingest.text.clean import one_line
from ingest.text.reading import Block, FileContent
from rag.errors import Unreadable
from rag.types import Metadata, Role

_TITLES = (1, 3, 5)  # placeholders: title, centred title, vertical title
_NUMBERS = (13, 15, 16)  # placeholders: the slide's number, its footer, its date
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_DIAGRAM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"
_DEEPEST = 20  # groups in groups


def read_pptx(content: bytes) -> FileContent:
    """Read the slides with their tables, diagrams and notes. Raises Unreadable."""
    import pptx
    from lxml.etree import XMLSyntaxError
    from pptx.exc import PythonPptxError

    try:
        file = pptx.Presentation(io.BytesIO(as_transitional(content, PRESENTATION)))
        blocks: list[Block] = []
        hidden: list[str] = []
        for number, slide in enumerate(file.slides, 1):
            blocks += (Block(each.text, each.role, number) for each in _slide(slide))
            if slide._element.get("show") in ("0", "false"):
                hidden.append(str(number))
            page_done()
        known = file.core_properties
        metadata = Metadata(
            title=named_title(known.title) or _opening(blocks),
            author=named_author(known.author),
            extra=file_created(iso_date(known.created)),
        )
    except (
        PythonPptxError,
        XMLSyntaxError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        OSError,
        AttributeError,
        TypeError,
    ) as error:
        raise Unreadable(
            "It is damaged and cannot be opened as PowerPoint. Save it again, or as PDF."
        ) from error
    warnings = [f"holds hidden slides, which were read: {', '.join(hidden)}"] if hidden else []
    return FileContent(tuple(blocks), metadata, warnings=tuple(warnings))


def read_odp(content: bytes) -> FileContent:
    """Read the slides of an OpenDocument presentation with their notes. Raises Unreadable."""
    from odf.opendocument import load

    check_open(content)
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # odfpy prints its complaints
            document = load(io.BytesIO(content))
        pages = [each for each in document.presentation.childNodes if local_name(each) == "page"]
        blocks = [block for number, page in enumerate(pages, 1) for block in _open_slide(page, number)]
    except (SAXException, zipfile.BadZipFile, KeyError, ValueError, AttributeError, OSError) as error:
        raise Unreadable("It is damaged and cannot be opened as ODP. Save it again, or as PDF.") from error
    return FileContent(tuple(blocks), metadata_of(document, tuple(blocks)))


def _open_slide(page: Any, number: int) -> Iterator[Block]:
    page_done()
    for frame in page.childNodes:
        title = str(frame.getAttribute("class") or "") == "title" if local_name(frame) == "frame" else False
        for block in OdfWalk().blocks(_HolderElement(frame), "body"):
            role: Role = "heading" if title and block.role == "body" else block.role
            yield Block(block.text, role, number)


class _HolderElement:
    """An element that has one child, as the walk reads the children of an element."""

    def __init__(self, child: Any) -> None:
        self.childNodes = [child]


def _opening(blocks: list[Block]) -> str | None:
    return blocks[0].text if blocks and blocks[0].role == "heading" else None


def _slide(slide: Any) -> Iterator[Block]:
    yield from _shapes(slide.shapes, 0)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield from _paragraphs(slide.notes_slide.notes_text_frame, "body")


def _shapes(shapes: Iterable[Any], depth: int) -> Iterator[Block]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            if depth < _DEEPEST:
                yield from _shapes(shape.shapes, depth + 1)
            continue
        kind = shape.placeholder_format.type if shape.is_placeholder else None
        if kind is not None and int(kind) in _NUMBERS:
            continue
        if getattr(shape, "has_table", False):
            yield from _table(shape.table)
        elif shape.has_text_frame:
            yield from _paragraphs(
                shape.text_frame, "heading" if kind is not None and int(kind) in _TITLES else "body"
            )
        else:
            yield from _diagram(shape)


def _paragraphs(frame: Any, role: Role) -> Iterator[Block]:
    for paragraph in frame.paragraphs:
        text = one_line("".join(_words(paragraph)))
        if text:
            yield Block(text, "item" if role == "body" and paragraph.level else role)


def _words(paragraph: Any) -> Iterator[str]:
    for child in paragraph._p.iter():
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "t":
            yield child.text or ""
        elif name == "br":
            yield " "


def _table(table: Any) -> Iterator[Block]:
    for row in table.rows:
        cells = [one_line(cell.text) for cell in row.cells if not cell.is_spanned]
        if line := " | ".join(cell for cell in cells if cell):
            yield Block(line, "row")


def _diagram(shape: Any) -> Iterator[Block]:
    """The words of a diagram (SmartArt), which stand in a part of their own."""
    from pptx.oxml import parse_xml

    for element in shape._element.iter():
        for relation in element.attrib.values():
            held = shape.part.rels.get(relation) if relation.startswith("rId") else None
            if held is not None and held.reltype == _DIAGRAM:
                for text in parse_xml(held.target_part.blob).iter(_DRAWN):
                    if words := one_line(text.text or ""):
                        yield Block(words, "item")
