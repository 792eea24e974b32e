"""What a text calls itself at its head: the title of a record, the subject of a letter, the first heading."""

import re
from collections.abc import Sequence

from ingest.metadata.bylines import author_of
from ingest.metadata.dates import tells_time, without_day_and_time
from ingest.metadata.head_lines import (
    CAPITALS,
    HEAD,
    day_of_record_at,
    greeting_at,
    head_of,
    is_of_issue,
    rest_of,
    whole_body,
)
from ingest.metadata.imprint_lines import is_laid, is_masthead, masthead_of
from ingest.metadata.kinds import kinds_named, only_tells_series, opens_yearly
from ingest.metadata.people import heads_column
from ingest.metadata.speaker_lines import names_speaker
from ingest.text.reading import Block
from ingest.text.release import only_says_release
from ingest.text.signatures import is_named_person, is_short
from rag.text.dates import dates
from rag.text.lexicon.tables import alternatives, entries, words

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_PLACE = 5  # words
_ISSUES = re.compile(r"\s*[|:–—]\s*|\s+-\s+")
_CONCERNS = words("letter_words", "concerns")
_HEADINGS = 6  # blocks
_LONGEST_HEADING = 20  # words
_LONGEST_SUBJECT = 25  # words
_FEWEST = 2  # words of the subject of a letter
_TO = re.compile(rf"(?:{alternatives(words('letter_words', 'addresses'))})\b", re.IGNORECASE)
_LETTERS = alternatives(
    each.word
    for each in entries("paper_forms")
    if each.values.get("form") == "letter" and "ends" in each.tags
)
_OPEN_LETTER = re.compile(rf"\b(?:{_LETTERS})\b", re.IGNORECASE)
_HOUSE = re.compile(r"(?:^|,\s*)\d+[a-z]?\s+[A-ZÀ-Þ][^,]*,")  # «Unity House, 88 Station Road, Holt»
_GREETED = re.compile(r"\s(?P<name>[A-ZÀ-Þ][\w.’'-]*(?:\s+[A-ZÀ-Þ][\w.’'-]*)+)[\s,.:;!–—-]*$")


