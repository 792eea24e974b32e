"""The date and the author that are printed at the head of a text: a date line, a byline, "Published 12 March 2019"."""

import re
from collections.abc import Iterator, Sequence

from ingest.metadata.dates import without_day_and_time
from ingest.text.reading import Block
from rag.text.dates import dates
from rag.text.lexicon.tables import alternatives, entries, words

_HEAD = 8  # blocks
_LONGEST = 14  # words of such a line
_PLACE = 3  # words
_NAME = 8  # words of the names in a byline
_CHRONOLOGY = 3  # lines that are a date alone: they date what stands below them and not the text
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+")
_LINK = alternatives(words("function_words", "name_link") | {"on", "upon", "and", "for"})
_BODIES = words("body_names")
_CAPITALS = re.compile(rf"[A-ZÀ-Þ][\w.’'-]*(?:[ ,]+(?:[A-ZÀ-Þ][\w.’'-]*|{_LINK}))*")
_BY = re.compile(
    rf"(?:{'|'.join(each.word for each in entries('byline_words') if 'author' in each.tags)})[\s:]+(?P<name>.+)",
    re.IGNORECASE,
)


def date_of(blocks: Sequence[Block]) -> str | None:
    """The ISO day, or month, that a line at the head of the text says it is of."""
    if sum(_rest(block.text) == "" for block in blocks) >= _CHRONOLOGY:
        return None
    for part in _parts(blocks):
        found = [each for each in dates(part) if each.iso is not None]
        if len(found) == 1 and _is_date_line(part, _rest(part)):
            return found[0].iso
    return None


def publisher_of(blocks: Sequence[Block]) -> str | None:
    """The body that a line at the head names alone, beside the line with the date: "Leeds City Council"."""
    head = [block.text for block in blocks if block.role != "row"][:_HEAD]
    for at, text in enumerate(head):
        if not _is_dated(text):
            continue
        beside = head[max(at - 1, 1) : at] + head[at + 1 : at + 2]  # the first line is the title
        return next((each.strip() for each in beside if _is_body(each)), None)
    return None


def _is_dated(text: str) -> bool:
    found = [each for each in dates(text) if each.iso is not None]
    return len(text.split()) <= _LONGEST and len(found) == 1 and _is_date_line(text, _rest(text))


def _is_body(text: str) -> bool:
    """Whether a line is the name of a body and nothing else."""
    named = [word.casefold().strip(".,") for word in text.split()]
    return (
        2 <= len(named) <= _LONGEST
        and _CAPITALS.fullmatch(text.strip()) is not None
        and not _BODIES.isdisjoint(named)
    )


def author_of(blocks: Sequence[Block]) -> str | None:
    """Who a byline at the head of the text names."""
    for part in _parts(blocks):
        match = _BY.match(part)
        if match is None:
            continue
        name = match["name"]
        day = next(iter(dates(name)), None)
        name = (name[: day.start] if day else name).strip(" ,.–—-")
        if _CAPITALS.fullmatch(name) and 2 <= len(name.split()) <= _NAME:
            return name
    return None


def _parts(blocks: Sequence[Block]) -> Iterator[str]:
    head = [block for block in blocks if block.role != "row"][:_HEAD]
    for block in head:
        if len(block.text.split()) <= 2 * _LONGEST:
            yield from (part for part in _PARTS.split(block.text) if 0 < len(part.split()) <= _LONGEST)


def _rest(part: str) -> str | None:
    """The words beside the one date of a line; None if it has none or several."""
    if len(part.split()) > _LONGEST:
        return None
    found = dates(part)
    if len(found) != 1:
        return None
    left = without_day_and_time(part[: found[0].start], part[found[0].end :])
    return left.strip(" ,.:;()[]–—-")


def _is_date_line(part: str, rest: str | None) -> bool:
    if rest is None:
        return False
    folded = rest.casefold().rsplit(": ", 1)[-1]  # «Volume 760: debated on 3 March 2015»
    if not rest or folded in words("byline_words", "date"):
        return True
    if folded in words("byline_words", "later"):
        return False
    if (by := _BY.match(rest)) is not None:
        return _CAPITALS.fullmatch(by["name"].strip(" ,.")) is not None
    # «Leeds, 3 March 2019»: a place stands before the date.
    is_place = _CAPITALS.fullmatch(rest) is not None and len(rest.split()) <= _PLACE
    return is_place and part.startswith(rest) and part[len(rest) :].startswith(",")
