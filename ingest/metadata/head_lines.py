"""What is printed at the head of a text: a date line, a byline, "Published 12 March 2019", the body that issues it."""

import re
from collections.abc import Iterator, Sequence

from ingest.metadata.dates import without_day_and_time
from ingest.text.reading import Block
from ingest.text.signatures import body_named, greets
from rag.text.dates import dates
from rag.text.lexicon.tables import alternatives, entries, words

_HEAD = 8  # blocks
_FOOT = 6  # blocks
_LONGEST_HEAD = 20  # blocks above the greeting of a letter
_LONGEST = 14  # words of such a line
_LONGEST_RECORD = 30  # words of a line that says of which meeting a record is
_PLACE = 3  # words
_NAME = 8  # words of the names in a byline
_BODY = range(2, 15)  # words of the name of a body
_LONGEST_DATELINE = 80  # characters
_CHRONOLOGY = 3  # lines that are a date alone: they date what stands below them and not the text
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+|(?:(?<=[^\W\d_]{5}\.)|(?<=\d{2}\.))\s+(?=[A-ZÀ-Þ])")
_LINK = alternatives(words("function_words", "name_link") | {"on", "upon", "and", "for"})
_CAPITALS = re.compile(rf"[A-ZÀ-Þ][\w.’'-]*(?:[ ,]+(?:[A-ZÀ-Þ][\w.’'-]*|{_LINK}))*")
_BY = re.compile(
    rf"(?:{'|'.join(each.word for each in entries('byline_words') if 'author' in each.tags)})[\s:]+(?P<name>.+)",
    re.IGNORECASE,
)
_APART = re.compile(
    rf"(?P<before>.+)[:,;]\s*(?:{alternatives(words('byline_words', 'apart'))})", re.IGNORECASE
)
_RECORD = re.compile(rf"(?:{alternatives(words('byline_words', 'record'))})\b", re.IGNORECASE)
_ANOTHER = re.compile(rf"\b(?:{alternatives(words('byline_words', 'another'))})\b", re.IGNORECASE)
_PREPOSITIONS = words("function_words", "preposition")
_DASH = re.compile(r"\s*(?:\([^()]{1,30}\)\s*)?[–—-]\s")


def date_of(blocks: Sequence[Block]) -> str | None:
    """The ISO day, or month, that a line at the head of the text says it is of."""
    if sum(_rest(block.text) == "" for block in blocks) >= _CHRONOLOGY:
        return None
    for block in _head(blocks):
        for part in _parts(block):
            found = [each for each in dates(part) if each.iso is not None]
            if len(found) == 1 and _is_date_line(part, _rest(part)):
                return found[0].iso
        if (day := _day_of_record(block.text) or _day_of_dateline(block)) is not None:
            return day
    return _date_at_foot(blocks)


def _date_at_foot(blocks: Sequence[Block]) -> str | None:
    """The day beside a signature: "Dated 3 March 2019"."""
    for block in blocks[-_FOOT:]:
        rest = _rest(block.text) if block.role in ("body", "heading") else None
        if rest and rest.casefold() in words("byline_words", "date"):
            return dates(block.text)[0].iso
    return None


def author_of(blocks: Sequence[Block]) -> str | None:
    """Who a byline at the head of the text names."""
    for block in _head(blocks):
        for part in _parts(block):
            match = _BY.match(part)
            if match is None:
                continue
            name = match["name"]
            day = next(iter(dates(name)), None)
            name = (name[: day.start] if day else name).strip(" ,.–—-")
            if _CAPITALS.fullmatch(name) and 2 <= len(name.split()) <= _NAME:
                return name
    return None


