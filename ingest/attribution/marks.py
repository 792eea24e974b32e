"""What stands between quotation marks in a document, whatever the marks and however they are paired.

A quotation that runs over paragraphs opens again in each and closes only in the last; each paragraph's part
is a `Quoted` of its own, chained to the one before.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

_DOUBLE = re.compile('[“”"„«»]')
_SPACE = " \t\n\r\xa0"
_BEFORE_OPENING = _SPACE + "([{—–-/…‘'"
_AFTER_CLOSING = _SPACE + ".,;:!?)]}—–-/…’'"
_SINGLE_OPENING = re.compile(r"(?<![\w’'‘.,!?;:])[‘'’](?=[^\W_]|[£$€…\[(])")
_SINGLE_CLOSING = re.compile(r"(?<=\S)[’'](?![\w’'])")
# ’em, ’til, ’90s: an apostrophe, not an opening mark.
_ELISION = re.compile(
    r"[’'](?:\d0s?|em|til|till|tis|twas|cause|cos|bout|round|n|s|t|ll|re|ve|m|d)\b", re.IGNORECASE
)
# «“We did, Jo Hill said. “And so on»: the closing mark was forgotten before these words.
_FORGOTTEN = re.compile(
    r"[,?!]\s+(?=(?:[\w’'.-]+\s){0,4}(?:said|says|added|adds|told|wrote|explained|explains)\b[^“”\"]{0,60}$)"
)
_SAID_INSIDE = re.compile(
    r"[,?!]\s+(?:[A-ZÀ-Þ][\w’'.-]*\s+){1,3}(?:said|says|added|adds|explained|explains|wrote)[.,]\s"
)
_BACK = 600  # characters in which a forgotten closing mark is looked for
_NEAR = 20  # characters
_LONGEST = 3000  # characters between single marks
_PATIENCE = 3  # paragraphs that a quotation may run on without being opened again


@dataclass(frozen=True, slots=True)
class Quoted:
    """`text[start:end]` with its marks, as far as they are there; `follows` where it goes on with the one before."""

    start: int
    end: int
    paragraph: int
    follows: bool = False
    closed: bool = True
    single: bool = False


def quoted(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quoted]:
    """Every quotation in order; none overlaps another, and what is quoted inside one belongs to it."""
    found: list[Quoted] = []
    running = 0  # paragraphs for which an unclosed quotation may still go on
    for number, (start, end) in enumerate(paragraphs):
        opened = _opens(text, start)
        first = _DOUBLE.search(text, start, end)
        if running and not opened:
            if first is None and _closes_soon(text, paragraphs, number):
                found.append(Quoted(start, end, number, follows=True, closed=False))
                running -= 1
                continue
            runs_on = first is not None and _closes(text, first.start(), end)
        else:
            runs_on = False
        doubles = _doubles(text, start, end, number, runs_on)
        if doubles and running and (opened or runs_on):
            doubles[0] = replace(doubles[0], follows=True)
        running = _PATIENCE if doubles and not doubles[-1].closed and doubles[-1].end == end else 0
        if running and not _goes_on(text, paragraphs, number):
            doubles[-1] = _cut(text, doubles[-1])
            running = 0
        found += sorted([*doubles, *_singles(text, start, end, number, doubles)], key=lambda each: each.start)
    return found


def _opens(text: str, start: int) -> bool:
    return text[start : start + 1] in ("“", '"', "„", "«") or text[start : start + 1] == "”"


def _goes_on(text: str, paragraphs: Sequence[tuple[int, int]], number: int) -> bool:
    """Whether the quotation that stands open at the end of this paragraph goes on in the next."""
    if number + 1 >= len(paragraphs):
        return False
    return _opens(text, paragraphs[number + 1][0]) or _closes_soon(text, paragraphs, number + 1)


def _closes_soon(text: str, paragraphs: Sequence[tuple[int, int]], number: int) -> bool:
    """Whether the first mark from this paragraph on, within a few, closes what it has not opened."""
    for start, end in paragraphs[number : number + _PATIENCE]:
        mark = _DOUBLE.search(text, start, end)
        if mark is not None:
            return _closes(text, mark.start(), end) and mark.start() > start
    return False


def _neighbours(text: str, at: int) -> tuple[str, str]:
    return text[at - 1 : at] or "\n", text[at + 1 : at + 2] or "\n"


def _closes(text: str, at: int, end: int) -> bool:
    before, after = _neighbours(text, at)
    return before not in _SPACE and (after in _AFTER_CLOSING or at + 1 >= end)


def _doubles(text: str, start: int, end: int, number: int, runs_on: bool) -> list[Quoted]:
    found: list[Quoted] = []
    opening: int | None = start if runs_on else None
    depth = 1 if runs_on else 0
    last_closing: int | None = None
    follows = False  # after a quotation of the same paragraph that nobody closed
    for match in _DOUBLE.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if opening is not None and at == opening + 1:
            continue  # a mark set twice
        before, after = _neighbours(text, at)
        if at == start:
            before = "\n"
        opener = before in _BEFORE_OPENING and after not in _SPACE
        closer = before not in _SPACE and (after in _AFTER_CLOSING or at + 1 >= end)
        if mark in "“„«" and not (opening is not None and closer and not opener):
            opener, closer = True, False
        elif mark in "”»" and not (opening is None and opener and not closer):
            opener, closer = False, True
        elif opener == closer:
            opener = opening is None
        if opening is None:
            if mark == '"' and before.isdigit() and not (opener and not closer):
                continue  # inches
            if opener:
                opening, depth, last_closing, follows = at, 1, None, False
            elif not found and before in ".,!?…" and text[start:at].strip():
                found.append(Quoted(start, at + 1, number))  # the opening mark was forgotten
        elif opener:
            if text[max(opening, at - _NEAR) : at].rstrip()[-1:] in '.!?…”"' and at > opening + 1:
                found.append(
                    _cut(text, Quoted(opening, at - _blank(text, at), number, follows, closed=False))
                )
                opening, depth, last_closing, follows = at, 1, None, not found[-1].closed
            elif forgotten := _SAID_INSIDE.search(text, max(opening, at - _BACK), at):
                found.append(Quoted(opening, forgotten.start() + 1, number, follows))
                opening, depth, last_closing, follows = at, 1, None, False
            else:
                depth += 1
        else:
            last_closing = at + 1
            depth -= 1
            if depth > 0 and (before in ".,!?…" or after in ".,!?"):
                depth = 0  # marks inside marks are rarely all closed
            if depth <= 0:
                found.append(Quoted(opening, at + 1, number, follows))
                opening = None
    if opening is not None:
        if last_closing is not None:
            found.append(Quoted(opening, last_closing, number, follows))
        else:
            found.append(Quoted(opening, end, number, follows, closed=False))
    return [each for each in found if each.end - each.start > 2]


def _blank(text: str, at: int) -> int:
    before = text[max(at - _NEAR, 0) : at]
    return len(before) - len(before.rstrip())


def _cut(text: str, each: Quoted) -> Quoted:
    """An unclosed quotation without the words after it that say who speaks."""
    forgotten = _FORGOTTEN.search(text, max(each.start, each.end - 120), each.end)
    return replace(each, end=forgotten.start() + 1, closed=True) if forgotten else each


def _singles(text: str, start: int, end: int, number: int, doubles: Sequence[Quoted]) -> list[Quoted]:
    """Quotations between single marks outside the others; an apostrophe is none."""
    found: list[Quoted] = []
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
        right = _single_end(text, left + 1, min(limit, left + _LONGEST))
        if right is not None:
            found.append(Quoted(left, right, number, single=True))
            at = right
        elif text[left] == "‘" and left == start and limit == end:
            found.append(Quoted(left, end, number, closed=False, single=True))
            at = end
    return found


def _single_end(text: str, left: int, limit: int) -> int | None:
    closings = [match.start() for match in _SINGLE_CLOSING.finditer(text, left, limit)]
    # «the players’ union» closes nothing where a mark behind punctuation comes later.
    last = max((at for at in closings if text[at - 1] in ".,!?…"), default=-1)
    for at in closings:
        plural = text[at - 1] == "s" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower()
        if not plural or last <= at:
            return at + 1
    return closings[0] + 1 if closings else None
