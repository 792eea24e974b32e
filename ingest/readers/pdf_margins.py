"""Removal of running headers, footers and page numbers, which recur at the edges of pages."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.readers.pdf_lines import PdfLine

_EDGE = 3  # first and last lines of a page that may be headers and footers
_LEAST = 3  # pages; lines that recur on fewer may be text
_SHARE = 0.5  # share of the pages; headings of chapters and tables recur on fewer
_SHARE_OF_SIDE = 0.7  # share of all left pages, or of all right ones
_LONGEST = 160  # characters
_NUMBER = re.compile(
    r"(?:page\s*)?[-–—(|\[]?\s*(?P<number>\d{1,4}|[ivxlc]{1,7}|[A-Z]{1,2}-\d{1,3})\s*[-–—)|\]]?(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_HEAD = re.compile(r"(?P<first>\d{1,4})\s+\D{3,}|\D.*[^\s\d]\D*\s(?P<last>\d{1,4})")
_FIGURES = re.compile(r"\d+")


def without_margins(
    pages: Mapping[int, Sequence[PdfLine]],
) -> tuple[dict[int, list[PdfLine]], dict[int, str]]:
    """Return the pages without running lines, and the printed number of each page that has one."""
    running = _running(pages, _SHARE)
    for side in (0, 1):  # left and right pages may have different headers
        running |= _running({n: lines for n, lines in pages.items() if n % 2 == side}, _SHARE_OF_SIDE)
    numbered = _numbered(pages)
    kept: dict[int, list[PdfLine]] = {}
    for number, lines in pages.items():
        dropped = {id(line) for top, line in _edges(lines) if (top, _pattern(line)) in running}
        dropped |= {
            id(line) for _, line in _edges(lines) if number in numbered and _printed(line) == numbered[number]
        }
        kept[number] = [line for line in lines if id(line) not in dropped]
    return _without_headings_with_numbers(kept, numbered)


def _without_headings_with_numbers(
    pages: dict[int, list[PdfLine]], numbered: dict[int, str]
) -> tuple[dict[int, list[PdfLine]], dict[int, str]]:
    """Remove the outermost lines that end, or begin, with the number of their page: "Chapter 1. The bridge 12"."""
    found = {number: _outermost(lines) for number, lines in pages.items() if lines}
    distances = Counter(
        (side, int(each) - number) for number, candidates in found.items() for side, _, each in candidates
    )
    usual = {key for key, count in distances.items() if count >= _LEAST}
    for number, candidates in found.items():
        for side, line, each in candidates:
            if (side, int(each) - number) in usual:
                pages[number] = [other for other in pages[number] if other is not line]
                numbered.setdefault(number, each)
    return pages, numbered


def _outermost(lines: Sequence[PdfLine]) -> list[tuple[str, PdfLine, str]]:
    """The highest and the lowest line of a page that hold words and a number at one end: (where, line, number)."""
    found = []
    for where, line in (
        ("top", max(lines, key=lambda line: line.box.top)),
        ("bottom", min(lines, key=lambda line: line.box.bottom)),
    ):
        match = _HEAD.fullmatch(line.text) if len(line.text) <= _LONGEST else None
        if match is not None:
            found.append((where, line, match["first"] or match["last"]))
    return found


def _running(pages: Mapping[int, Sequence[PdfLine]], share: float) -> set[tuple[bool, str]]:
    """The lines that recur at the edge of at least this share of the pages: (whether at the top, pattern)."""
    seen: Counter[tuple[bool, str]] = Counter()
    for lines in pages.values():
        seen.update({(top, _pattern(line)) for top, line in _edges(lines)})
    return {key for key, count in seen.items() if count >= max(_LEAST, share * len(pages))}


def _edges(lines: Sequence[PdfLine]) -> list[tuple[bool, PdfLine]]:
    """The top and bottom lines of a page: (whether at the top, line)."""
    short = [line for line in lines if len(line.text) <= _LONGEST]
    by_height = sorted(short, key=lambda line: -line.box.top)
    highest = by_height[:_EDGE]
    lowest = by_height[max(_EDGE, len(by_height) - _EDGE) :]
    return [(True, line) for line in highest] + [(False, line) for line in lowest]


def _pattern(line: PdfLine) -> str:
    return _FIGURES.sub("#", " ".join(line.text.casefold().split()))


def _printed(line: PdfLine) -> str | None:
    match = _NUMBER.fullmatch(line.text.strip())
    return match["number"] if match else None


def _numbered(pages: Mapping[int, Sequence[PdfLine]]) -> dict[int, str]:
    """The printed number of each page: the only number in an edge line, increasing with the pages.

    Numbers at a constant difference from the physical page numbers, on three pages or more, are page numbers.
    """
    found: dict[int, list[str]] = {
        number: [each for _, line in _edges(lines) if (each := _printed(line))]
        for number, lines in pages.items()
    }
    distances = Counter(
        int(each) - number for number, several in found.items() for each in set(several) if each.isdigit()
    )
    kept = {distance for distance, count in distances.items() if count >= min(_LEAST, len(pages))}
    labels: dict[int, str] = {}
    for number, several in found.items():
        for each in several:
            if (each.isdigit() and int(each) - number in kept) or _is_roman(each, number, found):
                labels.setdefault(number, each)
    return labels


def _is_roman(each: str, number: int, found: Mapping[int, list[str]]) -> bool:
    """Whether a Roman numeral is a page number: the next page, or the one before, has the next numeral."""
    value = _roman(each)
    if value is None:
        return False
    neighbours = [(found.get(number + step, []), value + step) for step in (-1, 1)]
    return any(_roman(other) == wanted for others, wanted in neighbours for other in others)


def _roman(text: str) -> int | None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    figures = [values.get(letter, 0) for letter in text.lower()]
    if not figures or not all(figures):
        return None
    return sum(-one if one < two else one for one, two in zip(figures, [*figures[1:], 0], strict=True))
