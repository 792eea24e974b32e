"""What a web page says of itself: its title, publisher and author, without what its programs put there."""

import json
import re
from typing import TYPE_CHECKING

from ingest.metadata.bylines import labelled_names
from ingest.metadata.head_lines import CAPITALS, is_press, whole_body
from ingest.metadata.people import people_of, shows_people
from ingest.metadata.placeholders import named_author, named_title
from ingest.text.clean import one_line
from ingest.text.signatures import body_named
from rag.text.dates import dates
from rag.text.lexicon.tables import words
from rag.types import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAIL = re.compile(r"\s+[|–—»·•-]\s+|\s*\|\s*")
_MARKED = (
    "//*[contains(@class,'byline') or contains(@class,'author') or contains(concat(' ',@class,' '),' by ')"
    " or @rel='author' or @itemprop='author']"
)
_HOME = "//a[@href='/' or @rel='home']"
_OPINION = "OpinionNewsArticle"  # of schema.org
_DATA = "//script[@type='application/ld+json']"
_KINDS = re.compile(r'"@type"\s*:\s*\[?\s*"([^"]{1,60})"')  # of JSON-LD; the first of several
_ARTICLE = re.compile(r"(?:Article|BlogPosting)$")  # the types of schema.org end so
_LONGEST_NAME = 80  # characters
_LONGEST_PUBLISHER = 8  # words


def title_of(page: "HtmlElement", found: str | None) -> str | None:
    """The title that the page shows; `found` is what its data say, which is taken where the page agrees."""
    stem, *behind = _window(page)
    sites = {each.casefold() for each in behind}  # a manual heads each page with the name of the whole
    shown = [
        title
        for title in map(named_title, (_meta(page, "og:title"), _only(page, "h1"), stem))
        if title and title.casefold() not in sites
    ]
    found = named_title(found)
    if found is None or (shown and not any(_agree(found, title) for title in shown)):
        return shown[0] if shown else None
    return found


def publisher_of(page: "HtmlElement", found: str | None) -> str | None:
    """The name of the site, what its data say, or the end of its window's title; a date is no publisher."""
    for name in (_meta(page, "og:site_name"), one_line(found or "")):
        letters = sum(map(str.isalpha, name))
        if name.casefold() in words("placeholders", "author"):
            continue  # «WordPress»
        if letters > len(name) / 2 and not dates(name) and len(name.split()) <= _LONGEST_PUBLISHER:
            return name
    # «Pier lights: your questions | Holt Harbour Board»: the window names the body, or the paper, last.
    home = {one_line(str(link.text_content())) for link in page.xpath(_HOME)}
    names = reversed(_window(page)[1:])
    return next(
        (
            name
            for name in names
            if name in home or whole_body(name) or is_press(name) or _is_named(name, page)
        ),
        None,
    )


def _is_named(name: str, page: "HtmlElement") -> bool:
    """Whether it is a name of several words in capitals, of nobody, that the text of the page gives too."""
    is_name = 1 < len(name.split()) <= _LONGEST_PUBLISHER // 2 and CAPITALS.fullmatch(name) is not None
    if not is_name or shows_people(name):
        return False
    return name in one_line(" ".join(map(str, page.xpath("//body//p//text()"))))


def author_of(page: "HtmlElement", found: str | None, publisher: str | None) -> str | None:
    """Who wrote it, by the page's data, else by its byline."""
    named = named_author(found, publisher)
    if named is not None and ";" not in (found or ""):
        return named
    for text in _shown(page):
        if named is not None and not _words(named) <= _words(text):
            continue
        people = people_of(next(labelled_names(text), text))
        if people:
            return named_author("; ".join(people), publisher)
        if named is not None:
            return None  # «Waste and Recycling», of which its data make two
        if (other := named_author(text, publisher)) is not None:
            return other
    return None if named is None else "; ".join(people_of(named)) or named


def _shown(page: "HtmlElement") -> list[str]:
    """The short lines that the page marks as a byline, without a date behind them."""
    found: list[str] = []
    for element in page.xpath(_MARKED):
        text = one_line(str(element.text_content()))
        day = next(iter(dates(text)), None)
        text = text if day is None else text[: day.start].strip(" ,.|–—-")
        if text and len(text) <= _LONGEST_NAME:
            found.append(text)
    return found


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def section_of(page: "HtmlElement") -> str | None:
    """The section of the site in which the page stands: "Sport", "Opinion"."""
    told = _meta(page, "article:section")
    if told:
        return told
    for script in page.xpath("//script[@type='application/ld+json']"):
        for each in _objects(script.text or ""):
            kinds = each.get("@type")
            if _OPINION in (kinds if isinstance(kinds, list) else [kinds]):
                return "Opinion"
            if isinstance(section := each.get("articleSection"), str) and section.strip():
                return one_line(section)
    return None


def _objects(source: str) -> list[dict[str, object]]:
    """The objects of structured data, those of its graph among them."""
    try:
        data = json.loads(source)
    except (ValueError, RecursionError):
        return []
    found = [each for each in (data if isinstance(data, list) else [data]) if isinstance(each, dict)]
    graphs = (each["@graph"] for each in found if isinstance(each.get("@graph"), list))
    return found + [each for graph in graphs for each in graph if isinstance(each, dict)]


def is_article(page: "HtmlElement", known: Metadata) -> bool:
    """Whether the page says that it is an article, or names the person who wrote it beside the publisher."""
    if _meta(page, "og:type").casefold() == "article" or _meta(page, "article:published_time"):
        return True
    told = [str(each) for each in page.xpath("//@itemtype")]
    told += [kind for each in page.xpath(_DATA) for kind in _KINDS.findall(each.text or "")]
    if any(_ARTICLE.search(kind) for kind in told):
        return True
    if not (known.publisher and known.author):
        return False
    return body_named([known.publisher]) is None and body_named([known.author]) is None


def _meta(page: "HtmlElement", name: str) -> str:
    found = page.xpath("//meta[@property=$name or @name=$name]/@content", name=name)
    return one_line(str(found[0])) if found else ""


def _only(page: "HtmlElement", tag: str) -> str:
    """The text of the one element of this name."""
    found = page.xpath(f"//{tag}")
    return one_line(str(found[0].text_content())) if len(found) == 1 else ""


def _window(page: "HtmlElement") -> list[str]:
    """The title of the window, and the names of section and site behind it."""
    found = page.xpath("//head/title")
    return _TAIL.split(one_line(str(found[0].text_content()))) if found else [""]


def _agree(one: str, other: str) -> bool:
    first, second = (" ".join(re.findall(r"\w+", each.casefold())) for each in (one, other))
    return bool(first and second) and (first in second or second in first)