def record_title(blocks: Sequence[Block]) -> str | None:
    """What a record calls itself: "Minutes of the meeting held on 3 May 2019", without what follows its day."""
    head = head_of(blocks)
    for at, block in enumerate(head[: HEAD // 2]):
        if day_of_record_at(head, at) is not None:
            found = dates(block.text)
            return block.text[: found[0].end] if found else block.text
    return None


def subject_of(blocks: Sequence[Block]) -> str | None:
    """The subject of a letter, which stands below its greeting or, marked as such, above it: "Re: pier lights"."""
    greeting = greeting_at(blocks)
    if greeting is None:
        return None
    for block in blocks[:greeting]:
        label, colon, rest = block.text.partition(":")
        if colon and label.casefold() in _CONCERNS:
            return rest.strip() or None
    if greeting + 1 >= len(blocks):
        return None
    below = blocks[greeting + 1]
    label, colon, rest = below.text.partition(":")
    text = rest.strip() if colon and label.casefold() in _CONCERNS else below.text
    is_subject = is_short(below) and _FEWEST <= len(text.split()) <= _LONGEST_SUBJECT
    return text if is_subject and not text.endswith(",") else None


def first_heading(blocks: Sequence[Block]) -> str | None:
    """The first heading that may be a title; a letterhead is none, nor whom a letter addresses."""
    head = blocks[: _HEADINGS + 2]
    found = _headings(head)
    proper = [each for each in found if whole_body(each) is None]
    column = any(is_of_issue(block.text) for block in head)
    best = (each for each in proper if not (_heads_a_title(each) or (column and heads_column(each))))
    other = _evidence_title(blocks) or next(best, None) or declared_title(blocks) or _line_below(head, found)
    other = other or next((each for each in proper if not _is_of_day(each)), None)
    if greeting_at(blocks) is not None and found and (found[0] != other or _addresses(found[0])):
        return next(filter(_OPEN_LETTER.search, proper), None)
    return other or next(iter(found), None)


def _headings(head: Sequence[Block]) -> list[str]:
    """The headings that may be titles, without the name of a paper above that of its section."""
    found = [
        text
        for block in head
        if block.role == "heading"
        for text in _lines_of(block)
        if len(text.split()) <= _LONGEST_HEADING and not names_no_title(text)
    ]
    if masthead_of([block.text for block in head if block.role == "heading"]) is not None:
        found = [each for each in found if each != head[0].text and each != head[1].text]
    return found


def _lines_of(block: Block) -> tuple[str, ...]:
    """The lines of a block, of which one gives the day; else its text, as one title may fill two lines."""
    return block.lines() if any(map(_is_of_day, block.lines())) else (block.text,)


def _evidence_title(blocks: Sequence[Block]) -> str | None:
    """The line of a record that says what was heard, above a heading such as "Questions 1 to 19"."""
    title = declared_title(blocks)
    is_record = title is not None and ":" in title and "official" in kinds_named(title)
    return title if is_record else None


def _line_below(head: Sequence[Block], headings: Sequence[str]) -> str | None:
    """The short line under a masthead and the issue, above the first paragraph, which no mark makes a heading."""
    if not headings or not all(map(_heads_a_title, headings)):
        return None
    last = max((at for at, block in enumerate(head) if block.role == "heading"), default=-1)
    below = head[last + 1] if last + 1 < len(head) else None
    is_title = below is not None and is_short(below) and len(below.text.split()) > _FEWEST
    return below.text if below is not None and is_title and not names_no_title(below.text) else None


def declared_title(blocks: Sequence[Block]) -> str | None:
    """The line at the head that says what the text is: "Uncorrected transcript of oral evidence: the weir at Holt"."""
    lines = (line for block in blocks[: _HEADINGS + 2] if is_short(block) for line in _lines_of(block))
    return next((each for each in lines if len(each.split()) > _FEWEST and any(kinds_named(each))), None)


def letter_title(blocks: Sequence[Block], writer: str) -> str | None:
    """What a letter without a subject is called, by its writer and whom it greets: "Letter from Jo Hill to Ms Lee"."""
    greeting = greeting_at(blocks)
    if greeting is None:
        return None
    greeted = _GREETED.search(blocks[greeting].text)
    named = greeted is not None and is_named_person(greeted["name"])
    return f"Letter from {writer}" + (f" to {greeted['name']}" if greeted and named else "")


def proper_title(title: str) -> str:
    """The title of a record without where and when it was made: "Hearing on buses, Corn Hall, 3 May 2019"."""
    if "official" not in kinds_named(title):
        return title
    title = _IN_BRACKETS.sub("", title)
    found = dates(title)
    if len(found) != 1 or found[0].day is None:
        return title
    before = without_day_and_time(title[: found[0].start], "").rstrip()
    pieces = re.split(r"\s*,\s*", before.rstrip(" ,|–—"))
    if before.endswith(tuple(",|–—")):
        while len(pieces) > 1 and CAPITALS.fullmatch(pieces[-1]) and len(pieces[-1].split()) <= _PLACE:
            pieces.pop()
        if len(" ".join(pieces).split()) > _FEWEST:
            return ", ".join(pieces)
    return title


def title_and_body(
    title: str | None, body: str | None, lines: Sequence[str]
) -> tuple[str | None, str | None]:
    """The title, and the body of what it reports on itself each year: "Friends of Holt: annual report 2019"."""
    if title is None:
        return title, body
    name, colon, behind = title.partition(": ")
    if colon and opens_yearly(behind) and CAPITALS.fullmatch(name):
        return title, body or name
    below = lines[1] if len(lines) > 1 and lines[0] == title else ""
    if opens_yearly(below) and CAPITALS.fullmatch(title):
        return below, body or title
    return title, body


def _heads_a_title(text: str) -> bool:
    """Whether a line stands above a title and is none: a masthead, a series, its day, who issues it."""
    if is_masthead(text) or only_tells_series(text) or _is_of_day(text) or is_of_issue(text):
        return True
    issues = [part.strip() for part in _ISSUES.split(text)]
    if len(issues) > 1 and any(map(only_says_release, issues)):
        return all(only_says_release(part) or whole_body(part) is not None for part in issues)
    return False


def _is_of_day(text: str) -> bool:
    """Whether a line opens with its day, or with words as "Tabled on"."""
    found = next(iter(dates(text)), None)
    if found is None:
        return False
    return not without_day_and_time(text[: found.start], "").strip() or is_laid(text)


def _addresses(text: str) -> bool:
    """Whether a line above a greeting tells whom or what place the letter is sent to or comes from."""
    return _TO.match(text) is not None or is_named_person(text) or _HOUSE.search(text) is not None


def names_no_title(text: str) -> bool:
    """Whether a heading is no title: a chamber, a date or time, a byline, a direction in brackets, "Press release".

    Nor is a line that names the speaker of what stands below it.
    """
    if author_of([Block(text)]) is not None or only_says_release(text) or tells_time(text):
        return True
    if names_speaker(text):
        return True
    bare = text.strip("[]() .").casefold()
    return bare in words("byline_words", "chamber") or text.startswith(("[", "(")) or rest_of(text) == ""
