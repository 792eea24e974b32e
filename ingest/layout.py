"""Where each word of a text stands on the pages it came from, kept beside the text in a compact form.

It is written when a file is read and never worked out again, so that a passage can be shown in its place at
once, on recognised pages too. Coordinates are fractions of the page as shown, origin top left.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

_WHOLE = 65535  # a page's width or height in the units that are kept
_LARGEST = 2**27  # bytes; a layout comes from whoever read the file, and is unpacked with care
_COLUMNS = 7


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Part of a page: fractions of its width and height, origin top left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or what of it stands on one line: `length` characters of the text from `start`."""

    start: int
    length: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


def pack(pieces: Iterable[Piece]) -> bytes:
    """The kept form of pieces that are in the order of the text."""
    rows = [
        (each.start, each.length, each.page, *map(_unit, (each.left, each.top, each.right, each.bottom)))
        for each in pieces
    ]
    table = np.array(rows, np.int64).reshape(-1, _COLUMNS)
    table[1:, 0] = np.diff(table[:, 0])  # steps and columns of a kind compress to a third
    return zlib.compress(table.T.astype("<i4").tobytes())


def unpack(layout: bytes) -> tuple[Piece, ...]:
    """The pieces; none where these bytes are no layout."""
    try:
        data = zlib.decompressobj().decompress(layout, _LARGEST)
        table = np.frombuffer(data, "<i4").reshape(_COLUMNS, -1).T.astype(np.int64)
    except (zlib.error, ValueError):
        return ()
    starts = np.cumsum(table[:, 0])
    return tuple(
        Piece(int(start), int(row[1]), int(row[2]), *(float(each) / _WHOLE for each in row[3:]))
        for start, row in zip(starts, table, strict=True)
    )


def rectangles(pieces: Sequence[Piece], text: str, start: int, end: int, page: int) -> list[Rectangle]:
    """What `text[start:end]` covers of this page, a rectangle a line; none unless every letter has its place."""
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
    """The piece cut to the span, its letters taken to be equally wide; None where nothing of it is to be seen."""
    first, last = max(start - piece.start, 0), min(end - piece.start, piece.length)
    wide = (piece.right - piece.left) / piece.length
    left, right = piece.left + wide * first, piece.left + wide * last
    if right <= left or piece.bottom <= piece.top:
        return None  # outside what the page shows
    return Piece(piece.start + first, last - first, piece.page, left, piece.top, right, piece.bottom)


def _goes_on(line: Piece, piece: Piece) -> bool:
    overlap = min(line.bottom, piece.bottom) - max(line.top, piece.top)
    lower = min(line.bottom - line.top, piece.bottom - piece.top)
    return overlap > 0.5 * lower and piece.left >= line.left


def _joined(line: Piece, piece: Piece) -> Piece:
    return Piece(
        line.start,
        piece.start + piece.length - line.start,
        line.page,
        line.left,
        min(line.top, piece.top),
        max(line.right, piece.right),
        max(line.bottom, piece.bottom),
    )
