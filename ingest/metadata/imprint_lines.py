"""The lines at the head of a paper in parts: bodies, newspapers, people, their jobs, its day, what it calls itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.metadata.bylines import labelled_names
from ingest.metadata.dates import without_day_and_time
from ingest.metadata.head_lines import ASIDE, BYLINE, CAPITALS, CLIENT, HEAD, RECORD, is_press, whole_body
from ingest.metadata.kinds import ends_as_paper, kinds_named
from ingest.metadata.people import is_job, people_of, shows_people
from ingest.text.reading import Block
from ingest.text.signatures import ends_sentence, without_abbreviation
from rag.text.dates import dates
from rag.text.lexicon.tables import alternatives, entries, words
from rag.text.lexicon.word_classes import ARTICLES

_LONGEST = 24  # words of a line
_SENTENCE = 12  # words of a sentence that ends the head
_LONGEST_BLOCK = 45  # words of a block of which each line is read alone
_BODY = range(2, 13)  # words of the name of a body
_SPLIT = re.compile(r"\s*[|·•;,]\s*|\s+[–—-]\s+")
_SENTENCES = re.compile(r"(?<=[^\W_]{4})\.\s+(?=[A-ZÀ-Þ]|\d{1,2}\s+[A-ZÀ-Þ])")
_NOTES = re.compile(r"[¹²³⁰⁴-⁹*†‡]+")
_APART = (",", ":", "|", "·", "•", "–", "—", "-")
_LABELS = words("byline_words", "date")
_LATER = words("byline_words", "later")
_CHAMBERS = words("byline_words", "chamber")
_LAID = re.compile(rf"(?:{alternatives(words('imprint_words', 'laid'))})\b", re.IGNORECASE)
_VOLUME = re.compile(rf"\b(?:{alternatives(words('imprint_words', 'volume'))})\b\.?\s*\d", re.IGNORECASE)
_YEAR_OF_VOLUME = re.compile(r"\(((?:19|20)\d\d)\)")
_SECTIONS = words("byline_words", "opinion")
_MASTHEAD = 5  # words
_ABOVE_TITLE = 2  # lines
_BODIES = words("imprint_words", "body")
_SEASONS = alternatives(each.word for each in entries("seasons"))
_SEASON = re.compile(rf"(?:{_SEASONS})(?:\s*[/–-]\s*(?:{_SEASONS}))?,?\s+(?P<year>\d{{4}})", re.IGNORECASE)
_MAKERS = tuple(f"{each} " for each in sorted(words("paper_kinds", "maker"), key=len, reverse=True))


@dataclass(slots=True)
class ImprintLine:
    """A line in parts. `day` is its one date, or the year of its season; `known`: every part is of a known sort.

    `is_apart`: a mark, or parts of a known sort alone, stand before its day. `shows_author`: a job or a note
    stands after a name. `dated`: it gives a day or a season.
    """

    text: str
    day: str | None = None
    bodies: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    known: bool = True
    dated: bool = False
    is_apart: bool = True
    shows_author: bool = False
    has_kind: bool = False
    in_journal: bool = False


def by_line(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those of the head divided into the lines of the file."""
    found: list[Block] = []
    for at, block in enumerate(blocks):
        if at < HEAD and block.line_starts and len(block.text.split()) <= _LONGEST_BLOCK:
            found += [replace(block, text=line, line_starts=()) for line in block.lines()]
        else:
            found.append(block)
    return found


def head_of_paper(blocks: Sequence[Block]) -> list[str]:
    """The lines above the first paragraph of a paper, as `by_line` gives them."""
    found: list[str] = []
    for block in blocks[:HEAD]:
        several = len(block.text.split())
        is_sentence = block.role == "body" and ends_sentence(block.text) and several > _SENTENCE
        if block.role not in ("row", "question"):
            if several > _LONGEST or is_sentence:
                break
            found.append(block.text)
    return found


def lines_of(texts: Sequence[str]) -> list[ImprintLine]:
    """The lines in parts, several for one that holds sentences: "Leeds Gazette, 3 May 2019. By Jo Hill"."""
    return [_line(part) for text in texts for part in _SENTENCES.split(text)]


