"""Convert a date as people, files and mails write it to ISO, as far as it says: a day, a month or a year.

An ambiguous date (03/04/2015) is not converted.
"""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from rag.text.dates import dates
from rag.text.lexicon.tables import entries

_DAYS = "|".join(
    sorted(
        (name for day in entries("weekdays") for name in (day.word, *day.listed("short"))),
        key=len,
        reverse=True,
    )
)
_WEEKDAY = re.compile(rf"(?:{_DAYS})\b\.?,?\s+", re.IGNORECASE)
_WEEKDAY_BEFORE = re.compile(rf"(?:{_DAYS})\b\.?,?\s*$", re.IGNORECASE)
_TIME_BEHIND = re.compile(
    r"[,\s]*(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{3,4}\b)?", re.IGNORECASE
)
_CLOCK = re.compile(r"[(\[]?\d{1,2}(?:[:.]\d{2}(?:\s*[ap]\.?m\.?)?|\s*[ap]\.?m\.?)[)\]]?", re.IGNORECASE)
_TIME = re.compile(r"(?:[,\sT]+(?:at\s+)?\d{1,2}[:.]?\d{2}.*)?$")
_YEAR_ALONE = re.compile(r"(?:1\d|2[01])\d\d$")
_PDF = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")


def iso_date(value: object) -> str | None:
    """Convert `value` to "2015-04-29", "2015-04" or "2015"; None if it is no unambiguous date."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = " ".join(str(value).split())[:80]
    if match := _PDF.match(text):
        text = "-".join(part for part in match.groups() if part)
    if _YEAR_ALONE.match(text):
        return text
    start = weekday.end() if (weekday := _WEEKDAY.match(text)) else 0
    found = next(iter(dates(text)), None)
    if found is not None and found.start == start and found.year and _TIME.match(text, found.end):
        return found.iso
    try:
        return parsedate_to_datetime(text).date().isoformat()  # mails: RFC 5322
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def without_day_and_time(before: str, after: str) -> str:
    """The words around a date, without the weekday before it and the time behind it."""
    weekday = _WEEKDAY_BEFORE.search(before)
    time = _TIME_BEHIND.match(after)
    return f"{before[: weekday.start()] if weekday else before} {after[time.end() :] if time else after}"


def tells_time(text: str) -> bool:
    """Whether a line is a time of the day and nothing else: "11.30 am"."""
    return _CLOCK.fullmatch(text.strip()) is not None
