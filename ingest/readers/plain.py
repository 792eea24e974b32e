"""Plain text: paragraphs, headings and lists, typed or pasted from a page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ingest.metadata.dates import tells_time
from ingest.metadata.front_matter import split_front_matter
from ingest.metadata.head_lines import stands_alone
from ingest.metadata.speaker_lines import names_speaker
from ingest.readers.mail.chat import blocks_of_chat
from ingest.text.captions import settle_captions
from ingest.text.clean import clean, one_line
from ingest.text.encoding import decode
from ingest.text.furniture import mark_furniture
from ingest.text.reading import Block, FileContent, starts_of
from rag.types import Metadata

_BULLET = re.compile(r"\s*(?:[•·▪◦‣●○■□–—*+-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
_LETTER = re.compile(r"\s*\(?(?P<letter>[A-Z])[.)]\s+(?=\S)")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})?[.)]?\s+(?=\S)")
_TURN = re.compile(
    r"[^\W\d_][\w .()’'-]{0,60}:\s+\S"
)  # somebody's turn: «Q: When was that», «Jo Hill: On Monday»
_IN_BRACKETS = re.compile(r"[\[(][^\[\]()]{3,80}[\])]")
_ENTRY = re.compile(r"[A-ZÀ-Þ][^()\n]{2,60}\([A-ZÀ-Þ][^()\n]{2,90}\)[,;]?")  # «Jo Hill (Clerk to the Panel)»
_LONGEST_WRAPPED = 132  # characters; longer lines are not wrapped
_SHORTEST_WRAPPED = 40
_RAGGED = 15  # characters by which wrapped lines differ in length
_FEW_LINES = 2
_USUAL_LINES = 3  # that show the width of a text
_HEAD = 4  # lines; a title with its date and byline
_HEADING = 16  # words
_TITLE = 30
_LABEL = 4
_FEWEST_LISTED = 2
_ENDS_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*$")
_ENDS = re.compile(r"[.;:,…][\"'”’)\]]*$")
_STOPS = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")
_ASKS = re.compile(r"[?!][\"'”’)\]]*$")  # a title may end so, but hardly a heading below it


def read_plain(content: bytes) -> FileContent:
    """Read the paragraphs of a text, wrapped or not; text around an article becomes furniture."""
    front_matter, body = split_front_matter(clean(decode(content)))
    chat = blocks_of_chat(body)
    if chat:
        return FileContent(chat, front_matter=front_matter)
    return as_thread(body, front_matter) or FileContent(blocks_of_text(body), front_matter=front_matter)


def as_thread(text: str, front_matter: Mapping[str, object]) -> FileContent | None:
    """The mails of a text that was copied from a mail program; None if it is no such text."""
    from ingest.readers.mail.heads import bare_subject, heads_of
    from ingest.readers.mail.lines import lines_of_text
    from ingest.readers.mail.thread import blocks_of_thread

    lines = lines_of_text(text)
    heads = heads_of(lines)
    if not heads:
        return None
    above = [line.text for line in lines[: heads[0].start] if not line.is_blank]
    first = heads[0] if all(_may_head_memo(line) for line in above) and len(above) <= _FEW_LINES else None
    metadata = Metadata()
    if first is not None and not first.below:
        extra = {"sender": first.author, "speaker": first.author} if first.author else {}
        subject = bare_subject(first.subject or "") or next(iter(above), None)
        metadata = Metadata(subject, author=first.author or None, date=first.date, extra=extra)
    return FileContent(blocks_of_thread(lines, None, heads), metadata, front_matter)


def _may_head_memo(line: str) -> bool:
    """Whether a line above «To:» and «From:» says what a memorandum is, and is no message."""
    return len(line.split()) <= _HEADING and _ENDS.search(line) is None


def paragraphs_of(text: str) -> Iterator[Block]:
    """Split cleaned plain text into paragraphs and items, of which none is a heading."""
    chunks = [chunk.split("\n") for chunk in re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", text)]
    wrapped = _is_wrapped(text)
    usual = _width([len(line) for lines in chunks for line in lines], _USUAL_LINES) if wrapped else 0
    full = [[line for line in lines if line.strip()] for lines in chunks]
    first = next((at for at, lines in enumerate(full) if lines), 0)
    full[first : first + 1] = _apart(full[first])  # a date or a byline below the title is none of its lines
    for lines in full:
        yield from _paragraphs(lines, usual, wrapped)


def _apart(lines: list[str]) -> list[list[str]]:
    """Split lines before and behind the first few that stand alone."""
    alone = {at for at, line in enumerate(lines[:_HEAD]) if stands_alone(line)}
    cuts = sorted({0, len(lines), *alone, *(at + 1 for at in alone)})
    return [lines[left:right] for left, right in pairwise(cuts)]


def _is_wrapped(text: str) -> bool:
    """Whether lines may continue in the next: not where most of a text stands in lines too long for that."""
    unwrapped = sum(len(line) for line in text.split("\n") if len(line) > _LONGEST_WRAPPED)
    return 2 * unwrapped <= len(text)


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Split cleaned plain text into blocks."""
    blocks = settle_captions(tuple(paragraphs_of(text)))
    return mark_furniture(_with_headings(blocks))


def _width(lengths: Sequence[int], fewest: int) -> int:
    """The width at which lines are wrapped: the largest that several of them come near; 0 if they are not wrapped."""
    found = sorted((length for length in lengths if length <= _LONGEST_WRAPPED), reverse=True)
    near = zip(found, found[fewest - 1 :], strict=False)
    return next((one for one, other in near if one - other <= _RAGGED), 0)


