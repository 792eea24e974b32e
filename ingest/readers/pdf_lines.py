"""Lines of a page in reading order: columns one after the other, a table row on one line.

pdfium gives text in the order of the file, which is mostly the reading order. It is kept if possible, so that a
quotation can be found in the text that any program extracts. Only lines across the gutter of two columns are split.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.readers.pdf_words import Box, PdfWord, hull

_SAME_LINE = 0.6  # of the lower one's height
_GUTTER = 0.9  # of a line's height; wider than any gap between words of justified text
_CELL = 1.6  # likewise, between cells of a table
_NUMBER = re.compile(r"\d{1,3}(?P<parts>(?:\.\d{1,3}){1,5}\.?)?")
_BEHIND_NUMBER = 0.9  # of a line's height: the gap between the number of a paragraph and its text
_FEW_WORDS = 5
_MARKER = 6  # characters of "(viii)"
_LINES_OF_COLUMNS = 4  # lines; a table of two rows is no pair of columns
_WORDS_OF_PROSE = 3.0  # average words of a line in a column; cells have fewer
_MARKERS = "•●○■□▪▫◦‣⁃–—-*·»➢✓\uf0b7\uf0a7"


@dataclass(frozen=True, slots=True)
class PdfLine:
    """Words on one baseline, from left to right."""

    words: tuple[PdfWord, ...]
    box: Box
    height: float  # of most of its words; a superscript is lower
    row: bool = False  # cells of a table

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def bold(self) -> bool:
        spelt = [word.bold for word in self.words if any(letter.isalpha() for letter in word.text)]
        return bool(spelt) and all(spelt)


def lines_of(words: Sequence[PdfWord]) -> list[PdfLine]:
    """Return the page's lines in reading order; rotated text comes last."""
    turns = Counter(word.turned for word in words)
    found: list[PdfLine] = []
    for turned, _ in turns.most_common():
        upright = [_upright(word) for word in words if word.turned == turned]
        found += _in_columns(_merged(_broken(upright)))
    return found


def _upright(word: PdfWord) -> PdfWord:
    """Rotate the boxes of a word so that it runs from left to right."""
    if not word.turned:
        return word
    boxes = tuple(_turn(box, word.turned) for box in word.boxes)
    return PdfWord(word.text, hull(boxes), boxes, word.breaks, word.turned, word.bold)


def as_written(word: PdfWord) -> Box:
    """The box of a line's word on the page, with its rotation undone."""
    return _turn(word.box, 4 - word.turned) if word.turned else word.box


def _turn(box: Box, quarters: int) -> Box:
    if quarters == 1:
        return Box(box.bottom, -box.right, box.top, -box.left)
    if quarters == 2:
        return Box(-box.right, -box.top, -box.left, -box.bottom)
    return Box(-box.top, box.left, -box.bottom, box.right)


def _broken(words: Sequence[PdfWord]) -> list[list[PdfWord]]:
    """Group words by pdfium's lines."""
    lines: list[list[PdfWord]] = [[]]
    for word in words:
        lines[-1].append(word)
        if word.breaks:
            lines.append([])
    return [line for line in lines if line]


def _merged(lines: Sequence[list[PdfWord]]) -> list[PdfLine]:
    """Merge neighbours on one baseline, as pdfium breaks lines between the cells of a row."""
    found: list[list[PdfWord]] = []
    for line in lines:
        if found and _continues(found[-1], line):
            found[-1] = found[-1] + line
        else:
            found.append(list(line))
    return [_line(words) for words in found]


def _continues(line: Sequence[PdfWord], following: Sequence[PdfWord]) -> bool:
    one, two = hull([word.box for word in line[-3:]]), hull([word.box for word in following[:3]])
    overlap = min(one.top, two.top) - max(one.bottom, two.bottom)
    return overlap > _SAME_LINE * min(one.height, two.height) and two.left > one.right - 1


def _line(words: Sequence[PdfWord]) -> PdfLine:
    height = median(word.box.height for word in words)
    return PdfLine(tuple(words), hull([word.box for word in words]), height, _is_row(words, height))


def _gaps(words: Sequence[PdfWord], least: float) -> list[tuple[float, float]]:
    return [
        (one.box.right, two.box.left) for one, two in pairwise(words) if two.box.left - one.box.right > least
    ]


