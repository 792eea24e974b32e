"""Who made a paper and when, by lines at its head that hold nothing else: "Jo Hill | Leeds Gazette | 3 May 2019".

Such a line is read in parts, and says something only where every part is of a known sort: a body, a newspaper, people,
their job, the kind of the paper. Open `read_imprint` first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.metadata.bylines import labelled_names
from ingest.metadata.dates import without_day_and_time
from ingest.metadata.head_lines import ASIDE, BYLINE, CAPITALS, CLIENT, RECORD, is_press, whole_body
from ingest.metadata.kinds import kinds_named
from ingest.metadata.people import is_job, people_of, shows_people
from ingest.text.reading import Block
from ingest.text.signatures import ends_sentence, greets
from rag.text.dates import dates
from rag.text.lexicon.tables import alternatives, entries, words

_BLOCKS = 8
_LINES = 8
_LONGEST = 24  # words of a line, and of a sentence that ends the head
_LONGEST_BLOCK = 45  # words of a block of which each line is read alone
_SPLIT = re.compile(r"\s*[|·•;,]\s*|\s+[–—-]\s+|(?<=[^\W_]{4})\.\s+(?=[A-ZÀ-Þ])")
_NOTES = re.compile(r"[¹²³⁰⁴-⁹*†‡]+")
_APART_BEFORE = re.compile(r"[,:|·•–—-]\s*$")
_LABELS = words("byline_words", "date")
_LATER = words("byline_words", "later")
_CHAMBERS = words("byline_words", "chamber")
_LAID = re.compile(rf"(?:{alternatives(words('imprint_words', 'laid'))})\b", re.IGNORECASE)
_VOLUME = re.compile(rf"\b(?:{alternatives(words('imprint_words', 'volume'))})\b\.?\s*\d", re.IGNORECASE)
_BODIES = words("imprint_words", "body")
_SEASON = re.compile(
    rf"(?:{alternatives(each.word for each in entries('seasons'))})\s+\d{{4}}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the lines at the head of a paper tell of who made it; what they do not tell is None."""

    publisher: str | None = None
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line in parts. `day` is its one date; `known`: every part is of a known sort."""

    text: str
    day: str | None
    bodies: tuple[str, ...]
    papers: tuple[str, ...]
    people: tuple[str, ...]
    has_job: bool
    has_kind: bool
    known: bool
    is_apart: bool  # nothing stands before its date, or a mark or a whole part does


def by_line(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those of the head divided into the lines of the file."""
    found: list[Block] = []
    for at, block in enumerate(blocks):
        if at < _BLOCKS and block.line_starts and len(block.text.split()) <= _LONGEST_BLOCK:
            found += [replace(block, text=line, line_starts=()) for line in block.lines()]
        else:
            found.append(block)
    return found


