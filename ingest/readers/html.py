"""HTML, saved or fetched: the main text by trafilatura, captions without duplicates, and metadata."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.metadata.dates import iso_date
from ingest.readers.html_blocks import blocks_of
from ingest.text.captions import settle_captions
from ingest.text.clean import clean, one_line
from ingest.text.encoding import decode
from ingest.text.furniture import mark_furniture
from ingest.text.losses import lost_repeats
from ingest.text.reading import Block, Reading
from rag.errors import Unreadable
from rag.types import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}charset|\?xml[^>]{0,100}encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE
)
_HEAD = 4096
_WORTH = 0.2  # share of a page of running text that trafilatura keeps at least when it works


def read_html(content: bytes) -> Reading:
    """Read the page's article, or if none is found all text outside menus and forms. Raises Unreadable."""
    import lxml.etree  # type: ignore[import-untyped]
    import lxml.html

    declared = _DECLARED.search(content[:_HEAD])
    source = clean(decode(content, declared[1].decode("ascii") if declared else None))
    # Remove the declared encoding: the text is already decoded.
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    try:
        page = lxml.html.document_fromstring(source)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise Unreadable("It holds no readable HTML. Save the page again.") from error
    everything = blocks_of(page)
    for template in list(page.iter("template")):  # trafilatura treats it as text
        template.drop_tree()
    main, metadata = _main(page)
    if sum(len(block.text) for block in main) < _WORTH * sum(
        len(block.text) for block in everything if block.role == "body" and len(block.text.split()) > 15
    ):
        main = everything
    else:
        main = _with_captions(main, everything)
    blocks = mark_furniture(settle_captions(_titled(main, metadata.title)))
    return Reading(blocks, metadata, warnings=lost_repeats(everything, blocks))


def _main(page: "HtmlElement") -> tuple[list[Block], Metadata]:
    """The article and the metadata of the page; modifies `page`."""
    from trafilatura import bare_extraction

    found = bare_extraction(
        page,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        # Only dates in markup; otherwise it would take any date in the text.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict):
        return [], Metadata()
    address = found.url if (found.url or "").startswith(("http://", "https://")) else None
    metadata = Metadata(
        title=_known(found.title),
        publisher=_known(found.sitename),
        author=_known(found.author),
        date=iso_date(found.date),
        url=address,
        licence=_known(found.license),
    )
    return blocks_of(found.body) if found.body is not None else [], metadata


def _known(text: str | None) -> str | None:
    return one_line(text or "") or None


def _titled(blocks: Sequence[Block], title: str | None) -> list[Block]:
    """Mark the title at the start of the text as a heading."""
    found = list(blocks)
    for index, block in enumerate(found[:3]):
        if title and block.text.casefold() == title.casefold():
            found[index] = Block(block.text, "heading")
    return found


def _with_captions(main: Sequence[Block], everything: Sequence[Block]) -> list[Block]:
    """`main` with the page's captions that stand between two of its blocks."""
    places: dict[str, int] = {}
    for index, block in enumerate(main):
        places.setdefault(block.text, index)
    seen = [places.get(block.text) for block in everything]
    last = max((index for index, place in enumerate(seen) if place is not None), default=-1)
    captions: dict[int, list[Block]] = {}
    named: set[str] = set()
    after: int | None = None
    for index, block in enumerate(everything):
        if block.role == "caption" and after is not None and index < last and block.text not in named:
            captions.setdefault(after, []).append(block)
            named.add(block.text)
        elif (place := seen[index]) is not None:
            after = place
    found: list[Block] = []
    for index, block in enumerate(main):
        found += [] if block.text in named else [block]
        found += captions.get(index, [])
    return found