def is_masthead(text: str) -> bool:
    """Whether a line gives a newspaper or a body alone, as no title does."""
    return _body(without_abbreviation(text)) is not None or (
        CAPITALS.fullmatch(text) is not None and is_press(text)
    )


def masthead_of(texts: Sequence[str]) -> str | None:
    """The paper that a first line names above the name of its section and a title: "The Wexham Post", "Comment"."""
    if len(texts) <= _ABOVE_TITLE or texts[1].casefold().strip(" .,:|") not in _SECTIONS:
        return None
    first = texts[0]
    is_name = CAPITALS.fullmatch(first) is not None and len(first.split()) <= _MASTHEAD
    return first if is_name and not shows_people(first) else None


def is_laid(text: str) -> bool:
    """Whether a line tells when a paper was laid before somebody: "Tabled in the Senate on 3 May 2019"."""
    return _LAID.match(text) is not None


def _line(text: str) -> ImprintLine:
    found = [each for each in dates(text) if each.iso is not None]
    day = found[0] if len(found) == 1 and len(text.split()) <= _LONGEST else None
    line = ImprintLine(text, in_journal=_VOLUME.search(text) is not None)
    if day is None:
        year = _YEAR_OF_VOLUME.search(text) if line.in_journal else None
        line.day = year[1] if year is not None else None
        for part in _parts(text):
            _read(part, line)
    else:
        line.day, line.dated = day.iso, True
        before = without_day_and_time(text[: day.start], "").strip()
        for part in _parts(before):
            _read(part, line)
        by_mark = before.endswith(_APART)
        line.is_apart = by_mark or is_laid(text) or (line.known and not line.has_kind)
        for part in _parts(without_day_and_time("", text[day.end :])):
            _read(part, line)
    is_aside = ASIDE.match(text) is not None and not (
        CLIENT.match(text) and line.is_apart and day is not None
    )
    line.known = (line.known or is_laid(text)) and not is_aside
    return line


def _parts(text: str) -> Iterator[str]:
    return filter(None, (without_abbreviation(part.strip()).strip(" .,:*()") for part in _SPLIT.split(text)))


def _read(part: str, line: ImprintLine) -> None:
    """Note in `line` of what sort this part of it is."""
    bare = _NOTES.sub("", part)
    if (season := _SEASON.fullmatch(part)) is not None:
        line.dated, line.day = True, line.day or season["year"]
    elif part.casefold() in _LATER or CLIENT.match(part):
        line.known = bool(CLIENT.match(part))
    elif part.casefold() in _LABELS:
        line.has_kind = line.has_kind or next(kinds_named(part), None) is not None
    elif BYLINE.match(part):
        named = [(name, people_of(name)) for name in labelled_names(part)]
        line.people += [person for _, people in named for person in people]
    elif next(kinds_named(part), None) is not None:
        line.has_kind = True
        line.bodies += filter(None, [_body(maker)] if (maker := _maker(part)) else [])
    elif (is_press(part) or ends_as_paper(part)) and CAPITALS.fullmatch(part) and not line.in_journal:
        line.papers.append(part)
    elif (body := _body(part)) is not None:
        line.bodies.append(body)
    elif shows_people(bare) or (line.people and bare != part and people_of(bare)):
        line.people += people_of(bare)
        line.shows_author = line.shows_author or bare != part
    elif line.people and is_job(part):
        line.shows_author = True
    else:
        line.known = False


def _maker(part: str) -> str:
    """Who made a paper that says so with its kind: "Report of the Holt Trust"; "" where it does not."""
    opening = next((each for each in _MAKERS if part.casefold().startswith(each)), "")
    behind = part[len(opening) :] if opening else ""
    first, _, rest = behind.partition(" ")
    return rest if first.casefold() in ARTICLES else behind


def _body(part: str) -> str | None:
    """The part, where it is the name of a body alone; a chamber where a record was made is none."""
    if part.casefold() in _CHAMBERS or RECORD.match(part):
        return None
    if (body := whole_body(part)) is not None:
        return body
    named = part.casefold().split()
    is_name = CAPITALS.fullmatch(part) is not None and len(named) in _BODY
    return part if is_name and not _BODIES.isdisjoint((named[0], named[-1])) else None
