"""The rows of a timeline: each event once, in order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.overviews.dated_sentences import Basis
from rag.text.repeats import says_again
from rag.text.tokens import telling_stems
from rag.text.told_days import undated
from rag.types import Citation


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One row; `date` is ISO, perhaps only a month or a year, and `basis` says whether it is told or of publication."""

    date: str
    basis: Basis
    citation: Citation


def told_once(rows: Sequence[TimelineRow]) -> list[TimelineRow]:
    """The rows without repetitions of the same event, in the order given.

    An original is kept before a summary, then a party's own document before an article, then the earliest.
    """
    kept: dict[str, list[frozenset[str]]] = {}
    chosen: set[int] = set()
    for place in sorted(range(len(rows)), key=lambda place: _standing(rows[place].citation)):
        said = telling_stems(undated(rows[place].citation.quote))
        same_date = kept.setdefault(rows[place].date, [])
        if not any(says_again(said, other) for other in same_date):
            same_date.append(said)
            chosen.add(place)
    return [row for place, row in enumerate(rows) if place in chosen]


def in_order(rows: Sequence[TimelineRow]) -> tuple[TimelineRow, ...]:
    """Sorted by date, a year before its months and a month before its days, with markers in that order."""
    ordered = sorted(
        rows,
        key=lambda row: (row.date, row.citation.date or "9", row.citation.document_id, row.citation.start),
    )
    return tuple(replace(row, citation=replace(row.citation, marker=n)) for n, row in enumerate(ordered, 1))


def _standing(citation: Citation) -> tuple[bool, bool, str]:
    return citation.text_type == "summary", citation.kind == "article", citation.date or "9"
