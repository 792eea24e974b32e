"""The time whose events a question asks for: "the events of spring 2015", "what happened in March 2019?"."""

import re
from dataclasses import dataclass

from rag.text.dates import ORDINAL, Day, dates, days
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import stem, words

_SEASONS = {
    entry.word: (int(entry.values["first"]), int(entry.values["last"]))
    for entry in lexicon.entries("seasons")
}
_A_MONTH, _A_DAY = len("2015-04"), len("2015-04-11")
_TO = rf"(?:\s+(?:{lexicon.phrases('period_words', 'joins')})\s+|\s*[–-]\s*)"
_FIRST_DAY = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:{ORDINAL})?{_TO}$")  # "11 to" 18 November 2023


@dataclass(frozen=True, slots=True)
class Window:
    """From the first to the last month, day or year (ISO, inclusive). `stems` are those of the words that name it."""

    first: str
    last: str
    stems: frozenset[str]
    told: str

    def holds(self, iso: str) -> bool:
        """Whether a date lies in it; a year alone does not lie in one of its months."""
        return len(iso) >= len(self.first) and self.first <= iso[: len(self.first)] and self.before_end(iso)

    def before_end(self, iso: str) -> bool:
        return iso[: len(self.last)] <= self.last


def window(question: str) -> Window | None:
    """The time that a question names, from the first to the last of its dates; None where it names none."""
    found = days(question)
    if not found:
        return None
    found = [*_first_day(question, found[0]), *found]
    first, last = found[0].iso, found[-1].iso
    spans = [(each.start, each.end) for each in found]
    named = words(question)
    before = [word for word in named if word.end <= found[0].start][-2:]
    season = next((word for word in before if word.plain in _SEASONS), None)
    if season is not None and len(found) == 1 and len(first) < _A_MONTH:
        begins, ends = _SEASONS[season.plain]
        year = int(first)
        first, last = f"{year:04}-{begins:02}", f"{year + (ends < begins):04}-{ends:02}"
        spans.append((season.start, season.end))
    stems = frozenset(
        word.stem for word in named if any(start <= word.start < end for start, end in spans)
    ) | {stem(season.plain) for season in [season] if season}
    told = question[min(start for start, _ in spans) : max(end for _, end in spans)]
    return Window(first, last, stems, told)


def _first_day(question: str, end: Day) -> list[Day]:
    """The first day of a range of which only the last is told whole: "11 to 18 November 2023"."""
    if len(end.iso) < _A_DAY:
        return []
    before = question[: end.start]
    if day := _FIRST_DAY.search(before):
        first = f"{end.iso[:_A_MONTH]}-{int(day['day']):02}"
        return [Day(day.start("day"), day.end("day"), first)] if first < end.iso else []
    for each in dates(before):
        iso = each._replace(year=int(end.iso[:4])).iso if each.year is None else None
        if iso and iso < end.iso and re.fullmatch(_TO, before[each.end :]):
            return [Day(each.start, each.end, iso)]
    return []
