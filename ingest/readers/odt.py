"""OpenDocument text: headings, paragraphs, items, table rows, and each note behind its paragraph."""

import contextlib
import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException

from ingest.metadata.dates import iso_date
from ingest.metadata.placeholders import file_created, named_author, named_title
from ingest.readers.office.open_numbering import OpenNumbering, attribute
from ingest.text.breaks import lines_of, paragraphs_at_breaks
from ingest.text.clean import one_line
from ingest.text.furniture import mark_furniture
from ingest.text.losses import TRACKED
from ingest.text.reading import Block, FileContent
from rag.errors import Unreadable
from rag.types import Metadata, Role

_SKIPPED = frozenset(
    (
        "tracked-changes",
        "annotation",
        "annotation-end",
        "forms",
        "sequence-decls",
        "note-citation",
        "page-number",
    )
)
_BLANKS = {"tab": " ", "line-break": "\n", "s": " "}
_INDEXES = frozenset(("table-of-content", "illustration-index", "table-index", "alphabetical-index"))


def read_odt(content: bytes) -> FileContent:
    """Read the text and the metadata of an OpenDocument text. Raises Unreadable."""
    from odf.opendocument import load

    check_open(content)
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # odfpy prints its complaints
            document = load(io.BytesIO(content))
        blocks = tuple(OdfWalk(OpenNumbering(document)).blocks(document.text, "body"))
    except (SAXException, zipfile.BadZipFile, KeyError, ValueError, AttributeError, OSError) as error:
        raise Unreadable("It is damaged and cannot be opened as ODT. Save it again, or as PDF.") from error
    changed = any(
        local_name(each) == "tracked-changes" and each.childNodes for each in document.text.childNodes
    )
    return FileContent(
        mark_furniture(blocks), metadata_of(document, blocks), warnings=(TRACKED,) if changed else ()
    )


def check_open(content: bytes) -> None:
    """Raises Unreadable for an OpenDocument package that is damaged or encrypted."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            manifest = package.read("META-INF/manifest.xml")
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise Unreadable("It is damaged and cannot be opened as ODT. Save it again, or as PDF.") from error
    if b"encryption-data" in manifest:
        raise Unreadable("It is encrypted and asks for a password. Save a copy without a password.")


class OdfWalk:
    """One pass over the text; notes are collected until their paragraph ends."""

    def __init__(self, numbering: OpenNumbering | None = None) -> None:
        self._waiting: list[Block] = []
        self._numbering = numbering
        self._list: tuple[str | None, int] = (None, 0)  # the style of the list, and the level in it
        self._number = ""  # of the next paragraph

    def blocks(self, parent: Any, role: Role) -> Iterator[Block]:
        """Read all blocks below `parent`; `role` is that of its paragraphs."""
        for child in parent.childNodes:
            name = local_name(child)
            if name in _SKIPPED:
                continue
            if name == "list":
                yield from self._items(child, role)
            elif name in ("p", "h"):
                yield from self._paragraph(child, "heading" if name == "h" and role == "body" else role)
            elif name == "table":
                yield from self._table(child)
            elif name in _INDEXES:
                yield from self.blocks(child, "furniture")
            else:
                yield from self.blocks(child, role)

    def _items(self, element: Any, role: Role) -> Iterator[Block]:
        """The blocks of a list, each item with its number."""
        outer = self._list
        style = attribute(element, "style-name") or outer[0]
        self._list = (style, outer[1] + 1)
        if self._numbering is not None and not outer[1]:
            self._numbering.begin(element, style)
        for child in element.childNodes:
            if self._numbering is not None and local_name(child) == "list-item":
                self._number = self._numbering.item(child, *self._list)
            yield from self.blocks(child, "item" if role == "body" else role)
        self._list, self._number = outer, ""

    def _paragraph(self, paragraph: Any, role: Role) -> Iterator[Block]:
        boxes: list[Any] = []
        lines = lines_of("".join(self._words(paragraph, boxes)))
        if lines:
            number, self._number = self._number, ""
            if self._numbering is not None and local_name(paragraph) == "h":
                number = self._numbering.heading(paragraph)
            lines[0] = f"{number} {lines[0]}" if number else lines[0]
            style = str(paragraph.getAttribute("stylename") or "").lower()
            titled = role == "body" and style in ("title", "subtitle")
            parts = paragraphs_at_breaks(lines) if role == "body" and not titled else [" ".join(lines)]
            yield from (Block(part, "heading" if titled else role) for part in parts)
        waiting, self._waiting = self._waiting, []
        yield from waiting
        for box in boxes:
            yield from self.blocks(box, "caption" if role == "body" else role)

    def _table(self, table: Any) -> Iterator[Block]:
        for row in _through(table, "table-row"):
            cells = (
                " ".join(block.text for block in self.blocks(cell, "body"))
                for cell in _through(row, "table-cell")
            )
            line = " | ".join(cell for cell in cells if cell)
            if line:
                yield Block(line, "row")

    def _words(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        for child in element.childNodes:
            name = local_name(child)
            if name is None:
                yield str(child)
            elif name in _BLANKS:
                yield _BLANKS[name]
            elif name == "note-body":
                waiting, self._waiting = self._waiting, []
                found = [Block(block.text) for block in self.blocks(child, "body")]
                self._waiting = waiting + found
            elif name == "text-box":
                boxes.append(child)
            elif name not in _SKIPPED:
                yield from self._words(child, boxes)


def local_name(node: Any) -> str | None:
    """An element's name without its namespace; None for text."""
    return node.qname[1] if node.nodeType == node.ELEMENT_NODE else None


def _through(element: Any, name: str) -> Iterator[Any]:
    """Iterate over rows or cells, including those in groups; a table inside a cell belongs to the cell."""
    for child in element.childNodes:
        found = local_name(child)
        if found == name:
            yield child
        elif found in ("table-header-rows", "table-rows", "table-row-group", "table-header-columns"):
            yield from _through(child, name)


def metadata_of(document: Any, blocks: tuple[Block, ...]) -> Metadata:
    """What an OpenDocument file says of itself; its opening heading is the title of one that has none."""
    known: dict[str, str] = {}
    for node in document.meta.childNodes:
        if (name := local_name(node)) is not None:
            known.setdefault(name, one_line(str(node)))
    opening = blocks[0] if blocks and blocks[0].role == "heading" else None
    return Metadata(
        title=named_title(known.get("title")) or (opening.text if opening else None),
        author=named_author(known.get("initial-creator")) or named_author(known.get("creator")),
        extra=file_created(iso_date(known.get("creation-date") or known.get("date"))),
    )
