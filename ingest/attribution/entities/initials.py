"""Whose initials stand in brackets behind a name: "Jo Hill, Clerk (JH)" in the list of those at a meeting."""

import re
from collections.abc import Iterator, Mapping, Sequence

from rag.text.lexicon.word_classes import is_title

Span = tuple[int, int]

_LONGEST = 120  # characters from a name to its initials
_BRACKETS = re.compile(r"\((?P<initials>[A-Z]{2,4})\)")
_WORD = re.compile(r"[^\s,()]+")
_LISTED = re.compile(r"[A-ZÀ-Þ][\w.’'-]*(?:[ \t]+[A-ZÀ-Þ][\w.’'-]*){1,4}")
_MARKS = "\n:;()"  # before the name of the next


def names_by_initials(text: str, listed: Sequence[Span] = ()) -> Mapping[str, Span]:
    """Where the one name stands to which initials belong; initials of two people are left out.

    They stand in brackets after the name; else they are those of a name in the lists of people at these places.
    """
    in_brackets = [
        (match["initials"], span)
        for match in _BRACKETS.finditer(text)
        for span in list(_named(text, match.start(), match["initials"]))[:1]
    ]
    in_lists = [(initials, span) for place in listed for initials, span in _in_list(text, *place)]
    return {**_of_one(text, in_lists), **_of_one(text, in_brackets)}


def _of_one(text: str, found: Sequence[tuple[str, Span]]) -> dict[str, Span]:
    names: dict[str, set[str]] = {}
    spans: dict[str, Span] = {}
    for initials, span in found:
        names.setdefault(initials, set()).add(text[slice(*span)])
        spans.setdefault(initials, span)
    return {initials: spans[initials] for initials, several in names.items() if len(several) == 1}


def _in_list(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """The names of two and more words in a list of people, each with its initials."""
    for match in _LISTED.finditer(text, start, end):
        several = list(_WORD.finditer(text, *match.span()))
        while several and is_title(several[0].group().casefold().rstrip(".")):
            del several[0]
        if len(several) > 1:
            letters = "".join(word.group()[0] for word in several)
            yield letters, (several[0].start(), several[-1].end())


def _named(text: str, end: int, initials: str) -> Iterator[Span]:
    """The words that begin with these initials, behind a title or just before the brackets."""
    start = max(text.rfind(mark, max(end - _LONGEST, 0), end) for mark in _MARKS) + 1
    several = list(_WORD.finditer(text, max(start, end - _LONGEST), end))
    while several and is_title(several[0].group().casefold().rstrip(".")):
        del several[0]
    for name in (several[: len(initials)], several[-len(initials) :]):
        if "".join(word.group()[0] for word in name) == initials:
            yield name[0].start(), name[-1].end()