def _paragraphs(lines: Sequence[str], usual: int, wrapped: bool) -> Iterator[Block]:
    """Split lines without a blank line between them into paragraphs and items.

    In a wrapped text a line continues in the next one if the first word of that would not have fitted on it. `usual`
    is the width of the text, for a paragraph that is too short to show its own.
    """
    widest = max((len(line) for line in lines if len(line) <= _LONGEST_WRAPPED), default=0)
    shown = _width([len(line) for line in lines[:-1]], _FEW_LINES) > 0
    width = widest if shown or widest + _RAGGED >= usual > 0 else 0
    held: list[str] = []
    item = False
    lettered = _lettered(lines)
    for number, line in enumerate(lines):
        bullet = lettered.get(number) or _BULLET.match(line)
        indented = item and line[:1].isspace() and not bullet
        goes_on = held and wrapped and _went_on(lines[number - 1], line, width, shown)
        if held and (bullet or not (indented or goes_on)):
            yield _block(held, item)
            held = []
        if not held:
            item = bool(bullet)
        held.append(_unbulleted(line, bullet))
    if held:
        yield _block(held, item)


def _lettered(lines: Sequence[str]) -> dict[int, re.Match[str]]:
    """The marks of the options among these lines, "A.", "B.", "C.", which begin no names if they are in order."""
    marks = {number: match for number, line in enumerate(lines) if (match := _LETTER.match(line)) is not None}
    found: dict[int, re.Match[str]] = {}
    behind = ""
    for number, mark in marks.items():
        if mark["letter"] == (chr(ord(behind) + 1) if behind else "A"):
            behind, found[number] = mark["letter"], mark
    return found if len(found) > 1 else {}


def _went_on(line: str, following: str, width: int, shown: bool) -> bool:
    """Whether a line goes on in the next one; `shown`: other lines of the paragraph show its width."""
    if len(line) > _LONGEST_WRAPPED or line.strip() == following.strip() or names_speaker(line):
        return False
    if _ENTRY.fullmatch(line.strip()) and _ENTRY.fullmatch(following.strip()):
        return False  # a list of people, each with an office
    if width < _SHORTEST_WRAPPED:  # nothing shows that lines are wrapped but a sentence that goes on
        return (
            len(line) >= _SHORTEST_WRAPPED
            and following.lstrip()[0].islower()
            and line.rstrip()[-1] not in ".!?:"
        )
    if not shown and (_ENDS_SENTENCE.search(line.rstrip()) or _TURN.match(following)):
        return False
    if following.strip()[0].islower() and not _STOPS.search(line):
        return True  # its writer broke the line earlier than the others
    first_word = following.split(maxsplit=1)[0]
    return len(line.rstrip()) + 1 + len(first_word) > width


def _unbulleted(line: str, bullet: re.Match[str] | None) -> str:
    """Remove a bullet, which is decoration; keep a number, which the text may refer to."""
    if bullet is None or any(letter.isalnum() for letter in bullet[0]):
        return line
    return line[bullet.end() :]


def _block(lines: Sequence[str], item: bool) -> Block:
    told = list(filter(None, map(one_line, lines)))
    return Block(" ".join(told), "item" if item else "body", line_starts=starts_of(told))


def _with_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Mark short lines without final punctuation as headings; the first line may be a longer title."""
    found = list(blocks)
    for index, block in enumerate(blocks[:-1]):
        if _is_numbered_heading(block, blocks[index + 1]):
            found[index] = replace(block, role="heading")
            continue
        words = len(block.text.split())
        title = index == 0 and words <= _TITLE
        if block.role != "body" or _ENDS.search(block.text) or not (title or words <= _HEADING):
            continue
        named = (
            title and words > _LABEL and not _TURN.match(blocks[1].text)
        )  # «Interview: Jo Hill on the glacier»
        opens = _opens_debate(blocks[index + 1].text)  # «Ferry Safety: Holt» above «11.00 am»
        turn = _TURN.match(block.text) and not named and not opens
        if turn or (not title and _ASKS.search(block.text)):
            continue
        if (title and words <= _HEADING) or not block.text[0].islower():
            found[index] = replace(block, role="heading")
    return tuple(_listed(found))


def _listed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Short lines one below the other under a line with a colon are a list: "Present:" and a name a line."""
    below = 0  # such lines under the colon, if any
    for at, block in enumerate(blocks):
        if blocks[at - 1].text.endswith(":") and at:
            below = sum(1 for _ in takewhile(lambda each: each.role == "heading", blocks[at:]))
            below = below if below >= _FEWEST_LISTED else 0
        yield replace(block, role="item") if below else block
        below = max(below - 1, 0)


def _opens_debate(line: str) -> bool:
    """Whether a line stands below the subject of a debate: the time, who is in the chair, or who moves it."""
    return tells_time(line) or _IN_BRACKETS.fullmatch(line) is not None or names_speaker(line)


def _is_numbered_heading(block: Block, below: Block) -> bool:
    """Whether a numbered line in capitals heads what is below: "4. WEIR: OPTIONS"."""
    number = _NUMBERED.match(block.text)
    heads = number is not None and block.role == "item" and block.text.isupper() and below.text != block.text
    return heads and len(block.text.split()) <= _HEADING and _ENDS_SENTENCE.search(block.text) is None
