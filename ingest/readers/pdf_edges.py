"""The right edge of a paragraph, which tells whether a line was full and its sentence may continue on the next.

The edge is that of the lines around it which have its indent and height, not the furthest on the page: a title may run
over two columns, and an address may stick out.
"""

from collections.abc import Sequence

from ingest.readers.pdf_lines import PdfLine

_INDENT = 3.0  # heights by which first lines and items may be indented
_SAME_HEIGHT = 0.15
_GAP = 2.2  # heights between baselines; more ends a run of lines
_RUN = 4  # lines whose edge is certain
_AROUND = 8  # lines on each side that are asked where the run is shorter
_STICKS_OUT = 4.0  # heights by which one line alone may be longer than all others


def fills(flow: Sequence[PdfLine], index: int) -> bool:
    """Whether the first word of the next line of `flow` would not have fitted on the line `index`."""
    line, first = flow[index], flow[index + 1].words[0].box
    edge = _edge(flow, index)
    return line.box.right + 0.25 * line.height + (first.right - first.left) > edge - 0.3 * line.height


def _edge(flow: Sequence[PdfLine], index: int) -> float:
    run = _run(flow, index)
    if len(run) < _RUN:
        around = flow[max(index - _AROUND, 0) : index + _AROUND + 1]
        run = [line for line in around if _is_alike(line, flow[index])]
    rights = sorted((line.box.right for line in run), reverse=True) or [flow[index].box.right]
    if len(rights) > 2 and rights[0] - rights[1] > _STICKS_OUT * flow[index].height:
        return rights[1]
    return rights[0]


def _run(flow: Sequence[PdfLine], index: int) -> list[PdfLine]:
    """The lines above and below that are alike and follow each other closely."""
    found = [flow[index]]
    for step in (-1, 1):
        at = index
        while 0 <= at + step < len(flow) and abs(at + step - index) <= _AROUND:
            line, following = flow[at], flow[at + step]
            distance = abs(line.box.bottom - following.box.bottom)
            if not _is_alike(following, flow[index]) or distance > _GAP * line.height:
                break
            found.append(following)
            at += step
    return found


def _is_alike(line: PdfLine, other: PdfLine) -> bool:
    return (
        not line.row
        and abs(line.height - other.height) <= _SAME_HEIGHT * other.height
        and abs(line.box.left - other.box.left) <= _INDENT * other.height
    )
