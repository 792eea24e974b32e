"""The parts of a draft sentence: each may rest on a source sentence of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rag.text.analysis import Told, tell
from rag.text.lexicon import tables as lexicon
from rag.verification.attribution import reporting_places
from rag.verification.passages import SentPassage
from rag.verification.quotes import Quoted

_MOST_JOINTS = 6
_SHORTEST_PART = 2  # words that carry meaning
# Where a sentence may be split, so that each part can rest on a different source sentence.
_JOINTS = re.compile(
    rf"(?:,\s*|\s+)(?:{lexicon.alternatives(lexicon.words('clause_joints'))})\s+"
    r"|,\s+(?:of )?which\s+|[;:,]\s+|\s+[–—]\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a draft sentence: its span, its analysis, its quotations, and `aside`, the places of the words that
    only say who reports."""

    start: int
    end: int
    told: Told
    aside: frozenset[int]
    quotes: tuple[Quoted, ...]

    @property
    def exact(self) -> frozenset[int]:
        """The places of the words between quotation marks."""
        return frozenset(
            place
            for place, word in enumerate(self.told.words)
            if any(each.start <= word.start + self.start < each.end for each in self.quotes)
        )


def part_of(text: str, start: int, end: int, quotes: Sequence[Quoted], cited: Sequence[SentPassage]) -> Part:
    told = tell(text[start:end])
    names = [name for passage in cited for name in passage.names]
    inside = tuple(each for each in quotes if each.start < end and start < each.end)
    return Part(start, end, told, reporting_places(told, names), inside)


def splits(whole: Part) -> Iterator[list[tuple[int, int]]]:
    """Ways to split a sentence into parts, fewest parts first."""
    text = whole.told.text
    joints = [
        match.span()
        for match in _JOINTS.finditer(text)
        if not any(each.start < match.end() and match.start() < each.end for each in whole.quotes)
    ][:_MOST_JOINTS]
    for cuts in (1, 2):
        for chosen in combinations(joints, cuts):
            starts = [0, *(end for _, end in chosen)]
            ends = [*(start for start, _ in chosen), len(text)]
            spans = list(zip(starts, ends, strict=True))
            if all(_says_something(whole, start, end) for start, end in spans):
                yield spans


def _says_something(whole: Part, start: int, end: int) -> bool:
    inside = [
        place for place, word in enumerate(whole.told.words) if start <= word.start < end and word.tells
    ]
    return len(set(inside) - whole.aside) >= _SHORTEST_PART
