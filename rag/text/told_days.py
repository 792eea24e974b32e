"""The days on which something happened, as a sentence tells them: not those that name a paper or begin a period."""

import re
from collections.abc import Sequence
from datetime import date

from rag.text.dates import Day, When, dates, days
from rag.text.lexicon import tables as lexicon
from rag.text.verb_forms import in_the_past

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
_ON = r"on\s+(?:the\s+\w+\s+of\s+)?(?:\w+day,?\s+)?(?:the\s+)?"
_OPENS = re.compile(rf"[^\w]*(?:\(?\d[\d.]*\)?\s+)?{_ON}", re.IGNORECASE)
_ATTACHED = re.compile(rf"\b(?P<verb>[^\W\d_]+)\s+{_ON}$", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[,;:.!?–—]")
_WORD = re.compile(r"[^\W\d_]+")
_COMING = lexicon.words("modals") | {
    each for each in lexicon.words("stop_words", "be") if not in_the_past(each)
}
_VERB = 4  # words before the last of a verb
_ANY = 1000  # days
_DAYS_BESIDE = 60  # «28 December 2015 … 3 January»
_RANGE_OPENS = re.compile(rf"\b(?:{lexicon.phrases('time_parts', 'ranges')})\s+$", re.IGNORECASE)


def undated(text: str) -> str:
    """A sentence without its dates, for comparing events."""
    for day in reversed(days(text)):
        text = text[: day.start] + text[day.end :]
    return text


def told_days(text: str, published: str | None = None) -> list[Day]:
    """The days, months and years on which something happened, according to a sentence; of a range, its start.

    A day without a year ("on 14 October") is of the year that brings it nearest to another day of the sentence or to
    that on which the document was `published` (ISO), where that is known, or of the one that it tells by that ("14 June
    last year"); else left out.
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
    """Every date of a text that has a year, or that is given one by those that have and by when it was `published`."""
    told = days(text)
    own = _day(published)
    if own is None:
        return told
    lacking = [each for each in dates(text) if each.year is None and each.month and each.day]
    beside = [day for each in told if (day := _day(each.iso)) is not None]
    found = [
        Day(each.start, each.end, iso)
        for each in lacking
        if (iso := _dated(each, own, beside, text)) is not None
    ]
    return sorted([*told, *found], key=lambda day: day.start)


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso or "")
    except ValueError:
        return None


def _dated(told: When, own: date, beside: Sequence[date], text: str) -> str | None:
    """The day that lacks a year, in the year that the sentence tells behind it, or else in the likeliest."""
    relative = _RELATIVE_YEAR.match(text, told.end)
    if relative is None:
        return _nearest(told, own, beside, has_happened=_is_past(text[: told.start], text[told.end :]))
    apart = _YEARS_APART[relative["which"].casefold()]
    return None if apart is None else told._replace(year=own.year + apart).iso


def _nearest(told: When, own: date, beside: Sequence[date], has_happened: bool) -> str | None:
    """The day of the year that brings it nearest to the paper, or to a full date `beside` it; None for no such day.

    An event that has happened is not dated after the paper. Beside «9 May 2015», «13 May» is of 2015 and
    «4 January» may be.
    """
    near: dict[date, int] = {}
    for base, within in ((own, _ANY), *((each, _DAYS_BESIDE) for each in beside)):
        for apart in (0, -1, 1):
            day = _day(told._replace(year=base.year + apart).iso)
            if day is None or (has_happened and day > own):
                continue
            far = abs((day - base).days)
            if not apart or far <= within:
                near[day] = min(far, near.get(day, far))
    return min(near, key=lambda day: near[day]).isoformat() if near else None


def _is_past(before: str, behind: str) -> bool:
    """Whether what happened on a day is told in the past: "it was shut on …", "On … the board met".

    «They called a strike on …» may tell of what is still to come.
    """
    if _OPENS.fullmatch(before):
        clause = [word.casefold() for word in _WORD.findall(_CLAUSE_ENDS.split(behind.lstrip(" ,"))[0])]
        return _COMING.isdisjoint(clause) and any(map(in_the_past, clause))
    attached = _ATTACHED.search(before)
    if attached is None:
        return False
    led = [word.casefold() for word in _WORD.findall(before[: attached.start()])][-_VERB:]
    return in_the_past(attached["verb"].casefold()) and _COMING.isdisjoint(led)
