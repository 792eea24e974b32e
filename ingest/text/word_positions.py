"""Positions of words on the pages of a file, stored beside the text in a compact form.

They are stored when a file is read, so that a passage can be shown in its place at once, on pages read by OCR too.
Coordinates are fractions of the page as shown, with the origin at the top left.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

_WHOLE = 65535  # a page's width or height in stored units
_LARGEST = 2**27  # bytes; a layout comes from the process that read the file and is not trusted
_COLUMNS = 8
_PER_POINT = 100
_KEPT = "<i4"

Table = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Part of a page, in fractions of its width and height, with the origin at the top left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or the part of it on one line: `length` characters of the text from `start`.

    `runs` is the direction of writing on the page as shown: 0 right, 1 down, 2 left, 3 up.
    """

    start: int
    length: int
    page: int
    left: float
    top: float
    right: float
    bottom: float
    runs: int = 0


def pack(pieces: Iterable[Piece], sizes: Mapping[int, tuple[float, float]]) -> bytes:
    """Pack pieces, which must be in the order of the text; `sizes` are those of the pages as shown, in points."""
    rows = [
        (
            *(each.start, each.length, each.page),
            *map(_unit, (each.left, each.top, each.right, each.bottom)),
            each.runs,
        )
        for each in pieces
    ]
    table = np.array(rows, np.int64).reshape(-1, _COLUMNS)
    table[1:, 0] = np.diff(table[:, 0])  # differences, stored column by column, compress to a third
    pages = [
        (page, round(wide * _PER_POINT), round(high * _PER_POINT)) for page, (wide, high) in sizes.items()
    ]
    head = np.array([len(pages), *(value for page in pages for value in page)], _KEPT)
    return zlib.compress(head.tobytes() + table.T.astype(_KEPT).tobytes())


def page_sizes(layout: bytes) -> dict[int, tuple[float, float]]:
    """Width and height of each page as shown, in points; empty if these bytes are no layout."""
    pages, _ = _opened(layout)
    return {int(page): (wide / _PER_POINT, high / _PER_POINT) for page, wide, high in pages.tolist()}


def unpack(layout: bytes, start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """The pieces that overlap `text[start:end]`; empty if these bytes are no layout."""
    _, table = _opened(layout)
    starts, lengths = np.cumsum(table[:, 0]), table[:, 1]
    wanted = (lengths > 0) & (starts + lengths > start)
    if end is not None:
        wanted &= starts < end
    pieces = []
    for begins, row in zip(starts[wanted].tolist(), table[wanted].tolist(), strict=True):
        _, length, page, *sides, runs = row
        left, top, right, bottom = (side / _WHOLE for side in sides)
        pieces.append(Piece(begins, length, page, left, top, right, bottom, runs))
    return tuple(pieces)


def _opened(layout: bytes) -> tuple[Table, Table]:
    """The pages (number, width, height) and the pieces, with `start` as the difference from the piece before."""
    try:
        data = np.frombuffer(zlib.decompressobj().decompress(layout, _LARGEST), _KEPT).astype(np.int64)
        count = int(data[0])
        return data[1 : 1 + 3 * count].reshape(count, 3), data[1 + 3 * count :].reshape(_COLUMNS, -1).T
    except (zlib.error, ValueError, IndexError):
        return np.zeros((0, 3), np.int64), np.zeros((0, _COLUMNS), np.int64)


def rectangles(pieces: Sequence[Piece], text: str, start: int, end: int, page: int) -> list[Rectangle]:
    """The area of `text[start:end]` on this page, a rectangle a line; empty unless all letters have positions."""
    touched = [piece for piece in pieces if piece.start < end and piece.start + piece.length > start]
    placed = {
        at for piece in touched for at in range(max(start, piece.start), min(end, piece.start + piece.length))
    }
    if any(at not in placed and not text[at].isspace() for at in range(start, min(end, len(text)))):
        return []
    lines: list[Piece] = []
    for piece in touched:
        if piece.page == page and (part := _part(piece, start, end)) is not None:
            if lines and _goes_on(lines[-1], part):
                lines[-1] = _joined(lines[-1], part)
            else:
                lines.append(part)
    return [
        Rectangle(
            round(line.left, 5),
            round(line.top, 5),
            round(line.right - line.left, 5),
            round(line.bottom - line.top, 5),
        )
        for line in lines
    ]


def _unit(fraction: float) -> int:
    return round(min(max(fraction, 0.0), 1.0) * _WHOLE)


def _part(piece: Piece, start: int, end: int) -> Piece | None:
    """Cut the piece to the span, assuming letters of equal width; None if nothing of it is visible."""
    first, last = (
        max(start - piece.start, 0) / piece.length,
        min(end - piece.start, piece.length) / piece.length,
    )
    if piece.runs in (2, 3):
        first, last = 1 - last, 1 - first
    wide, high = piece.right - piece.left, piece.bottom - piece.top
    if piece.runs in (0, 2):
        part = replace(piece, left=piece.left + wide * first, right=piece.left + wide * last)
    else:
        part = replace(piece, top=piece.top + high * first, bottom=piece.top + high * last)
    if part.right <= part.left or part.bottom <= part.top:
        return None  # outside the visible page
    return part


def _goes_on(line: Piece, piece: Piece) -> bool:
    """Whether the piece continues the line."""
    if line.runs != piece.runs:
        return False
    if piece.runs in (0, 2):
        beside = min(line.bottom, piece.bottom) - max(line.top, piece.top)
        lower = min(line.bottom - line.top, piece.bottom - piece.top)
        behind = piece.left >= line.left if piece.runs == 0 else piece.right <= line.right
    else:
        beside = min(line.right, piece.right) - max(line.left, piece.left)
        lower = min(line.right - line.left, piece.right - piece.left)
        behind = piece.top >= line.top if piece.runs == 1 else piece.bottom <= line.bottom
    return behind and beside > 0.5 * lower


def _joined(line: Piece, piece: Piece) -> Piece:
    return replace(
        line,
        length=piece.start + piece.length - line.start,
        left=min(line.left, piece.left),
        top=min(line.top, piece.top),
        right=max(line.right, piece.right),
        bottom=max(line.bottom, piece.bottom),
    )
