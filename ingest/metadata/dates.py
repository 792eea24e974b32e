"""Dates as people, files and mails write them, to ISO as far as they say: a day, a month or a year.

What can be read two ways (03/04/2015) is not read at all.
"""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul"),
            *("august aug", "september sep sept", "october oct", "november nov", "december dec"),
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:[,\sT]+(?:at\s+)?\d{1,2}[:.]\d{2}.*)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|2[01])\d\d)"
_ISO = re.compile(rf"{_YEAR}(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[T ]\d.*)?)?)?$")
_WRITTEN = tuple(
    re.compile(pattern + "$", re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_TIME}",
        rf"{_MONTH},?\s+{_YEAR}",
    )
)
_FIGURES = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2{_YEAR}{_TIME}$")
_YEAR_FIRST = re.compile(rf"{_YEAR}[/.](?P<month>\d{{1,2}})[/.](?P<day>\d{{1,2}}){_TIME}$")
_PDF = re.compile(rf"D:{_YEAR}(?P<month>\d\d)?(?P<day>\d\d)?")


def iso_date(value: object) -> str | None:
    """The date that `value` gives: "2015-04-29", "2015-04", "2015"; None where it gives none for certain."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = " ".join(str(value).split())[:80]
    if match := _PDF.match(text):
        return _iso(match["year"], match["month"], match["day"])
    for pattern in (_ISO, _YEAR_FIRST, *_WRITTEN):
        if match := pattern.match(text):
            groups = match.groupdict()
            month = groups.get("month")
            return _iso(
                groups["year"], str(_MONTHS.get((month or "").lower(), month or "")), groups.get("day")
            )
    if match := _FIGURES.match(text):
        return _from_figures(int(match[1]), int(match[3]), match["year"])
    try:
        return parsedate_to_datetime(text).date().isoformat()  # mails: RFC 5322
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_figures(first: int, second: int, year: str) -> str | None:
    """Day and month in figures, where only one order is possible."""
    if first == second or first > 12 >= second:
        return _iso(year, str(second), str(first))
    if second > 12 >= first:
        return _iso(year, str(first), str(second))
    return None


def _iso(year: str, month: str | None, day: str | None) -> str | None:
    parts = [int(part) for part in (year, month, day) if part]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    return "-".join(f"{part:02d}" for part in parts)
