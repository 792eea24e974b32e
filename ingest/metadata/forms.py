"""What form a paper has, by its shape and by what the lines at its head call it: minutes, a letter, a press release."""

from collections.abc import Sequence

from ingest.metadata.head_lines import greeting_at
from ingest.metadata.kinds import parts_of_line
from ingest.text.reading import Block
from ingest.text.release import is_release
from ingest.text.signatures import ends_sentence
from rag.question.paper_forms import MAIL, RELEASE, TABLE, form_called
from rag.text.lexicon.tables import entries
from rag.types import Metadata

_LONGEST = 20  # words of a line that tells the form
_OF_TABLES = ("row", "heading")
_BESIDE = 9  # words of a part of a line that may end with it


def form_of(metadata: Metadata, lines: Sequence[str], blocks: Sequence[Block]) -> str | None:
    """The form of a paper; None if nothing tells it. `lines` are its title and those of its head,
    `blocks` as `by_line` gives them."""
    if "sender" in metadata.extra:
        return MAIL
    if _is_table(blocks):
        return TABLE
    if greeting_at(blocks) is not None:
        return form_called("letter")
    told = (form for line in lines if len(line.split()) <= _LONGEST for form in _told(line))
    return next(told, None) or (RELEASE if is_release(blocks) else None)


def _is_table(blocks: Sequence[Block]) -> bool:
    """Whether it is rows and little else: headings, or lines above or below them that are no sentences."""
    rows = sum(block.role == "row" for block in blocks)
    told = [block for block in blocks if block.role not in _OF_TABLES]
    return 2 * len(told) <= rows and not any(ends_sentence(block.text) for block in told) and rows > 0


def _told(line: str) -> list[str]:
    """The forms that the parts of a line name, what it names in more words first."""
    found = [
        (-len(entry.word), form_called(entry.word))
        for part in parts_of_line(line)
        for entry in entries("paper_forms")
        if (not {"opens", "ends", "whole"}.isdisjoint(entry.tags) and part == entry.word)
        or ("opens" in entry.tags and part.startswith(f"{entry.word} "))
        or ("ends" in entry.tags and part.endswith(f" {entry.word}") and len(part.split()) <= _BESIDE)
    ]
    return [form for _, form in sorted(found)]
