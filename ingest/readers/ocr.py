"""OCR of pages by rapidocr, whose models are part of its package: nothing is downloaded."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ingest.readers.heartbeat import picture_begins
from ingest.readers.pdf_words import Box, PdfWord, evenly_set
from ingest.text.clean import clean

_DOTS_PER_POINT = 3.0  # 216 dots an inch; measured best for letters of 8 to 12 points
_MOST_DOTS = 3400  # on the longer side; larger pages are scaled down
_SURE = 0.5  # a line below it is noise
_SAMPLE = 4  # lines that are read both ways to detect an upside-down page


@dataclass(frozen=True, slots=True)
class Recognised:
    """Words in points, y upwards, on a page of `width` and `height` that was turned by `turns` quarters
    anticlockwise before it was read."""

    words: list[PdfWord]
    width: float
    height: float
    turns: int


def recognise(page: Any) -> Recognised:
    """Recognise the words on a pypdfium2 page as it is shown."""
    picture_begins()
    scale = min(_DOTS_PER_POINT, _MOST_DOTS / max(*page.get_size(), 1))
    bitmap = page.render(scale=scale, may_draw_forms=True)
    picture = bitmap.to_numpy()[:, :, :3].copy()
    bitmap.close()
    lines = _lines(picture)
    if turns := _turns(picture, lines):
        picture = _turned(picture, turns)
        lines = _lines(picture)
    height, width = picture.shape[0] / scale, picture.shape[1] / scale
    words: list[PdfWord] = []
    for text, box in _in_rows(lines):
        placed = Box(
            box.left / scale, height + box.bottom / scale, box.right / scale, height + box.top / scale
        )
        words += evenly_set(text, placed)
    return Recognised(words, width, height, turns)


def _lines(picture: Any) -> list[tuple[str, Box]]:
    """Find lines with their boxes in dots, y upwards from 0 at the top."""
    # Every option is passed each time: the engine keeps those of the last call.
    found = _engine()(picture, use_det=True, use_cls=False, use_rec=True)
    lines: list[tuple[str, Box]] = []
    if found.txts is None:
        return lines
    for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        text = clean(text)
        if score >= _SURE and text.strip():
            across, down = [float(x) for x, _ in corners], [float(y) for _, y in corners]
            lines.append((text, Box(min(across), -max(down), max(across), -min(down))))
    return lines


def _in_rows(lines: list[tuple[str, Box]]) -> list[tuple[str, Box]]:
    """Sort from top to bottom, and within one height from left to right."""
    rows: list[list[tuple[str, Box]]] = []
    for line in sorted(lines, key=lambda line: -(line[1].top + line[1].bottom)):
        middle = (line[1].top + line[1].bottom) / 2
        first = rows[-1][0][1] if rows else None
        if first is not None and first.bottom + 0.3 * first.height < middle:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line[1].left)]


def _turns(picture: Any, lines: list[tuple[str, Box]]) -> int:
    """The number of quarter turns that set a page upright."""
    sample = sorted(lines, key=lambda line: -len(line[0]))[:_SAMPLE]
    if not sample:
        return 0
    lying = sum(1 for _, box in sample if box.height > box.right - box.left) > len(sample) / 2
    quarters = (1, 3) if lying else (0, 2)
    crops = [picture[int(-box.top) : int(-box.bottom), int(box.left) : int(box.right)] for _, box in sample]
    upright, turned = (sum(_certainty(_turned(crop, turns)) for crop in crops) for turns in quarters)
    return quarters[1] if turned > upright else quarters[0]


def _certainty(line: Any) -> float:
    """The confidence of the reading of one line, from 0 to 1."""
    if not line.size:
        return 0.0
    found = _engine()(line, use_det=False, use_cls=False, use_rec=True)
    return float(found.scores[0]) if found.scores else 0.0


def _turned(picture: Any, turns: int) -> Any:
    import numpy

    return numpy.ascontiguousarray(numpy.rot90(picture, turns))


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    # The direction classifier turns good lines upside down (measured: 5 to 11 % of words lost), and a
    # batch of lines is padded to its longest, which blurs the others.
    # Lines are found equally well in a smaller picture, in a fraction of the time; letters need the full one.
    finding = {"Det.limit_type": "max", "Det.limit_side_len": 1280}
    reading = {"Global.use_cls": False, "Rec.rec_batch_num": 1, "Global.log_level": "critical"}
    return RapidOCR(params=finding | reading)
