"""Live pages: a text of entries, each with the time at which it was written."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.metadata.dates import iso_date
from ingest.readers.web.blocks import blocks_of, is_skipped
from ingest.text.clean import one_line
from ingest.text.reading import Block
from rag.text.dates import dates

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FEWEST = 3  # entries
_WORDS = 8  # of an entry; teasers of other articles have a title alone
_SHARE = 0.4  # of the page's words
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\b)?", re.IGNORECASE)
_LONGEST_TIME = 60  # characters
_CLASSES = ("timestamp", "time-stamp", "datetime", "post-time", "entry-time", "update-time")
_TIMES = "//body//time|//body//*[@class='time' or @class='date' or {}]".format(
    " or ".join(f"contains(@class,'{name}')" for name in _CLASSES)
)
_OTHERS = re.compile(r"comment|related|sidebar|most-read|recommend|teaser|promo", re.IGNORECASE)


def entries_of(page: "HtmlElement", published: str | None) -> list[Block]:
    """The blocks of a live page in its own order, each entry's time before it; empty if it is no live page.

    The blocks of an entry carry its day where it is not `published`, the page's own.
    """
    posts = _posts(page)
    if len(posts) < _FEWEST:
        return []
    words = sum(len(str(post.text_content()).split()) for post in posts)
    whole = next(iter(page.iter("body")), page)
    if words < _SHARE * sum(len(block.text.split()) for block in blocks_of(whole)):
        return []
    found: list[Block] = []
    _collect(_common(posts), posts, published, found)
    return [*_title(page, found), *found]


def _posts(page: "HtmlElement") -> dict["HtmlElement", "HtmlElement"]:
    """The element of each entry, and that of its time: the largest around the time that holds no other time."""
    marked = [each for each in page.xpath(_TIMES) if _is_time(each)]
    outer = {above for each in marked for above in each.iterancestors()}
    times = [each for each in marked if each not in outer]
    holders: dict[HtmlElement, int] = {}
    for time in times:
        for element in time.iterancestors():
            holders[element] = holders.get(element, 0) + 1
    found: dict[HtmlElement, HtmlElement] = {}
    for time in times:
        post = None
        for element in time.iterancestors():
            if holders[element] > 1 or element.tag in ("body", "html"):
                break
            post = element
        if post is not None and len(str(post.text_content()).split()) >= _WORDS:
            found[post] = time
    tags = [(post.getparent(), post.tag) for post in found]
    return {post: time for post, time in found.items() if tags.count((post.getparent(), post.tag)) >= _FEWEST}


def _is_time(element: "HtmlElement") -> bool:
    text = one_line(str(element.text_content()))
    if len(text) > _LONGEST_TIME or any(
        _OTHERS.search(each.get("class") or "") or each.tag in ("nav", "aside", "footer")
        for each in element.iterancestors()
    ):
        return False
    return bool(_CLOCK.search(text) or "T" in (element.get("datetime") or "") or dates(text))


def _common(posts: dict["HtmlElement", "HtmlElement"]) -> "HtmlElement":
    """The element around all entries, widened to the article."""
    first = next(iter(posts))
    for element in first.iterancestors():
        if element.tag in ("article", "main", "body"):
            return element
    return first.getparent()


def _title(page: "HtmlElement", found: list[Block]) -> Iterator[Block]:
    """The page's first heading, where it stands outside the article."""
    for element in page.iter("h1"):
        text = one_line(str(element.text_content()))
        if text and all(block.text != text for block in found):
            yield Block(text, "heading")
        return


def _collect(
    element: "HtmlElement",
    posts: dict["HtmlElement", "HtmlElement"],
    published: str | None,
    found: list[Block],
) -> None:
    """Append the blocks below `element`, down to the entries in it."""
    around = {above for post in posts for above in post.iterancestors()}
    for child in element:
        if child in posts:
            found += _entry(child, posts[child], published)
        elif child in around:
            _collect(child, posts, published, found)
        elif not is_skipped(child):
            found += blocks_of(child)


def _entry(post: "HtmlElement", time: "HtmlElement", published: str | None) -> list[Block]:
    text = one_line(str(time.text_content()))
    day = _day(time, text, published)
    time.drop_tree()
    body = [replace(block, date=day) for block in blocks_of(post)]
    return [Block(text, "heading", date=day), *body] if text else body


def _day(time: "HtmlElement", text: str, published: str | None) -> str | None:
    """The ISO day of an entry, where it is not the page's."""
    day = iso_date((time.get("datetime") or "")[:10])
    if day is None and (said := next(iter(dates(text)), None)) is not None:
        dated = said if said.year or not published else said._replace(year=int(published[:4]))
        day = dated.iso
    return None if day == published else day
