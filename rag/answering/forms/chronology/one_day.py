"""One day that a question names without its year, and what the papers tell of it by the clock."""

import re
from collections import Counter
from collections.abc import Sequence

from rag.answering.forms.chronology.day_rows import DayRow
from rag.answering.forms.chronology.window import Window
from rag.text.dates import dates
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import words
from rag.text.told_days import all_days
from rag.types import Evidence

# "07:57:20 The gate opens", "At 7.31 pm the pump stopped"
_CLOCK = re.compile(
    r"\W*(?:at\s+)?(?:[01]?\d|2[0-3])(?::[0-5]\d(?::[0-5]\d)?(?!\d)"
    rf"|\.[0-5]\d\s?(?:{lexicon.phrases('time_words', 'clock')}))",
    re.IGNORECASE,
)


def named_day(question: str, evidence: Sequence[Evidence]) -> Window | None:
    """The one day that a question names by day and month, in the year in which the papers found tell of it most; None
    where it names none, or they tell of none."""
    named = [each for each in dates(question) if each.year is None and each.month and each.day]
    if len(named) != 1:
        return None
    (day,) = named
    ending = f"-{day.month:02}-{day.day:02}"
    told = Counter(
        found.iso
        for each in evidence
        for found in all_days(each.text, each.hit.metadata.date)
        if found.iso.endswith(ending) and len(found.iso) > len(ending)
    )
    if not told:
        return None
    (iso, _), *_ = told.most_common(1)
    stems = frozenset(word.stem for word in words(question) if day.start <= word.start < day.end)
    return Window(iso, iso, stems, question[day.start : day.end])


def by_the_clock(found: Sequence[Evidence], rows: Sequence[DayRow], when: Window) -> list[DayRow]:
    """What the papers that have `rows` on the one day of `when` tell under hours and minutes."""
    if when.first != when.last or len(when.first) < len("2019-03-05"):
        return []
    papers = {row.evidence.hit.passage.document_id for row in rows}
    own = (each for each in found if each.hit.passage.document_id in papers)
    return [DayRow(when.first, each) for each in own if _CLOCK.match(each.text)]
