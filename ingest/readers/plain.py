"""Plain text: paragraphs, headings and lists, typed or pasted from a page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.metadata.dates import tells_time
from ingest.metadata.front_matter import split_front_matter
from ingest.metadata.speaker_lines import names_speaker
from ingest.readers.mail.chat import blocks_of_chat
from ingest.readers.mail.heads import bare_subject, heads_of
from ingest.readers.mail.lines import lines_of_text
from ingest.readers.mail.thread import blocks_of_thread
from ingest.readers.paragraphs import ENDS_SENTENCE, TURN, paragraphs_of
from ingest.text.captions import settle_captions
from ingest.text.clean import clean
from ingest.text.encoding import decode
from ingest.text.furniture import mark_furniture
from ingest.text.reading import Block, FileContent
from rag.types import Metadata

_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})?[.)]?\s+(?=\S)")
_IN_BRACKETS = re.compile(r"[\[(][^\[\]()]{3,80}[\])]")
_ABOVE_MEMO = 2  # lines above the head of a memorandum
_HEADING = 16  # words
_TITLE = 30
_LABEL = 4
_FEWEST_LISTED = 2
_ENDS = re.compile(r"[.;:,…][\"'”’)\]]*$")
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
    lines = lines_of_text(text)
    heads = heads_of(lines)
    if not heads:
        return None
    above = [line.text for line in lines[: heads[0].start] if not line.is_blank]
    first = heads[0] if all(_may_head_memo(line) for line in above) and len(above) <= _ABOVE_MEMO else None
    metadata = Metadata()
    if first is not None and not first.below:
        extra = {"sender": first.author, "speaker": first.author} if first.author else {}
        subject = bare_subject(first.subject or "") or next(iter(above), None)
        metadata = Metadata(subject, author=first.author or None, date=first.date, extra=extra)
    return FileContent(blocks_of_thread(lines, None, heads), metadata, front_matter)


def _may_head_memo(line: str) -> bool:
    """Whether a line above «To:» and «From:» says what a memorandum is, and is no message."""
    return len(line.split()) <= _HEADING and _ENDS.search(line) is None


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Split cleaned plain text into blocks."""
    blocks = settle_captions(tuple(paragraphs_of(text)))
    return mark_furniture(_with_headings(blocks))


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
            title and words > _LABEL and not TURN.match(blocks[1].text)
        )  # «Interview: Jo Hill on the glacier»
        opens = _opens_debate(blocks[index + 1].text)  # «Ferry Safety: Holt» above «11.00 am»
        turn = TURN.match(block.text) and not named and not opens
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
    return heads and len(block.text.split()) <= _HEADING and ENDS_SENTENCE.search(block.text) is None
