"""A sentence under the day that it tells: the rows of an order of events."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.forms.chronology.window import Window
from rag.text.lexicon import tables as lexicon
from rag.text.repeats import says_again
from rag.text.tokens import REPORTING_STEMS, stem, telling_stems
from rag.text.told_days import told_days, undated
from rag.types import Evidence

_A_YEAR = len("2015")
_FEWEST = 3  # telling words of an event, besides its date and who reports it
_OF_DATING = frozenset(map(stem, lexicon.words("dating_words")))


@dataclass(frozen=True, slots=True)
class DayRow:
    """A sentence under a day (ISO); "" where it tells none."""

    iso: str
    evidence: Evidence


def tells(each: Evidence) -> bool:
    """Whether a sentence says something besides a date and who published it."""
    metadata = each.hit.metadata
    names = telling_stems(f"{metadata.publisher} {metadata.author}") | REPORTING_STEMS
    told = {stem for stem in telling_stems(undated(each.text)) - names if not stem[0].isdigit()}
    return each.sentence.role in ("body", "item") and len(told) >= _FEWEST and not told & _OF_DATING


def rows_of(each: Evidence, when: Window | None) -> list[DayRow]:
    """A sentence under each of the days that it tells, of those in the time that is asked for: "opened on 6 March and
    resumed on 4 November" tells two events. Where it tells a day, what it tells of a mere year is no row besides."""
    days = list(dict.fromkeys(day.iso for day in told_days(each.text, each.hit.metadata.date)))
    first, *further = days or [""]
    own = [first, *(iso for iso in further if len(iso) > _A_YEAR)] if days else []
    return [DayRow(iso, each) for iso in own if when is None or when.holds(iso)]


def once(rows: Sequence[DayRow]) -> list[DayRow]:
    """The rows without those that tell again what another tells of the same day."""
    kept: list[tuple[DayRow, frozenset[str]]] = []
    for row in rows:
        said = telling_stems(undated(row.evidence.text))
        if not any(_meet(row.iso, other.iso) and says_again(said, told) for other, told in kept):
            kept.append((row, said))
    return [row for row, _ in kept]


def _meet(one: str, other: str) -> bool:
    """Whether two dates may be one: equal as far as both go."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
