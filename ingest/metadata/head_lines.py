"""The lines at the head of a text, and the day that they give: "Published 12 March 2019", "Minutes of …"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.metadata.dates import without_day_and_time
from ingest.text.reading import Block
from ingest.text.release import only_says_release
from ingest.text.signatures import body_named, greets, without_abbreviation
from ingest.text.signed_text import is_signature, without_number
from rag.text.dates import dates
from rag.text.lexicon.tables import alternatives, words

HEAD = 8  # blocks
_FOOT = 6  # blocks
_LONGEST_HEAD = 20  # blocks above the greeting of a letter
_LONGEST = 14  # words of such a line
_LONGEST_RECORD = 30  # words of a line that says of which meeting a record is
_GREETING = 10  # words
_PLACE = 3  # words
_BODY = range(2, 15)  # words of the name of a body
_LONGEST_DATELINE = 80  # characters
_CHRONOLOGY = 3  # lines that are a date alone: they date what stands below them and not the text
_LABELS = alternatives(
    words("byline_words", "author")
    | words("byline_words", "date")
    | words("byline_words", "later")
    | words("byline_words", "aside")
    | words("byline_words", "version")
)
_PARTS = re.compile(
    r"\s*[|·•]\s*|\s+[–—-]\s+|(?:(?<=[^\W\d_]{5}\.)|(?<=\d{2}\.))\s+(?=[A-ZÀ-Þ])|"
    rf"[.;]\s+(?=(?i:{_LABELS})\b)|,\s+(?=(?i:{_LABELS})\s*:)"
)
_LINK = alternatives(words("function_words", "name_link") | {"on", "upon", "and", "for"})
CAPITALS = re.compile(rf"[A-ZÀ-Þ][\w.’'-]*(?:[ ,]+(?:[A-ZÀ-Þ][\w.’'-]*|{_LINK}\b))*")
BYLINE = re.compile(
    rf"(?:{alternatives(words('byline_words', 'author'))})[\s:]+(?:the\s+)?(?P<name>.+)", re.IGNORECASE
)
ASIDE = re.compile(rf"(?:{alternatives(words('byline_words', 'aside'))})\b", re.IGNORECASE)
_LABELLED_ROW = re.compile(rf"(?P<label>{_LABELS})\s*:?\s*\|\s*(?P<value>[^|]+)", re.IGNORECASE)
CLIENT = re.compile(rf"(?:{alternatives(words('byline_words', 'client'))})\b", re.IGNORECASE)
_BY = re.compile(r"\sby\s+(?:the\s+)?[A-ZÀ-Þ]")
_DATED_BY = re.compile(
    rf"(?:{alternatives(words('byline_words', 'date'))})\s+(?:(?:in|on)\s+)?(?=by\s)", re.IGNORECASE
)
_VERSION = re.compile(
    rf"(?:{alternatives(words('byline_words', 'version'))})(?:\s+v?[\d.]+)?(?:\s+of|,)?", re.IGNORECASE
)
APART = re.compile(
    rf"(?P<before>.+)[:,;]\s*(?:{alternatives(words('byline_words', 'apart'))})", re.IGNORECASE
)
RECORD = re.compile(rf"(?:{alternatives(words('byline_words', 'record'))})\b", re.IGNORECASE)
_ANOTHER = re.compile(rf"\b(?:{alternatives(words('byline_words', 'another'))})\b", re.IGNORECASE)
_PRESS = words("press_names")
_PREPOSITIONS = words("function_words", "preposition")
# "Page 14" after the day of a newspaper.
_OF_PAGE = re.compile(
    rf"[,;]?\s*\b(?:{alternatives(words('imprint_words', 'page'))})\.?\s*\d[\d–-]*(?:\s+to\s+\d+)?\W*$",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*(?:\([^()]{1,30}\)\s*)?[–—-]\s")


def date_of(blocks: Sequence[Block]) -> str | None:
    """The ISO day, or month, that a line at the head of the text says it is of."""
    if sum(rest_of(block.text) == "" for block in blocks) >= _CHRONOLOGY:
        return None
    head = head_of(blocks)
    for at, block in enumerate(head):
        for part in parts_of(block):
            found = [each for each in dates(part) if each.iso is not None]
            if len(found) == 1 and _is_date_line(part, rest_of(part)):
                return found[0].iso
        if (day := day_of_record_at(head, at) or _day_of_dateline(block)) is not None:
            return day
    return _date_at_foot(blocks)


def _date_at_foot(blocks: Sequence[Block]) -> str | None:
    """The day beside a signature: "Dated 3 March 2019", or alone: "9. 3 March 2019" above "Signed: Jo Hill"."""
    foot = blocks[-_FOOT:]
    for at, block in enumerate(foot):
        if block.role not in ("body", "heading", "item"):
            continue
        text = without_number(block.text)
        rest = rest_of(text)
        beside = [*foot[max(at - 1, 0) : at], *foot[at + 1 : at + 2]]
        signed = rest == "" and any(is_signature(each.text) for each in beside)
        of_another = at > 0 and _ANOTHER.search(foot[at - 1].text) is not None
        if (signed and not of_another) or (rest and rest.casefold() in words("byline_words", "date")):
            return dates(text)[0].iso
    return None


def is_press(name: str) -> bool:
    """Whether it is the name of a newspaper, a magazine or a station: "Leeds Gazette", "Southerly magazine"."""
    named = name.casefold().removeprefix("the ").split()
    return len(named) > 1 and not _PRESS.isdisjoint((named[0], named[-1]))


def is_of_issue(text: str) -> bool:
    """Whether a line tells of which issue of a paper a text is: "Holt Courier, Saturday 9 March 2024, page 14"."""
    rest = rest_of(text) or ""
    return bool(rest) and text.startswith(rest) and is_press(rest)


def whole_body(text: str) -> str | None:
    """The text, where it is the name of a body and nothing else."""
    name = without_abbreviation(text.strip(" .,:"))
    if (
        RECORD.match(name)
        or only_says_release(name)
        or CAPITALS.fullmatch(name) is None
        or len(name.split()) not in _BODY
    ):
        return None
    return body_named([name])


def stands_alone(line: str) -> bool:
    """Whether a line below a title goes on no sentence: it is a date line or a byline."""
    if len(line.split()) > _LONGEST or line.rstrip().endswith("."):
        return False
    by = BYLINE.match(line)
    named = by is not None and CAPITALS.fullmatch(by["name"].strip()) is not None
    return named or _is_date_line(line, rest_of(line))


def head_of(blocks: Sequence[Block]) -> list[Block]:
    """The blocks at the head of a text, with a letter's greeting; of a table those rows that label a fact."""
    above = list(filter(None, map(_line_of, blocks[:_LONGEST_HEAD])))
    greeting = next((at for at, block in enumerate(above) if greets(block.text)), 0)
    return above[: max(HEAD, greeting + 1)]


