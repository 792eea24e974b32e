"""OpenDocument text: headings, paragraphs, items, table rows, and each note behind its paragraph."""

import contextlib
import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException

from ingest.metadata.dates import iso_date
from ingest.metadata.placeholders import file_created, named_author, named_title
from ingest.text.clean import one_line
from ingest.text.furniture import mark_furniture
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
        blocks = tuple(OdfWalk().blocks(document.text, "body"))
    except (SAXException, zipfile.BadZipFile, KeyError, ValueError, AttributeError, OSError) as error:
        raise Unreadable("It is damaged and cannot be opened as ODT. Save it again, or as PDF.") from error
    return FileContent(mark_furniture(blocks), metadata_of(document, blocks))


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

    def __init__(self) -> None:
        self._waiting: list[Block] = []

    def blocks(self, parent: Any, role: Role) -> Iterator[Block]:
        """Read all blocks below `parent`; `role` is that of its paragraphs."""
        for child in parent.childNodes:
            name = local_name(child)
            if name in _SKIPPED:
                continue
            if name in ("p", "h"):
                yield from self._paragraph(child, "heading" if name == "h" and role == "body" else role)
            elif name == "table":
                yield from self._table(child)
            elif name in _INDEXES:
                yield from self.blocks(child, "furniture")
            else:
                inner: Role = "item" if name in ("list-item", "list-header") and role == "body" else role
                yield from self.blocks(child, inner)

    def _paragraph(self, paragraph: Any, role: Role) -> Iterator[Block]:
        boxes: list[Any] = []
        text = one_line("".join(self._words(paragraph, boxes)))
        if text:
            style = str(paragraph.getAttribute("stylename") or "").lower()
            yield Block(text, "heading" if role == "body" and style in ("title", "subtitle") else role)
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
