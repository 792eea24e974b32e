"""From a page's own points to fractions of the page as it is shown: turned, and cut to its crop box."""

import ctypes
from dataclasses import dataclass
from typing import Any

from ingest.readers.pdf_words import Box

_FINE = 1_000_000  # dots; pdfium gives whole ones
_FAR = 1000.0  # points


@dataclass(frozen=True, slots=True)
class Frame:
    """What a point (x, y) becomes: (`across` · (x, y, 1), `down` · (x, y, 1)), origin top left."""

    across: tuple[float, float, float]
    down: tuple[float, float, float]

    def placed(self, box: Box) -> tuple[float, float, float, float]:
        """(left, top, right, bottom) as fractions of the page."""
        corners = [(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
        xs = [self.across[0] * x + self.across[1] * y + self.across[2] for x, y in corners]
        ys = [self.down[0] * x + self.down[1] * y + self.down[2] for x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def runs(self, turned: int) -> int:
        """How writing that is turned by so many quarters runs as shown: 0 right, 1 down, 2 left, 3 up."""
        x, y = ((1, 0), (0, 1), (-1, 0), (0, -1))[turned]
        right, down = self.across[0] * x + self.across[1] * y, self.down[0] * x + self.down[1] * y
        if abs(right) > abs(down):
            return 0 if right > 0 else 2
        return 1 if down > 0 else 3


def frame_of(page: Any) -> Frame:
    """The frame of what stands on a pypdfium2 page as text."""
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
    """The frame of words read from the picture of a page, `width` and `height` wide and high as it was read,
    which was turned by so many quarters against the clock before."""
    right, up = 1 / width, 1 / height
    x, rest_x = (right, 0.0, 0.0), (-right, 0.0, 1.0)
    y, rest_y = (0.0, -up, 1.0), (0.0, up, 0.0)
    return (Frame(x, y), Frame(rest_y, x), Frame(rest_x, rest_y), Frame(y, rest_x))[turns]
