"""Which pages of a document were read from pictures: noted in its metadata, so that a citation can warn."""

import re
from collections.abc import Iterable

from rag.types import Metadata

RECOGNISED = "recognised_pages"  # the field of `Metadata.extra`, as `page_ranges` writes it
_RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


def page_ranges(numbers: Iterable[int]) -> str:
    """Physical page numbers as people write them: "1-3, 7"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)


def is_recognised(metadata: Metadata, page: int | None, page_end: int | None = None) -> bool:
    """Whether the text on any of these physical pages was recognised from a picture."""
    if page is None:
        return False
    for first, last in _RANGE.findall(metadata.extra.get(RECOGNISED, "")):
        if int(first) <= (page_end or page) and page <= int(last or first):
            return True
    return False
