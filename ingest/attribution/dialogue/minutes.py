"""Minutes: who was present, who sent apologies, whose initials are whose, and where each item begins."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.attribution.entities.initials import Span, names_by_initials
from rag.text.lexicon.tables import alternatives, words
from rag.types import Sentence

_PRESENT = words("letter_words", "present")
_ABSENT = words("letter_words", "absent")
_ROSTER = re.compile(rf"(?P<label>{alternatives(_PRESENT)})(?:\s*\([^()]*\))?\s*[:–—]", re.IGNORECASE)
_MINUTES = tuple(words("letter_words", "minutes"))
_ITEM = re.compile(r"\(?\d{1,3}[.)]?\s+(?=\S)")
_HEAD = 4  # sentences and headings
_HEADING = 12  # words of an item's heading


@dataclass(frozen=True, slots=True)
class Minutes:
    """What minutes tell of their meeting: `borders` are the paragraphs before which another item begins, `rosters`
    those that list who was there or not, `absent` of these who was not; `initials` say where the name stands to which
    initials belong."""

    borders: frozenset[int] = frozenset()
    rosters: frozenset[int] = frozenset()
    absent: frozenset[int] = frozenset()
    initials: Mapping[str, Span] = field(default_factory=dict)


def minutes_of(
    text: str, paragraphs: Sequence[tuple[int, int]], sentences: Sequence[Sentence]
) -> Minutes | None:
    """The minutes that a text is; None where no line at its head says so."""
    head = (text[each.start : each.end].casefold() for each in sentences[:_HEAD])
    if not any(line.startswith(_MINUTES) for line in head):
        return None
    rosters = {
        number: match for number, span in enumerate(paragraphs) if (match := _ROSTER.match(text, *span))
    }
    absent = {number for number, match in rosters.items() if match["label"].casefold() in _ABSENT}
    present = [
        (match.end(), paragraphs[number][1]) for number, match in rosters.items() if number not in absent
    ]
    return Minutes(
        frozenset(_borders(text, paragraphs, sentences)),
        frozenset(rosters),
        frozenset(absent),
        names_by_initials(text, present),
    )


def is_roster(text: str, start: int, end: int) -> bool:
    """Whether a paragraph lists who was present: "Present: Councillors J. Hill and A. Lee"."""
    return _ROSTER.match(text, start, end) is not None


def _borders(text: str, paragraphs: Sequence[tuple[int, int]], sentences: Sequence[Sentence]) -> list[int]:
    """The first paragraph of each item: its heading, where that is among the paragraphs, else the one below."""
    starts = [each.start for each in sentences if each.role == "heading" or _heads_item(text, each)]
    found: list[int] = []
    number = 0
    for start in starts:
        while number < len(paragraphs) and paragraphs[number][0] < start:
            number += 1
        if number < len(paragraphs):
            found.append(number)
    return found


def _heads_item(text: str, sentence: Sentence) -> bool:
    """Whether it is the heading of an item: "4. Rate for the coming year"."""
    told = text[sentence.start : sentence.end]
    short = len(told.split()) <= _HEADING and told.rstrip()[-1:] not in (".", "?", "!", ";")
    return sentence.role == "item" and short and _ITEM.match(told) is not None
