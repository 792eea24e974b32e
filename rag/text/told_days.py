"""The days on which something happened, as a sentence tells them: not those that name a paper or begin a period."""

import re

from rag.text.dates import Day, days

# A year alone counts only after one of these, so that "the 2015 accounts" is not an event of 2015.
_HAPPENED = re.compile(
    r"\b(?:in|by|during|throughout|from|between|around|(?:start|beginning|middle|end|course|spring|summer|autumn|fall|"
    r"winter|first half|second half) of)\s+(?:(?:early|mid|late|about|the year)[\s-]+)?$",
    re.IGNORECASE,
)
# "The Herald of 3 May 2015", "the minutes of 28 March 2019": the date names a document, not an event.
_NAMES_A_PAPER = re.compile(r"(?<!\w)of\s+(?:the\s+)?(?:\w+day,?\s+)?$", re.IGNORECASE)
_PART_OF_TIME = re.compile(
    r"\b(?:start|beginning|middle|end|night|evening|afternoon|morning|day|week|month|weekend|spring|summer|autumn|fall|"
    r"winter|course)\s+of\s+(?:the\s+)?(?:\w+day,?\s+)?$",
    re.IGNORECASE,
)
# A starting point, or the period of accounts: nothing happened on the day itself.
_SINCE = re.compile(
    r"\b(?:since(?:\s+\w+)?|(?:years?|quarters?|periods?|months|weeks)\s+(?:ended|ending|to))\s+(?:on\s+)?$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:to|until|till|and|–|-)\s*", re.IGNORECASE)
_RANGE_OPENS = re.compile(r"\b(?:from|between)\s+$", re.IGNORECASE)


def undated(text: str) -> str:
    """A sentence without its dates, for comparing events."""
    for day in reversed(days(text)):
        text = text[: day.start] + text[day.end :]
    return text


def told_days(text: str) -> list[Day]:
    """The days, months and years on which something happened, according to a sentence; of a range, its start."""
    found: list[Day] = []
    before: Day | None = None
    for day in days(text):
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
