"""Find the dates in a text, and convert between ISO dates ("2015-04-29", "2015-04", "2015") and spoken ones.

Only what is written is read: "last week" names no day, "14 October" none without a year beside it, and 3/4/2015 none
because day and month cannot be told apart.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from rag.text.lexicon import tables as lexicon

MONTHS = tuple(entry.word for entry in lexicon.entries("months"))
_NUMBERS = {
    name.casefold(): int(entry.values["number"])
    for entry in lexicon.entries("months")
    for name in (entry.word, *entry.listed("short"))
}
# Any name of a month, the longest first; for patterns that ignore case.
MONTH_PATTERN = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_YEAR = r"(?:1\d|2[01])\d\d"
ORDINAL = "st|nd|rd|th"
_DAY = rf"(?:0?[1-9]|[12]\d|3[01])(?:{ORDINAL})?"
_DATES = re.compile(
    rf"\b(?P<iso_y>{_YEAR})-(?P<iso_m>\d\d)(?:-(?P<iso_d>\d\d))?(?=T\d|\b)(?!\d)"
    rf"|\b(?P<yf_y>{_YEAR})(?P<yf>[/.])(?P<yf_m>\d{{1,2}})(?P=yf)(?P<yf_d>\d{{1,2}})\b"
    rf"|\b(?P<n1>\d{{1,2}})(?P<sep>[/.-])(?P<n2>\d{{1,2}})(?P=sep)(?P<ny>{_YEAR})\b"
    rf"|\b(?P<dm_d>{_DAY})(?:\s+of)?\s+(?P<dm_m>{MONTH_PATTERN})\b\.?(?:,?\s+(?P<dm_y>{_YEAR})\b)?"
    rf"|\b(?P<md_m>{MONTH_PATTERN})\b\.?\s+(?P<md_d>{_DAY})\b(?!,\d)(?:,?\s+(?P<md_y>{_YEAR})\b)?"
    rf"|\b(?P<my_m>{MONTH_PATTERN})\b\.?,?\s+(?P<my_y>{_YEAR})\b",
    re.IGNORECASE,
)
_KEPT = 1024  # sentences with their dates
_SENTENCE = 600  # characters at most of what is kept
_DIGIT = re.compile(r"\d")
_TWO_YEARS = re.compile(r"\d{4}-\d\d")  # "2011-12" is a year of accounts far more often than a month
# Not "2013-14", "2007/08", "£2015" or "2,015", which are no years or more than one.
_YEAR_ALONE = re.compile(r"(?<![\w£$€,./–-])(?:1[89]|20)\d\d(?![\w%/]|[–,.-]\d)")


class When(NamedTuple):
    """A date as far as it is told, and where it stands."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    turned: bool = False  # written 3/4/2015: which is the day is not known

    @property
    def iso(self) -> str | None:
        """The date in ISO form; None without a year, where day and month are unclear or where no such day exists."""
        if self.year is None or self.turned:
            return None
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            return None
        return "-".join(f"{part:02}" for part in (self.year, self.month, self.day) if part is not None)

    def within(self, other: "When", years: frozenset[int]) -> bool:
        """Whether `other` gives this date; a year that it leaves out may be among `years`."""
        same_year = (
            self.year is None or self.year == other.year or (other.year is None and self.year in years)
        )
        if not same_year:
            return False
        theirs = [(other.month, other.day)]
        if self.turned or other.turned:
            theirs.append((other.day, other.month))
        return any(self.month in (None, month) and self.day in (None, day) for month, day in theirs)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year, and where it stands."""

    start: int
    end: int
    iso: str


def dates(text: str) -> list[When]:
    """Dates with at least two of day, month and year, in order."""
    if _DIGIT.search(text) is None:  # every date has one, and most sentences have none
        return []
    return [*(_kept_dates(text) if len(text) <= _SENTENCE else _dates(text))]


def _dates(text: str) -> tuple[When, ...]:
    return tuple(_when(match) for match in _DATES.finditer(text))


# One answer asks for the dates of a sentence several times, and so does the next.
_kept_dates = lru_cache(maxsize=_KEPT)(_dates)


def days(text: str) -> list[Day]:
    """Every date of `text` that is told with its year, in order; the year alone where no more of it is certain."""
    full = [each for each in dates(text) if not _TWO_YEARS.fullmatch(text[each.start : each.end])]
    found = [
        Day(each.start, each.end, each.iso or f"{each.year:04}") for each in full if each.year is not None
    ]
    found += [
        Day(match.start(), match.end(), match.group())
        for match in _YEAR_ALONE.finditer(text)
        if not any(each.start <= match.start() < each.end for each in full)
    ]
    return sorted(found, key=lambda day: day.start)


def after(iso: str) -> str:
    """The day, month or year that follows."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 3:
        return (date(*parts) + timedelta(days=1)).isoformat()
    if len(parts) == 2:
        return f"{parts[0] + parts[1] // 12:04}-{parts[1] % 12 + 1:02}"
    return f"{parts[0] + 1:04}"


def before(iso: str) -> str:
    """The day, month or year that precedes."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 3:
        return (date(*parts) - timedelta(days=1)).isoformat()
    if len(parts) == 2:
        return f"{parts[0] - (parts[1] == 1):04}-{(parts[1] - 2) % 12 + 1:02}"
    return f"{parts[0] - 1:04}"


def spoken_date(iso: str | None) -> str:
    """ "2015-04-29" as people write it, "29 April 2015"; also a year and month, or a year alone."""
    if not iso:
        return ""
    parts = iso[:10].split("-")
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        date(year, month, day)
    except ValueError:
        return iso
    spoken = [str(day), MONTHS[month - 1], str(year)]
    return " ".join(spoken[3 - min(len(parts), 3) :])


def _when(match: re.Match[str]) -> When:
    part = match.groupdict()
    turned = False
    if part["ny"]:
        day, month, year = part["n1"], part["n2"], part["ny"]
        if int(month) > 12:
            day, month = month, day
        turned = int(day) <= 12 and int(day) != int(month)
    else:
        year, month, day = (
            next((part[f"{way}_{piece}"] for way in ways if part[f"{way}_{piece}"]), None)
            for piece, ways in (
                ("y", ("iso", "yf", "dm", "md", "my")),
                ("m", ("iso", "yf", "dm", "md", "my")),
                ("d", ("iso", "yf", "dm", "md")),
            )
        )
    return When(
        match.start(),
        match.end(),
        int(year) if year else None,
        (int(month) if month.isdigit() else _NUMBERS[month.casefold()]) if month else None,
        int(re.sub(r"\D", "", day)) if day else None,
        turned,
    )
