"""The words of a PDF page as pdfium gives them, each letter with its position."""

import threading
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from ingest.text.clean import clean

# pdfium is not thread-safe: hold this lock while a file is open.
PDFIUM = threading.RLock()

_HYPHEN_MARKS = "\ufffe\x02\xad"  # pdfium's characters for a hyphen at the end of a line, and the soft hyphen
_QUARTER = 1.5707963
_LOW = 0.85  # of the size of a letter; no font for text is lower from its ascenders to its descenders
_ASCENT, _DESCENT = 0.72, 0.21  # of the size of a letter, as most fonts for text tell


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, y upwards, on the page before rotation."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PdfWord:
    """Letters without a space between them; `boxes` has one for each character of `text`.

    `breaks`: pdfium ended a line after it. `turned` is in quarters, 0 for upright text.
    """

    text: str
    box: Box
    boxes: tuple[Box, ...]
    breaks: bool = False
    turned: int = 0
    bold: bool = False


def words_of(page: Any) -> list[PdfWord]:
    """Read the words of a pypdfium2 page, in pdfium's order."""
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    try:
        return _Reader(pdfium, textpage.raw).read()
    finally:
        textpage.close()


def hull(boxes: list[Box] | tuple[Box, ...]) -> Box:
    """The smallest box around these boxes."""
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def _cleaned(letters: list[str], boxes: list[Box]) -> tuple[str, tuple[Box, ...]]:
    """Clean a word, with one box for each resulting character: "e" and its accent become one."""
    text = clean("".join(letters))
    if len(text) == len(letters):
        return text, tuple(boxes)
    found: list[Box] = []
    start = 0
    for end in range(1, len(letters) + 1):
        if end < len(letters) and unicodedata.combining(letters[end]):
            continue
        found += [hull(boxes[start:end])] * len(clean("".join(letters[start:end])))
        start = end
    return text, tuple(found) if len(found) == len(text) else (hull(boxes),) * len(text)


class _Reader:
    def __init__(self, pdfium: Any, textpage: Any) -> None:
        self._pdfium = pdfium
        self._page = textpage
        self._found: list[PdfWord] = []
        self._text: list[str] = []
        self._boxes: list[Box] = []
        self._first = 0

    def read(self) -> list[PdfWord]:
        count = self._pdfium.FPDFText_CountChars(self._page)
        index = 0
        while index < count:
            code = self._pdfium.FPDFText_GetUnicode(self._page, index)
            letter = chr(code)
            if 0xD800 <= code < 0xDC00 and index + 1 < count:
                low = self._pdfium.FPDFText_GetUnicode(self._page, index + 1)
                letter = chr(0x10000 + ((code - 0xD800) << 10) + (low & 0x3FF))
                self._add(index, letter)
                index += 1
            elif letter in "\r\n":
                self._end(breaks=True)
            elif letter in _HYPHEN_MARKS:
                self._add(index, "-")
                if index + 1 < count and not self._same_line(index, index + 1):
                    self._end(breaks=True)
            elif letter.isspace() or letter == "\0":
                self._end()
            elif not 0xDC00 <= code < 0xE000:
                self._add(index, letter)
            index += 1
        self._end(breaks=True)
        return self._found

    def _add(self, index: int, letter: str) -> None:
        if not self._text:
            self._first = index
        box = self._box(index) or (self._boxes[-1] if self._boxes else None)
        if box is not None:
            self._text.append(letter)
            self._boxes.append(box)

    def _box(self, index: int) -> Box | None:
        """The loose box of a letter: as high as its font."""
        found = self._pdfium.FS_RECTF()
        if not self._pdfium.FPDFText_GetLooseCharBox(self._page, index, found):
            return None
        left, right = sorted((found.left, found.right))
        bottom, top = sorted((found.bottom, found.top))
        box = self._heightened(index, Box(left, bottom, right, top))
        return box if box.top > box.bottom else None

    def _heightened(self, index: int, box: Box) -> Box:
        """The box; where a font tells less height than letters have, by the size in which the letter is set."""
        import ctypes

        matrix, x, y = self._pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        if not (
            self._pdfium.FPDFText_GetMatrix(self._page, index, matrix)
            and self._pdfium.FPDFText_GetCharOrigin(self._page, index, x, y)
        ):
            return box
        size = self._pdfium.FPDFText_GetFontSize(self._page, index)
        across, up = matrix.c * size, matrix.d * size
        if abs(up) >= abs(across) and box.height < _LOW * abs(up):
            bottom, top = sorted((y.value - _DESCENT * up, y.value + _ASCENT * up))
            return Box(box.left, bottom, box.right, top)
        if abs(across) > abs(up) and box.right - box.left < _LOW * abs(across):
            left, right = sorted((x.value - _DESCENT * across, x.value + _ASCENT * across))
            return Box(left, box.bottom, right, box.top)
        return box

    def _same_line(self, index: int, following: int) -> bool:
        one, two = self._box(index), self._box(following)
        if one is None or two is None:
            return True
        overlap = min(one.top, two.top) - max(one.bottom, two.bottom)
        return two.left >= one.left and overlap > 0.5 * min(one.height, two.height)

    def _end(self, breaks: bool = False) -> None:
        text, boxes = _cleaned(self._text, self._boxes)
        if text:
            turned = self._turned(self._first)
            self._found.append(PdfWord(text, hull(boxes), boxes, breaks, turned, self._bold(self._first)))
        elif breaks and self._found:
            self._found[-1] = replace(self._found[-1], breaks=True)
        self._text, self._boxes = [], []

    def _turned(self, index: int) -> int:
        angle = self._pdfium.FPDFText_GetCharAngle(self._page, index)
        return round(angle / _QUARTER) % 4 if angle > 0 else 0

    def _bold(self, index: int) -> bool:
        import ctypes

        name = ctypes.create_string_buffer(96)
        flags = ctypes.c_int()
        self._pdfium.FPDFText_GetFontInfo(self._page, index, name, 96, flags)
        called = name.value.lower()
        return any(word in called for word in (b"bold", b"black", b"heavy", b"semibold")) or bool(
            flags.value >> 18 & 1
        )


def evenly_set(text: str, box: Box) -> list[PdfWord]:
    """The words of one line that fills `box`, as if all its letters were equally wide."""
    wide = (box.right - box.left) / max(len(text), 1)
    found: list[PdfWord] = []
    start = 0
    for piece in text.split():
        start = text.index(piece, start)
        boxes = tuple(
            Box(box.left + wide * at, box.bottom, box.left + wide * (at + 1), box.top)
            for at in range(start, start + len(piece))
        )
        found.append(PdfWord(piece, hull(boxes), boxes))
        start += len(piece)
    if found:
        found[-1] = replace(found[-1], breaks=True)
    return found
