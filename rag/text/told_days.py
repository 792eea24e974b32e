"""The days on which something happened, as a sentence tells them: not those that name a paper or begin a period."""

import re
from datetime import date

from rag.text.dates import Day, When, dates, days
from rag.text.lexicon import tables as lexicon

# A year alone counts only after one of these, so that "the 2015 accounts" is not an event of 2015.
_HAPPENED = re.compile(
    rf"\b(?:{lexicon.phrases('time_parts', 'within')}|(?:{lexicon.phrases('time_parts', 'course')}) of)\s+"
    rf"(?:(?:{lexicon.phrases('time_parts', 'within_it')})[\s-]+)?$",
    re.IGNORECASE,
)
# "The Herald of 3 May 2015", "the minutes of 28 March 2019": the date names a document, not an event.
_NAMES_A_PAPER = re.compile(r"(?<!\w)of\s+(?:the\s+)?(?:\w+day,?\s+)?$", re.IGNORECASE)
_PART_OF_TIME = re.compile(
    rf"\b(?:{lexicon.phrases('time_parts', 'part')})\s+of\s+(?:the\s+)?(?:\w+day,?\s+)?$", re.IGNORECASE
)
# A starting point, or the period of accounts: nothing happened on the day itself.
_SINCE = re.compile(
    rf"\b(?:since(?:\s+\w+)?|{lexicon.phrases('time_parts', 'since')})\s+(?:on\s+)?$", re.IGNORECASE
)
_RANGE = re.compile(rf"\s*(?:{lexicon.phrases('time_parts', 'joins')}|–|-)\s*", re.IGNORECASE)
# "14 June last year": the year is told by that of the document, or by another that is not known.
_YEARS_APART = {
    entry.word: int(entry.values["apart"]) if "apart" in entry.values else None
    for entry in lexicon.entries("relative_years")
}
_RELATIVE_YEAR = re.compile(
    rf",?\s+(?:of\s+)?(?P<which>{lexicon.alternatives(_YEARS_APART)})\b", re.IGNORECASE
)
_RANGE_OPENS = re.compile(rf"\b(?:{lexicon.phrases('time_parts', 'ranges')})\s+$", re.IGNORECASE)


def undated(text: str) -> str:
    """A sentence without its dates, for comparing events."""
    for day in reversed(days(text)):
        text = text[: day.start] + text[day.end :]
    return text


def told_days(text: str, published: str | None = None) -> list[Day]:
    """The days, months and years on which something happened, according to a sentence; of a range, its start.

    A day without a year ("on 14 October") is of the year that brings it nearest to the day on which the document was
    `published` (ISO), where that is known, or of the one that it tells by that ("14 June last year"); else left out.
    """
    found: list[Day] = []
    before: Day | None = None
    for day in all_days(text, published):
        lead = text[: day.start]
        ends_span = (
            before is not None
            and _RANGE.fullmatch(text[before.end : day.start])
            and _RANGE_OPENS.search(text[: before.start])
        )
        before = day
        if ends_span or any(day.iso == other.iso for other in found):
            continue
        if _SINCE.search(lead):
            continue
        if len(day.iso) == len("2015") and not _HAPPENED.search(lead):
            continue
        if _NAMES_A_PAPER.search(lead) and not _PART_OF_TIME.search(lead):
            continue
        if lead.endswith("(") and text[day.end :].startswith(")"):
            continue
        found.append(day)
    return found


def all_days(text: str, published: str | None = None) -> list[Day]:
    """Every date of a text that has a year, or that is given one by the day on which it was `published`."""
    own = _day(published)
    lacking = [each for each in dates(text) if each.year is None and each.month and each.day] if own else []
    found = [
        Day(each.start, each.end, iso)
        for each in lacking
        if own and (iso := _dated(each, own, text[each.end :])) is not None
    ]
    return sorted([*days(text), *found], key=lambda day: day.start)


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso or "")
    except ValueError:
        return None


def _dated(told: When, own: date, rest: str) -> str | None:
    """The day that lacks a year, in the year that the `rest` of the sentence tells, or else the nearest."""
    relative = _RELATIVE_YEAR.match(rest)
    if relative is None:
        return _nearest(told, own)
    apart = _YEARS_APART[relative["which"].casefold()]
    return None if apart is None else told._replace(year=own.year + apart).iso


def _nearest(told: When, own: date) -> str | None:
    """The day of the year before, the same or the next that lies nearest; None where there is no such day."""
    several = (told._replace(year=own.year + apart).iso for apart in (-1, 0, 1))
    real = [date.fromisoformat(iso) for iso in several if iso]
    return min(real, key=lambda day: abs((day - own).days)).isoformat() if real else None
