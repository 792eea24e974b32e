"""The dates that a text tells with their year, as ISO: "2015-04-29", "2015-04" or "2015".

What is not told is not worked out: "last week" and "on 14 October" name no day without the year beside them.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rag.text.quantities import When, dates

# Not "2013-14", "2007/08", "£2015" or "2,015", which are no years or more than one.
_TWO_YEARS = re.compile(r"\d{4}-\d\d")  # "2011-12" is a year of accounts far more often than a month
_YEAR = re.compile(r"(?<![\w£$€,./–-])(?:1[89]|20)\d\d(?![\w%/]|[–,.-]\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year, and where it is told."""

    start: int
    end: int
    iso: str


def days(text: str) -> list[Day]:
    """Every date of `text` that is told with its year, in order."""
    full = [each for each in dates(text) if not _TWO_YEARS.fullmatch(text[each.start : each.end])]
    found = [Day(each.start, each.end, iso) for each in full if (iso := _iso(each))]
    found += [
        Day(match.start(), match.end(), match.group())
        for match in _YEAR.finditer(text)
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
    """The day, month or year that goes before."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 3:
        return (date(*parts) - timedelta(days=1)).isoformat()
    if len(parts) == 2:
        return f"{parts[0] - (parts[1] == 1):04}-{(parts[1] - 2) % 12 + 1:02}"
    return f"{parts[0] - 1:04}"


def _iso(when: When) -> str | None:
    """None without a year; the year alone where the day and the month cannot be told apart, or do not exist."""
    if when.year is None:
        return None
    if when.month is None or when.turned:
        return f"{when.year:04}"
    try:
        date(when.year, when.month, when.day or 1)
    except ValueError:
        return f"{when.year:04}"
    return f"{when.year:04}-{when.month:02}" + (f"-{when.day:02}" if when.day else "")
