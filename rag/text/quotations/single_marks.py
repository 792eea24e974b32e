"""Quotations between single marks, which are hard to tell from apostrophes."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from rag.text.lexicon import tables as lexicon
from rag.text.quotations.wording import Quotation

_SINGLE_OPENING = re.compile(r"(?<![\w’'‘.,!?;:])[‘'’](?=[^\W_]|[£$€…\[(])")
_SINGLE_CLOSING = re.compile(r"(?<=\S)[’'](?![\w’'])")
_LONGEST = 3000  # characters between single marks
_ENDS_SPEECH = ".,!?…”"
# ’em, ’til, ’90s: an apostrophe, not an opening mark.
_ELISION = re.compile(rf"[’'](?:\d0s?|{lexicon.alternatives(lexicon.words('elisions'))})\b", re.IGNORECASE)


def single_spans(
    text: str, paragraphs: Sequence[tuple[int, int]], number: int, doubles: Sequence[Quotation]
) -> list[Quotation]:
    """Quotations between single marks outside the double ones; an apostrophe is no mark."""
    start, end = paragraphs[number]
    runs_on = number + 1 < len(paragraphs) and text[paragraphs[number + 1][0]] == "‘"
    found: list[Quotation] = []
    starts = [each.start for each in doubles]
    at = start
    while opening := _SINGLE_OPENING.search(text, at, end):
        left = opening.start()
        behind = bisect_right(starts, left)
        if behind and left < doubles[behind - 1].end:
            at = doubles[behind - 1].end
            continue
        at = left + 1
        if text[left] != "‘" and _ELISION.match(text, left):
            continue
        limit = starts[behind] if behind < len(starts) else end
        to_end = text[left] == "‘" and limit == end
        right = _single_end(text, left + 1, min(limit, left + _LONGEST), to_end and runs_on)
        if right is not None:
            found.append(Quotation(left, right, number, single=True))
            at = right
        elif to_end and (left == start or runs_on):
            found.append(Quotation(left, end, number, closed=False, single=True))
            at = end
    return found


def within_single(text: str, span: tuple[int, int], each: Quotation) -> bool:
    """Whether a quotation between double marks stands in one between single marks: «‘Al said, “Look,”’ she said»."""
    start, end = span
    left = text.rfind("‘", start, each.start)
    if (
        left < 0
        or not _SINGLE_OPENING.match(text, left)
        or _SINGLE_CLOSING.search(text, left + 1, each.start)
    ):
        return False
    right = _SINGLE_CLOSING.search(text, each.end, end)
    if right is None or text[right.start() - 1] not in _ENDS_SPEECH:
        return False
    return "‘" not in text[each.end : right.start()]


def _single_end(text: str, left: int, limit: int, runs_on: bool) -> int | None:
    """Where the quotation closes that is open at `left`; `runs_on`: the next paragraph may continue it."""
    closings = [match.start() for match in _SINGLE_CLOSING.finditer(text, left, limit)]
    inner = [match.start() for match in _SINGLE_OPENING.finditer(text, left, limit) if match[0] == "‘"]
    # «the players’ union» closes nothing if a mark after punctuation comes later.
    last = max((at for at in closings if text[at - 1] in ".,!?…"), default=-1)
    depth = 0
    for at in closings:
        plural = text[at - 1] == "s" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower()
        if plural and (last > at or runs_on):
            continue
        depth += 1
        if sum(each < at for each in inner) < depth:
            return at + 1
    return closings[0] + 1 if closings and not runs_on else None


def follows_single(text: str, before: Quotation, single: Quotation, number: int) -> bool:
    """Whether a quotation in single marks continues the one that the paragraph before left open."""
    unclosed = before.single and not before.closed and before.paragraph == number - 1
    return unclosed and not text[before.end : single.start].strip()