def publisher_of(blocks: Sequence[Block]) -> str | None:
    """The body that the head of a dated paper names: alone, before what the paper is, or as whose record it is.

    «Leeds City Council» beside the line with the date; «Rail Ombudsman: final decision»; «Minutes of a meeting of …».
    The first line, a title, names it only together with what the paper is.
    """
    head = _head(blocks)
    dated = {at for at, block in enumerate(head) if _has_date_line(block)}
    records = {at for at, block in enumerate(head) if _day_of_record(block.text) is not None}
    for at, block in enumerate(head[: _HEAD // 2]):
        pieces: list[str] = []
        if dated and (apart := _APART.fullmatch(block.text)) is not None:
            pieces.append(apart["before"])
        if not {at - 1, at + 1}.isdisjoint(records | (dated if at else set())):
            pieces.append(block.text)
        if at in dated:
            pieces += re.split(":", " : ".join(_parts(block)))
        if at in records:
            pieces += [match[0] for match in _CAPITALS.finditer(block.text)]
        if (name := next(filter(None, map(whole_body, pieces)), None)) is not None:
            return name
    return None


def whole_body(text: str) -> str | None:
    """The text, where it is the name of a body and nothing else."""
    name = text.strip(" .,:")
    if _CAPITALS.fullmatch(name) is None or len(name.split()) not in _BODY:
        return None
    return body_named([name])


def record_title(blocks: Sequence[Block]) -> str | None:
    """What a record calls itself: "Minutes of the meeting held on 3 May 2019", without what follows its day."""
    for block in _head(blocks)[: _HEAD // 2]:
        if _day_of_record(block.text) is not None:
            return block.text[: dates(block.text)[0].end]
    return None


def names_no_title(text: str) -> bool:
    """Whether a heading is no title: a chamber's name, a date, a byline, a direction in brackets."""
    if author_of([Block(text)]) is not None:
        return True
    bare = text.strip("[]() .").casefold()
    return bare in words("byline_words", "chamber") or text.startswith(("[", "(")) or _rest(text) == ""


def stands_alone(line: str) -> bool:
    """Whether a line below a title goes on no sentence: it is a date line or a byline."""
    if len(line.split()) > _LONGEST or line.rstrip().endswith("."):
        return False
    by = _BY.match(line)
    named = by is not None and _CAPITALS.fullmatch(by["name"].strip()) is not None
    return named or _is_date_line(line, _rest(line))


def _head(blocks: Sequence[Block]) -> list[Block]:
    above = [block for block in blocks[:_LONGEST_HEAD] if block.role != "row"]
    greeting = next((at for at, block in enumerate(above) if greets(block.text)), 0)
    return above[: max(_HEAD, greeting)]


def _parts(block: Block) -> Iterator[str]:
    if len(block.text.split()) <= 2 * _LONGEST:
        yield from (part for part in _PARTS.split(block.text) if 0 < len(part.split()) <= _LONGEST)


def _has_date_line(block: Block) -> bool:
    return any(_is_date_line(part, _rest(part)) for part in _parts(block))


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
    folded = rest.casefold().rpartition(":")[2].strip()  # «Volume 760: debated on 3 March 2015»
    if not rest or folded in words("byline_words", "date"):
        return True
    if folded in words("byline_words", "later"):
        return False
    if (by := _BY.match(rest)) is not None:
        return _CAPITALS.fullmatch(by["name"].strip(" ,.")) is not None
    apart = _APART.fullmatch(rest)
    if apart is not None and part.startswith(rest):
        return _CAPITALS.fullmatch(apart["before"].strip(" ,:")) is not None
    # «Leeds, 3 March 2019»: a place stands before the date.
    is_place = _CAPITALS.fullmatch(rest) is not None and len(rest.split()) <= _PLACE
    return is_place and part.startswith(rest) and part[len(rest) :].startswith(",")


def _is_record(text: str) -> bool:
    return _RECORD.match(text) is not None and len(text.split()) <= _LONGEST_RECORD


def _day_of_record(text: str) -> str | None:
    """The day of a line such as "Minutes of the meeting held at Leeds on 3 May 2019 at 7 pm".

    «Minutes of the meeting of 3 May 2019 were approved» is none: after its day only a time or a place follows.
    """
    found = dates(text) if _is_record(text) else []
    if len(found) != 1 or _ANOTHER.search(text):
        return None
    behind = without_day_and_time("", text[found[0].end :]).strip()
    goes_on = behind.strip(" .,").split(maxsplit=1)
    ends = not goes_on or behind.startswith(",") or goes_on[0].casefold() in _PREPOSITIONS
    return found[0].iso if ends else None


def _day_of_dateline(block: Block) -> str | None:
    """The day with which a paragraph opens behind its place: «LEEDS, 3 March 2019 — The council …»."""
    start = block.text[:_LONGEST_DATELINE]
    found = next(iter(dates(start)), None)
    if found is None or found.iso is None or not _DASH.match(block.text, found.end):
        return None
    place = without_day_and_time(start[: found.start], "").strip()
    bare = place.rstrip(", ")
    if not (place.endswith(",") or bare.isupper()) or len(bare.split()) > _PLACE + 1:
        return None
    return found.iso if _CAPITALS.fullmatch(bare) else None
