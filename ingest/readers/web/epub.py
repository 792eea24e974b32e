"""Electronic books (EPUB): a package of web pages in the order of its spine; each is a page here."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from ingest.metadata.dates import iso_date
from ingest.metadata.placeholders import named_author, named_title
from ingest.readers.heartbeat import page_done
from ingest.readers.web.blocks import blocks_of
from ingest.readers.web.shown import drop_hidden
from ingest.text.clean import clean, one_line
from ingest.text.encoding import decode
from ingest.text.furniture import mark_furniture
from ingest.text.reading import Block, FileContent
from rag.errors import Unreadable
from rag.types import Metadata

_CONTAINER = "META-INF/container.xml"
_RIGHTS = ("META-INF/rights.xml", "META-INF/sinf.xml")
_DAMAGED = "It is damaged and cannot be opened as EPUB. Save or fetch it again."


def read_epub(content: bytes) -> FileContent:
    """Read the text of the chapters and the metadata of the book. Raises Unreadable."""
    import lxml.etree

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            if any(name in book.namelist() for name in _RIGHTS):
                raise Unreadable("It is protected against copying. Use a copy without protection.")
            container = _tree(book.read(_CONTAINER))
            root = next(element.get("full-path") for element in container.iter("{*}rootfile"))
            package = _tree(book.read(root))
            blocks = tuple(_blocks(book, package, posixpath.dirname(root)))
    except (
        zipfile.BadZipFile,
        lxml.etree.LxmlError,
        KeyError,
        ValueError,
        OSError,
        StopIteration,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise Unreadable(_DAMAGED) from error
    return FileContent(mark_furniture(blocks), _metadata(package))


def _tree(content: bytes) -> Any:
    import lxml.etree

    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return lxml.etree.fromstring(content, parser)


def _blocks(book: zipfile.ZipFile, package: Any, folder: str) -> Iterator[Block]:
    import lxml.html

    places = {each.get("id"): each.get("href") or "" for each in package.iter("{*}item")}
    number = 0
    for reference in package.iter("{*}itemref"):
        place = posixpath.normpath(posixpath.join(folder, unquote(places[reference.get("idref")])))
        source = decode(book.read(place)).partition("?>")
        page = lxml.html.document_fromstring(
            clean(source[2] if source[0].lstrip().startswith("<?xml") else "".join(source))
        )
        drop_hidden(page)
        page_done()
        found = blocks_of(page)
        number += bool(found)
        for block in found:
            yield Block(block.text, block.role, number)


def _metadata(package: Any) -> Metadata:
    def told(name: str) -> list[str]:
        return [
            one_line(each.text or "") for each in package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")
        ]

    titles, publishers, days = told("title"), told("publisher"), told("date")
    return Metadata(
        title=named_title(titles[0] if titles else None),
        publisher=publishers[0] or None if publishers else None,
        author=named_author("; ".join(filter(None, told("creator")))),
        date=iso_date(days[0][:10]) if days else None,
    )