def head_of_paper(blocks: Sequence[Block]) -> list[str]:
    """The lines above the first paragraph of a paper, as `by_line` gives them."""
    found: list[str] = []
    for block in blocks[:_LINES]:
        long = len(block.text.split()) > _LONGEST
        if block.role not in ("row", "question"):
            if long or (block.role == "body" and ends_sentence(block.text) and len(block.text.split()) > _LONGEST // 2):
                break
            found.append(block.text)
    return found


def read_imprint(blocks: Sequence[Block], title: str | None) -> Imprint:
    """What the head of a paper tells of who made it; nothing where it is a letter. `blocks` are lines."""
    if any(greets(each.text) for each in blocks[: 2 * _LINES]):
        return Imprint()
    texts = head_of_paper(blocks)
    is_record = any(map(RECORD.match, texts)) or any("official" in kinds_named(text) for text in texts)
    lines = [_line(text) for text in texts if text != title]
    return Imprint(_publisher(lines, is_record), None if is_record else _author(lines), _date(lines, is_record))


def is_masthead(text: str) -> bool:
    """Whether a line gives a newspaper or a body alone, as no title does."""
    return _body(text) is not None or (CAPITALS.fullmatch(text) is not None and is_press(text))



def is_laid(text: str) -> bool:
    """Whether a line tells when a paper was laid before somebody: "Tabled in the Senate on 3 May 2019"."""
    return _LAID.match(text) is not None


def _line(text: str) -> _Line:
    found = [each for each in dates(text) if each.iso is not None]
    day = found[0] if len(found) == 1 and len(text.split()) <= _LONGEST else None
    before, after = (text, "") if day is None else (text[: day.start], text[day.end :])
    before, after = without_day_and_time(before, "").strip(), without_day_and_time("", after).strip()
    parts = [part for part in (each.strip(" .,:*()") for each in (*_SPLIT.split(before), *_SPLIT.split(after))) if part]
    journal = _VOLUME.search(text) is not None
    bodies: list[str] = []
    papers: list[str] = []
    people: list[str] = []
    known, has_job, has_kind, whole = True, False, False, not before
    for part in parts:
        whole = True
        if ASIDE.match(text) or CLIENT.match(text) or _LATER.intersection({part.casefold()}):
            known = False
        elif part.casefold() in _LABELS or _SEASON.fullmatch(part):
            pass
        elif BYLINE.match(part):
            people += [person for name in labelled_names(part) for person in people_of(name)]
        elif next(kinds_named(part), None) is not None:
            has_kind, whole = True, False
        elif is_press(part) and CAPITALS.fullmatch(part) and not journal:
            papers.append(part)
        elif (body := _body(part)) is not None:
            bodies.append(body)
        elif named := _persons(part):
            people += named
        elif people and is_job(part):
            has_job = True
        else:
            known = whole = False
    apart = whole or _APART_BEFORE.search(before) is not None or _LAID.match(text) is not None
    known = known or _LAID.match(text) is not None
    iso = None if day is None else day.iso
    return _Line(text, iso, tuple(bodies), tuple(papers), tuple(people), has_job, has_kind, known, apart)


def _body(part: str) -> str | None:
    """The part, where it is the name of a body alone; a chamber where a record was made is none."""
    if part.casefold() in _CHAMBERS or RECORD.match(part):
        return None
    if (body := whole_body(part)) is not None:
        return body
    named = part.split()
    ends = {named[0].casefold(), named[-1].casefold(), named[min(1, len(named) - 1)].casefold()} if named else set()
    is_name = CAPITALS.fullmatch(part) is not None and 2 <= len(named) <= _LONGEST // 2
    return part if is_name and not _BODIES.isdisjoint(ends) else None


def _persons(part: str) -> tuple[str, ...]:
    """The people whom a part names, where a given name, a title or an initial shows that they are people."""
    bare = _NOTES.sub("", part)
    return people_of(bare) if shows_people(bare) else ()


def _publisher(lines: Sequence[_Line], is_record: bool) -> str | None:
    """The newspaper that a line names, else the body; of a record the committee."""
    paper = next((line.papers[0] for line in lines if line.papers and (line.known or line.day)), None)
    if paper is not None and not is_record:
        return paper
    dated = any(line.day for line in lines)
    named = [body for line in lines for body in line.bodies if line.known and (dated or line.has_kind or is_record)]
    return next(iter(named), None)


def _author(lines: Sequence[_Line]) -> str | None:
    """The people whom a line names beside a day, a newspaper or their job, or beside a line that gives these."""
    for at, line in enumerate(lines):
        if not line.people or not line.known or line.has_kind:
            continue
        near = [line, *lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]]
        if line.has_job or any(each.known and (each.day or each.papers or each.bodies) for each in near):
            return "; ".join(dict.fromkeys(line.people))
    return None


def _date(lines: Sequence[_Line], is_record: bool) -> str | None:
    """The day that a line of the head gives beside who made the paper, or of a journal the month."""
    for line in lines:
        if line.day is None or ASIDE.match(line.text):
            continue
        journal = _VOLUME.search(line.text) is not None
        held = is_record and line.is_apart and len(line.text.split()) <= _LONGEST
        if journal or held or (line.known and line.is_apart):
            return line.day
    return None


