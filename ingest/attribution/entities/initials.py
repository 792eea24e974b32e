"""Whose initials stand in brackets behind a name: "Jo Hill, Clerk (JH)" in the list of those at a meeting."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from rag.text.lexicon.word_classes import is_title

Span = tuple[int, int]

_LONGEST = 120  # characters from a name to its initials
_BRACKETS = re.compile(r"\((?P<initials>[A-Z]{2,4})\)")
_WORD = re.compile(r"[^\s,()]+")
_MARKS = "\n:;()"  # before the name of the next


@lru_cache(maxsize=8)
def names_by_initials(text: str) -> Mapping[str, Span]:
    """Where the one name stands to which initials in brackets belong; initials of two people are left out."""
    found: dict[str, set[str]] = {}
    spans: dict[str, Span] = {}
    for match in _BRACKETS.finditer(text):
        initials = match["initials"]
        span = next(iter(_named(text, match.start(), initials)), None)
        if span is not None:
            found.setdefault(initials, set()).add(text[slice(*span)])
            spans.setdefault(initials, span)
    return {initials: spans[initials] for initials, names in found.items() if len(names) == 1}


def _named(text: str, end: int, initials: str) -> Iterator[Span]:
    """The words that begin with these initials, behind a title or just before the brackets."""
    start = max(text.rfind(mark, max(end - _LONGEST, 0), end) for mark in _MARKS) + 1
    several = list(_WORD.finditer(text, max(start, end - _LONGEST), end))
    while several and is_title(several[0].group().casefold().rstrip(".")):
        del several[0]
    for name in (several[: len(initials)], several[-len(initials) :]):
        if "".join(word.group()[0] for word in name) == initials:
            yield name[0].start(), name[-1].end()
