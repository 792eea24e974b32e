"""The text of a block from its lines, words rejoined that a line's end had split, and where each word stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.readers.pdf_lines import PdfLine, as_written
from ingest.readers.pdf_words import Box
from ingest.text.reading import Block
from rag.types import Role

_DRAWN = re.compile(r"^[•●○■□▪▫◦‣⁃➢✓\uf0b7\uf0a7]\s+")
_HYPHENATED = re.compile(r"(\w*[^\W\d_])-$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A word of a block, or the part of it on one line, and its box in points of the page."""

    start: int
    length: int
    page: int
    box: Box
    turned: int


@dataclass(frozen=True, slots=True)
class Laid:
    """A block and the position of each of its words."""

    block: Block
    spots: tuple[Spot, ...]


def laid(lines: Sequence[tuple[int, PdfLine]], role: Role, words: Mapping[str, int]) -> Laid:
    """One block of `lines`, each with its page; `words` counts those of the whole document."""
    text = ""
    breaks: list[tuple[int, int]] = []
    spots: list[Spot] = []
    page = lines[0][0]
    for number, line in lines:
        whole = _appended(text, line.text, words)
        start = len(whole) - len(line.text)
        if start < len(text):  # the hyphen at the end was removed
            spots[-1] = replace(spots[-1], length=spots[-1].length - 1)
        if number != page:
            breaks.append((start, number))
            page = number
        for word in line.words:
            spots.append(Spot(start, len(word.text), number, as_written(word), word.turned))
            start += len(word.text) + 1
        text = whole
    drawn = _DRAWN.match(text) if role == "item" else None
    if drawn:
        cut = drawn.end()
        text = text[cut:]
        breaks = [(max(offset - cut, 0), number) for offset, number in breaks]
        spots = [replace(spot, start=spot.start - cut) for spot in spots if spot.start >= cut]
    return Laid(Block(text, role, lines[0][0], tuple(breaks)), tuple(spots))


def _appended(text: str, line: str, words: Mapping[str, int]) -> str:
    """Append the line to the text, and rejoin a word that was split at the end of a line."""
    hyphenated = _HYPHENATED.search(text)
    second = re.match(r"\w+", line)
    if hyphenated is None or second is None or not second[0][0].islower():
        return f"{text} {line}" if text else line
    one, two = hyphenated[1].casefold(), second[0].casefold()
    return (text if _keeps_hyphen(one, two, words) else text[:-1]) + line


def _keeps_hyphen(one: str, two: str, words: Mapping[str, int]) -> bool:
    """Decide by the rest of the document: it has "longterm", "long-term", or each part as a word of its own."""
    if words.get(one + two):
        return False
    if words.get(f"{one}-{two}"):
        return True
    return len(one) > 1 and len(two) > 2 and bool(words.get(one)) and bool(words.get(two))