def greeting_at(blocks: Sequence[Block]) -> int | None:
    """Which block greets, alone in its line, below the head of a letter; None where the text is no single letter."""
    for at, block in enumerate(blocks[:_LONGEST_HEAD]):
        several = len(block.text.split())
        if several <= _GREETING and greets(block.text) and not block.text.rstrip().endswith((".", "!", "?")):
            return at  # «Sir – It is late.» begins a letter on a page of them
        if at >= HEAD and several > _LONGEST:
            return None
    return None


def _line_of(block: Block) -> Block | None:
    """The block as a line: the row "Author | Jo Hill" of a table reads "Author: Jo Hill"."""
    if block.role != "row":
        return block
    row = _LABELLED_ROW.fullmatch(block.text)
    return replace(block, text=f"{row['label']}: {row['value']}") if row is not None else None


def parts_of(block: Block) -> Iterator[str]:
    if len(block.text.split()) <= 2 * _LONGEST:
        yield from (part for part in _PARTS.split(block.text) if 0 < len(part.split()) <= _LONGEST)


def has_date_line(block: Block) -> bool:
    return any(_is_date_line(part, rest_of(part)) for part in parts_of(block))


def rest_of(part: str) -> str | None:
    """The words beside the one date of a line; None if it has none or several."""
    if len(part.split()) > _LONGEST:
        return None
    part = _OF_PAGE.sub("", part)
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
    if _VERSION.fullmatch(folded):
        return True
    if folded in words("byline_words", "later"):
        return False
    if (aside := ASIDE.match(rest)) is not None:
        return CLIENT.match(rest) is not None and _BY.search(rest, aside.end()) is not None
    if (by := BYLINE.match(without_date_label(rest))) is not None:
        return CAPITALS.fullmatch(by["name"].strip(" ,.")) is not None
    apart = APART.fullmatch(rest)
    if apart is not None and part.startswith(rest):
        return CAPITALS.fullmatch(apart["before"].strip(" ,:")) is not None
    if part.startswith(f"{rest},") and is_press(rest):
        return True
    # «Leeds, 3 March 2019»: a place stands before the date.
    is_place = CAPITALS.fullmatch(rest) is not None and len(rest.split()) <= _PLACE
    return is_place and part.startswith(rest) and part[len(rest) :].startswith(",")


def without_date_label(rest: str) -> str:
    """The words beside a date, from "by" on where they tell first of the date: "Published in by the Holt Trust"."""
    label = _DATED_BY.match(rest)
    return rest[label.end() :] if label is not None else rest


def is_record(text: str) -> bool:
    return RECORD.match(text) is not None and len(text.split()) <= _LONGEST_RECORD


def day_of_record_at(head: Sequence[Block], at: int) -> str | None:
    """The day of the record that this line names, alone or together with the next: "held in Leeds on 3 May 2019"."""
    text = head[at].text
    if (day := day_of_record(text)) is not None or at + 1 == len(head) or dates(text):
        return day
    below = head[at + 1].text
    goes_on = below[:1].islower() or below.split()[0].casefold() in words("byline_words", "held")
    return day_of_record(f"{text} {below[:1].lower()}{below[1:]}") if goes_on else None


def day_of_record(text: str) -> str | None:
    """The day of a line such as "Minutes of the meeting held at Leeds on 3 May 2019 at 7 pm".

    «Minutes of the meeting of 3 May 2019 were approved» is none: after its day only a time or a place follows.
    """
    found = dates(text) if is_record(text) else []
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
    return found.iso if CAPITALS.fullmatch(bare) else None
