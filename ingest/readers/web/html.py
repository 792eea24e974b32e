"""HTML, saved or fetched: the main text, which trafilatura finds, captions without duplicates, and metadata."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.metadata.bylines import author_of as byline_of
from ingest.metadata.dates import iso_date
from ingest.readers.web.article import article_of, furniture_of
from ingest.readers.web.blocks import PlacedBlock, blocks_of, placed_blocks
from ingest.readers.web.entries import entries_of
from ingest.readers.web.head import author_of, is_article, publisher_of, section_of, title_of
from ingest.readers.web.shown import drop_hidden, is_built_by_script
from ingest.text.captions import settle_captions
from ingest.text.clean import clean, one_line
from ingest.text.encoding import decode
from ingest.text.furniture import mark_furniture
from ingest.text.losses import lost_repeats
from ingest.text.reading import Block, FileContent
from rag.errors import Unreadable
from rag.storage.metadata import SECTION
from rag.types import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}charset|\?xml[^>]{0,100}encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE
)
_ASIDE = re.compile(r"(?:\s*\([^()]{1,60}\)){1,3}")
_HEAD = 4096
_WORTH = 0.2  # share of a page of running text that trafilatura keeps at least when it works
_PROSE = 15  # words; a paragraph of running text has more
_BY_SCRIPT = (
    "it holds hardly any text, as a script builds the page: save it from the browser, or print it to PDF"
)
# Only dates in markup; otherwise it would take any date in the text.
_DATES = {"extensive_search": False, "original_date": True}


def read_html(content: bytes) -> FileContent:
    """Read the page's article, or if none is found all text outside menus and forms. Raises Unreadable."""
    page = _page(content)
    by_script = is_built_by_script(page)
    drop_hidden(page)
    metadata = _metadata(page)
    placed = placed_blocks(page)
    everything = [each.block for each in placed]
    entries = entries_of(page, metadata.date)
    main = entries or _main(page, placed)
    if by_script and not everything:
        raise Unreadable(f"{_BY_SCRIPT[:1].upper()}{_BY_SCRIPT[1:]}.")
    signed = replace(metadata, author=metadata.author or byline_of(main))
    if is_article(page, signed):
        metadata = replace(metadata, kind="article")
    blocks = mark_furniture(settle_captions(_titled(_with_asides(main), metadata.title)))
    warnings = (*([_BY_SCRIPT] if by_script else []), *lost_repeats(everything, blocks))
    return FileContent(blocks, metadata, warnings=warnings)


def _page(content: bytes) -> "HtmlElement":
    import lxml.etree
    import lxml.html

    declared = _DECLARED.search(content[:_HEAD])
    source = clean(decode(content, declared[1].decode("ascii") if declared else None))
    # Remove the declared encoding: the text is already decoded.
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    try:
        return lxml.html.document_fromstring(source)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise Unreadable("It holds no readable HTML. Save the page again.") from error


def _metadata(page: "HtmlElement") -> Metadata:
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(page, date_config=_DATES)
    publisher = publisher_of(page, found.sitename)
    section = section_of(page)
    return Metadata(
        title=title_of(page, found.title),
        publisher=publisher,
        author=author_of(page, found.author, publisher),
        date=iso_date(found.date),
        url=found.url if (found.url or "").startswith(("http://", "https://")) else None,
        licence=one_line(found.license or "") or None,
        extra={SECTION: section} if section else {},
    )


def _main(page: "HtmlElement", everything: Sequence[PlacedBlock]) -> list[Block]:
    """The blocks of the article, divided as on the page; modifies `page`."""
    from trafilatura import bare_extraction

    around = furniture_of(page)
    found = bare_extraction(page, include_comments=False, include_tables=True)
    body = None if found is None or isinstance(found, dict) else found.body
    main = blocks_of(body) if body is not None else []
    prose = sum(
        len(each.block.text)
        for each in everything
        if each.block.role == "body" and len(each.block.text.split()) > _PROSE
    )
    if sum(len(block.text) for block in main) < _WORTH * prose:
        return [each.block for each in everything]
    return article_of(main, everything, around)


def _with_asides(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with what tells more of a speaker in the heading that names them: "(Leeds) (Lab)"."""
    found: list[Block] = []
    for block in blocks:
        if found and found[-1].role == "heading" and _ASIDE.fullmatch(block.text):
            found[-1] = replace(found[-1], text=f"{found[-1].text} {block.text}")
        else:
            found.append(block)
    return found


def _titled(blocks: Sequence[Block], title: str | None) -> list[Block]:
    """Mark the title at the start of the text as a heading."""
    found = list(blocks)
    for index, block in enumerate(found[:3]):
        if title and block.text.casefold() == title.casefold():
            found[index] = Block(block.text, "heading")
    return found
