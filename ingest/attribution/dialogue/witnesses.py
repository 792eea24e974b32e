"""Who asks and who answers at each point of a hearing whose record marks some turns «Q.» and «A.» alone.

A line names the witness («Ms JO HILL, sworn») or who examines («Examined by Mr LEE»); else the witness is the last who
spoke before the one who asks.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ingest.metadata.speaker_lines import WORD_OF_NAME
from rag.text.lexicon.tables import alternatives, words

Span = tuple[int, int]

_NAME = rf"(?P<name>{WORD_OF_NAME}(?:[ \t]+{WORD_OF_NAME}){{1,5}})"
_SWORN = re.compile(
    rf"^{_NAME}[ \t]*[,–—(-]+[ \t]*(?i:{alternatives(words('stage_directions', 'testifies'))})\b[^\n]{{0,60}}$",
    re.MULTILINE,
)
_EXAMINED = re.compile(
    rf"^(?i:{alternatives(words('speaker_leads', 'examines'))})[ \t]+{_NAME}[ \t]*:?$", re.MULTILINE
)
_JOINS = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+")
_PARTS = words("cue_words", "role")


@dataclass(frozen=True, slots=True)
class Named:
    """A turn whose label names who speaks: where it begins, the person folded, and the span of the name."""

    start: int
    person: str
    span: Span


def who_answers(text: str, named: Sequence[Named], marks: Mapping[int, bool]) -> dict[int, Span | None]:
    """The name of who speaks in each marked turn, by where it begins; `marks` tells of each whether it asks.

    None if nothing tells it.
    """
    told = [(each.start(), False, each.span("name")) for each in _SWORN.finditer(text)]
    told += [(each.start(), True, each.span("name")) for each in _EXAMINED.finditer(text)]
    events = sorted(
        [
            *((at, 0, asks, span) for at, asks, span in told),
            *((at, 1, asks, (at, at)) for at, asks in marks.items()),
        ]
        + [(each.start, 2, False, each.span) for each in named]
    )
    people = {each.start: each.person for each in named}
    spoken: list[tuple[str, Span]] = []  # in turn, each other than the one before
    witness: Span | None = None
    examiner: Span | None = None
    found: dict[int, Span | None] = {}
    for at, sort, asks, span in events:
        if sort == 0 and asks:
            examiner = span
        elif sort == 0:
            witness, examiner, spoken = span, None, []
        elif sort == 2:
            if not spoken or spoken[-1][0] != people[at]:
                spoken.append((people[at], span))
        elif asks:
            found[at] = examiner or (spoken[-1][1] if spoken and witness is not None else None)
        else:
            found[at] = witness or (spoken[-2][1] if len(spoken) > 1 else None)
    return found


def witnesses_listed(text: str, paragraphs: Sequence[Span], heard: Collection[str]) -> frozenset[int]:
    """The paragraphs that only list who is heard next, by a part in the record: «Witness: Jo Hill»."""
    found = set()
    for number, (start, end) in enumerate(paragraphs):
        part, colon, rest = text[start:end].casefold().partition(":")
        part = part.strip()
        is_part = bool(colon) and not _PARTS.isdisjoint((part, part.removesuffix("es")))
        names = _JOINS.split(rest.strip(" .\n"))
        if is_part and all(any(each in name for each in heard if each != part) for name in names):
            found.add(number)
    return frozenset(found)
