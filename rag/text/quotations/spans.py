"""Spans between quotation marks, whatever the marks and however they are paired.

A quotation that runs over several paragraphs opens again in each and closes only in the last; each paragraph's part
is a `Quotation` of its own, chained to the one before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.speech_verbs import finite, tagged
from rag.text.quotations.single_marks import follows_single, single_spans, within_single
from rag.text.quotations.wording import Quotation

_BLOCK_QUOTE = ">"
_DOUBLE = re.compile('[“”"„«»]')
_OPENING_MARKS = ("“", '"', "„", "«", "”")
_SPACE = " \t\n\r\xa0"
_BEFORE_OPENING = _SPACE + "([{—–-/…‘'"
_AFTER_CLOSING = _SPACE + ".,;:!?)]}—–-/…’'"
_SAID = lexicon.alternatives(finite(tagged("neutral")))
# «“We did, Jo Hill said. “And so on»: the closing mark is missing before these words.
_UNCLOSED_BEFORE = re.compile(rf"[,?!]\s+(?=(?:[\w’'.-]+\s){{0,4}}(?:{_SAID})\b[^“”\"]{{0,60}}$)")
_SPEAKER_INSIDE = re.compile(rf"[,?!]\s+(?:[A-ZÀ-Þ][\w’'.-]*\s+){{1,3}}(?:{_SAID})[.,]\s")
_BACK = 600  # characters in which a missing closing mark is looked for
_TAIL = 120  # characters at the end of an unclosed quotation that may name its speaker
_NEAR = 20  # characters
_PATIENCE = 3  # paragraphs that a quotation may run on without opening again
_LONG_PATIENCE = 200  # the same for words that are announced: «The Statement is as follows.»
_ANNOUNCED = re.compile(
    rf"(?::|\b(?:{lexicon.alternatives(lexicon.words('cue_words', 'announces'))})[.:])\s*$"
)


def quotation_spans(
    text: str, paragraphs: Sequence[tuple[int, int]], from_within: bool = False
) -> tuple[Quotation, ...]:
    """Every quotation in order; they never overlap, and a quotation inside another belongs to the outer one.

    `from_within`: the text may begin inside a quotation, as a sentence cut from one does.
    """
    found: list[Quotation] = []
    running = 0  # paragraphs for which an unclosed quotation may still continue
    patience = _PATIENCE
    for number, (start, end) in enumerate(paragraphs):
        if text[start] == _BLOCK_QUOTE and text[start + 1 : end].strip():
            follows = bool(found) and found[-1].block and found[-1].paragraph == number - 1
            found.append(Quotation(start, end, number, follows, block=True))
            continue
        opened = _opens(text, start)
        first = _DOUBLE.search(text, start, end)
        runs_on = from_within and number == 0 and first is not None and _only_closes(text, first.start(), end)
        if running and not opened:
            if first is None and _closes_soon(text, paragraphs, number, patience):
                found.append(Quotation(start, end, number, follows=True, closed=False))
                running -= 1
                continue
            runs_on = first is not None and _closes(text, first.start(), end)
        doubles = _double_spans(text, start, end, number, runs_on)
        if doubles and running and (opened or runs_on):
            doubles[0] = replace(doubles[0], follows=True)
        unclosed = bool(doubles) and not doubles[-1].closed and doubles[-1].end == end
        announced = opened and number > 0 and _ANNOUNCED.search(text, *paragraphs[number - 1]) is not None
        patience = _LONG_PATIENCE if announced else _PATIENCE
        running = patience if unclosed else 0
        if running and not _continues(text, paragraphs, number, patience):
            doubles[-1] = _without_speaker(text, doubles[-1])
            running = 0
        singles = single_spans(text, paragraphs, number, doubles)
        if singles and found and follows_single(text, found[-1], singles[0], number):
            singles[0] = replace(singles[0], follows=True)
        found += sorted([*doubles, *singles], key=lambda each: each.start)
    return tuple(found)


def _opens(text: str, start: int) -> bool:
    return text[start : start + 1] in _OPENING_MARKS


def _continues(text: str, paragraphs: Sequence[tuple[int, int]], number: int, patience: int) -> bool:
    """Whether the quotation that is open at the end of this paragraph continues in the next."""
    if number + 1 >= len(paragraphs):
        return False
    return _opens(text, paragraphs[number + 1][0]) or _closes_soon(text, paragraphs, number + 1, patience)


def _closes_soon(text: str, paragraphs: Sequence[tuple[int, int]], number: int, patience: int) -> bool:
    """Whether the first mark from this paragraph on, within a few, closes a quotation opened before.

    Announced words go on to the end of a text in which no mark follows: it was cut off.
    """
    for start, end in paragraphs[number : number + patience]:
        mark = _DOUBLE.search(text, start, end)
        if mark is not None:
            return _closes(text, mark.start(), end) and mark.start() > start
    return patience == _LONG_PATIENCE


def _neighbours(text: str, at: int) -> tuple[str, str]:
    return text[at - 1 : at] or "\n", text[at + 1 : at + 2] or "\n"


def _closes(text: str, at: int, end: int) -> bool:
    before, after = _neighbours(text, at)
    return before not in _SPACE and (after in _AFTER_CLOSING or at + 1 >= end)


def _only_closes(text: str, at: int, end: int) -> bool:
    """Whether the mark at `at` can close a quotation and open none; one behind a digit may mean inches."""
    before, after = _neighbours(text, at)
    opens = before in _BEFORE_OPENING and after not in _SPACE
    inches = text[at] == '"' and before.isdigit()
    return text[at] not in "“„«" and _closes(text, at, end) and not opens and not inches


@dataclass(frozen=True, slots=True)
class _Mark:
    """A double mark at `at`, the characters beside it, and whether it opens or closes, as far as they show."""

    at: int
    before: str
    after: str
    opens: bool
    closes: bool
    straight: bool


def _mark(text: str, at: int, start: int, end: int, inside: bool) -> _Mark:
    """The mark at `at` of the paragraph `text[start:end]`; `inside`: a quotation is open."""
    mark = text[at]
    before, after = _neighbours(text, at)
    if at == start:
        before = "\n"
    opens = before in _BEFORE_OPENING and after not in _SPACE
    closes = before not in _SPACE and (after in _AFTER_CLOSING or at + 1 >= end)
    if mark in "“„«" and not (inside and closes and not opens):
        opens, closes = True, False
    elif mark in "”»" and not (not inside and opens and not closes):
        opens, closes = False, True
    elif opens == closes:
        opens = not inside
    return _Mark(at, before, after, opens, closes, mark == '"')


@dataclass(slots=True)
class _Scan:
    """The double quotations of one paragraph, while it is read from left to right."""

    text: str
    start: int
    paragraph: int
    opening: int | None = None
    depth: int = 0  # marks inside marks
    last_closing: int | None = None
    follows: bool = False  # the open quotation continues an unclosed one of this paragraph
    found: list[Quotation] = field(default_factory=list)

    def begin(self, at: int, follows: bool) -> None:
        self.opening, self.depth, self.last_closing, self.follows = at, 1, None, follows

    def outside(self, mark: _Mark) -> None:
        """Read a mark while no quotation is open."""
        if mark.straight and mark.before.isdigit() and not (mark.opens and not mark.closes):
            return  # inches
        if mark.opens:
            self.begin(mark.at, follows=False)
        elif not self.found and mark.before in ".,!?…" and self.text[self.start : mark.at].strip():
            self.found.append(Quotation(self.start, mark.at + 1, self.paragraph))  # no opening mark

    def reopen(self, mark: _Mark, opening: int) -> None:
        """Read an opening mark while a quotation is open: the one before was never closed, or it is nested."""
        at = mark.at
        if self.text[max(opening, at - _NEAR) : at].rstrip()[-1:] in '.!?…”"' and at > opening + 1:
            before = self.text[max(at - _NEAR, 0) : at]
            end = at - (len(before) - len(before.rstrip()))
            unclosed = Quotation(opening, end, self.paragraph, self.follows, closed=False)
            self.found.append(_without_speaker(self.text, unclosed))
            self.begin(at, follows=not self.found[-1].closed)
        elif unclosed_before := _SPEAKER_INSIDE.search(self.text, max(opening, at - _BACK), at):
            self.found.append(Quotation(opening, unclosed_before.start() + 1, self.paragraph, self.follows))
            self.begin(at, follows=False)
        else:
            self.depth += 1

    def close(self, mark: _Mark, opening: int) -> None:
        """Read a closing mark while a quotation is open."""
        self.last_closing = mark.at + 1
        self.depth -= 1
        if self.depth > 0 and (mark.before in ".,!?…" or mark.after in ".,!?"):
            self.depth = 0  # marks inside marks are rarely all closed
        if self.depth <= 0:
            self.found.append(Quotation(opening, mark.at + 1, self.paragraph, self.follows))
            self.opening = None

    def finish(self, end: int) -> list[Quotation]:
        """The quotations of the paragraph, which ends at `end`."""
        if self.opening is not None:
            closed = self.last_closing is not None
            end = self.last_closing if self.last_closing is not None else end
            self.found.append(Quotation(self.opening, end, self.paragraph, self.follows, closed))
        return [each for each in self.found if each.end - each.start > 2]


def _double_spans(text: str, start: int, end: int, number: int, runs_on: bool) -> list[Quotation]:
    """The quotations between double marks in one paragraph; `runs_on`: one is open where it begins."""
    scan = _Scan(text, start, number)
    if runs_on:
        scan.begin(start, follows=False)
    for match in _DOUBLE.finditer(text, start, end):
        opening = scan.opening
        mark = _mark(text, match.start(), start, end, opening is not None)
        if opening is None:
            scan.outside(mark)
        elif mark.at == opening + 1:
            continue  # a mark set twice
        elif mark.opens:
            scan.reopen(mark, opening)
        else:
            scan.close(mark, opening)
    return [each for each in scan.finish(end) if not within_single(text, (start, end), each)]


def _without_speaker(text: str, each: Quotation) -> Quotation:
    """An unclosed quotation without the words at its end that say who speaks."""
    match = _UNCLOSED_BEFORE.search(text, max(each.start, each.end - _TAIL), each.end)
    return replace(each, end=match.start() + 1, closed=True) if match else each
