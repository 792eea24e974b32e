"""Conversion from points of a page to fractions of the page as shown: rotated and cropped."""

import ctypes
from dataclasses import dataclass
from typing import Any

from ingest.readers.pdf_words import Box

_FINE = 1_000_000  # dots; pdfium gives whole numbers
_FAR = 1000.0  # points


@dataclass(frozen=True, slots=True)
class Frame:
    """The mapping of a point (x, y) to (`across` · (x, y, 1), `down` · (x, y, 1)), with the origin at the top left."""

    across: tuple[float, float, float]
    down: tuple[float, float, float]

    def placed(self, box: Box) -> tuple[float, float, float, float]:
        """Return (left, top, right, bottom) as fractions of the page."""
        corners = [(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
        xs = [self.across[0] * x + self.across[1] * y + self.across[2] for x, y in corners]
        ys = [self.down[0] * x + self.down[1] * y + self.down[2] for x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def runs(self, turned: int) -> int:
        """The direction, as shown, of writing that is turned by this many quarters: 0 right, 1 down, 2 left, 3 up."""
        x, y = ((1, 0), (0, 1), (-1, 0), (0, -1))[turned]
        right, down = self.across[0] * x + self.across[1] * y, self.down[0] * x + self.down[1] * y
        if abs(right) > abs(down):
            return 0 if right > 0 else 2
        return 1 if down > 0 else 3


def frame_of(page: Any) -> Frame:
    """The frame of the text of a pypdfium2 page."""
    import pypdfium2.raw as pdfium

    def shown(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, _FINE, _FINE, 0, x, y, across, down)
        return across.value / _FINE, down.value / _FINE

    origin, right, up = shown(0, 0), shown(_FAR, 0), shown(0, _FAR)
    across, down = (
        ((right[axis] - origin[axis]) / _FAR, (up[axis] - origin[axis]) / _FAR, origin[axis])
        for axis in (0, 1)
    )
    return Frame(across, down)


def frame_of_picture(width: float, height: float, turns: int) -> Frame:
    """The frame of words from OCR of a page, which was turned by this many quarters anticlockwise and then was
    `width` wide and `height` high."""
    right, up = 1 / width, 1 / height
    x, rest_x = (right, 0.0, 0.0), (-right, 0.0, 1.0)
    y, rest_y = (0.0, -up, 1.0), (0.0, up, 0.0)
    return (Frame(x, y), Frame(rest_y, x), Frame(rest_x, rest_y), Frame(y, rest_x))[turns]