def _is_row(words: Sequence[PdfWord], height: float) -> bool:
    """Whether wide gaps separate these words into cells; the gap behind a bullet or a number does not count."""
    marked = words[0].text in _MARKERS or (len(words[0].text) <= _MARKER and words[0].text[-1] in ".)")
    start = 1 if marked or is_numbered(words, height) else 0
    return bool(_gaps(words[start:], _CELL * height))


def is_numbered(words: Sequence[PdfWord], height: float) -> bool:
    """Whether the number of a paragraph stands before it: "2.14", or "14" before several words, and a gap."""
    if len(words) < 2 or words[1].box.left - words[0].box.right < _BEHIND_NUMBER * height:
        return False
    number = _NUMBER.fullmatch(words[0].text)
    return number is not None and (number["parts"] is not None or len(words) > _FEW_WORDS)


def _in_columns(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Split lines that run across columns: all of the left column, then the right one."""
    best = max(
        (_columns_from(lines, start) for start in range(len(lines)) if _gaps_of(lines[start])),
        key=lambda run: run[1] - run[0],
        default=(0, 0, 0.0),
    )
    start, end, gutter = best
    if end - start < _LINES_OF_COLUMNS:
        return list(lines)
    left = [part for line in lines[start:end] if (part := _part(line, gutter, True))]
    right = [part for line in lines[start:end] if (part := _part(line, gutter, False))]
    return [
        *_in_columns(lines[:start]),
        *_in_columns(left),
        *_in_columns(right),
        *_in_columns(lines[end:]),
    ]


def _gaps_of(line: PdfLine) -> list[tuple[float, float]]:
    return _gaps(line.words, _GUTTER * line.height)


def _columns_from(lines: Sequence[PdfLine], start: int) -> tuple[int, int, float]:
    """The longest run of lines from `start` that one gutter splits into two columns of prose, and its x."""
    best = (start, start, 0.0)
    for left, right in _gaps_of(lines[start]):
        end, both = start, 0
        last_both = start
        while end < len(lines):
            line = lines[end]
            if end > start and line.box.bottom > lines[end - 1].box.top:
                break
            narrowed = _narrowed(line, left, right)
            if narrowed is None:
                break
            left, right = narrowed
            if line.box.left < left and line.box.right > right:
                both, last_both = both + 1, end
            end += 1
        end = _without_strangers(lines, last_both, end)
        gutter = (left + right) / 2
        if (
            both >= _LINES_OF_COLUMNS
            and end - start > best[1] - best[0]
            and _is_prose(lines[start:end], gutter)
        ):
            best = (start, end, gutter)
    return best


def _narrowed(line: PdfLine, left: float, right: float) -> tuple[float, float] | None:
    """The part of a gutter that is free beside this line; None if the line runs across it."""
    for word in line.words:
        if word.box.left < right and word.box.right > left:
            middle = (word.box.left + word.box.right) / 2
            if middle < (left + right) / 2:
                left = max(left, word.box.right)
            else:
                right = min(right, word.box.left)
    return (left, right) if right - left > 0.7 * line.height else None


def _without_strangers(lines: Sequence[PdfLine], last_both: int, end: int) -> int:
    """The end of the column lines: the first one-sided line that does not follow closely is outside."""
    for index in range(last_both + 1, end):
        if lines[index - 1].box.bottom - lines[index].box.top > 1.5 * lines[index].height:
            return index
    return end


def _is_prose(lines: Sequence[PdfLine], gutter: float) -> bool:
    for side in (True, False):
        parts = [part for line in lines if (part := _part(line, gutter, side))]
        words = [word for part in parts for word in part.words]
        spelt = sum(1 for word in words if sum(map(str.isalpha, word.text)) > len(word.text) / 2)
        widest = max(part.box.right - part.box.left for part in parts)
        if len(words) < _WORDS_OF_PROSE * len(parts) or spelt < 0.75 * len(words):
            return False
        if median(part.box.right - part.box.left for part in parts) < 0.7 * widest:
            return False
    return True


def _part(line: PdfLine, gutter: float, left: bool) -> PdfLine | None:
    words = [word for word in line.words if (word.box.left + word.box.right) / 2 < gutter] if left else []
    if not left:
        words = [word for word in line.words if (word.box.left + word.box.right) / 2 >= gutter]
    return _line(words) if words else None
