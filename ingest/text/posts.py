"""Posts of a thread: lines that give who posted something, and when, above what was posted.

«Jo Hill · 7:15 am»; «Jo Hill» above «8 March at 07:52»; «Jo Hill @johill ·».
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.text.dates import MONTH_PATTERN
from rag.text.lexicon.tables import alternatives, entries
from rag.text.lexicon.word_classes import GIVEN_NAMES, is_title

_FEWEST = 3  # posts of a thread
_NUMBERS = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH_PATTERN})|(?:{MONTH_PATTERN})\s+\d{{1,2}}|{_NUMBERS})"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?"
_UNITS = [form for each in entries("time_units") for form in (each.word, each.values["plural"], each.word[0])]
_AGO = rf"(?:\d{{1,3}}\s?(?:{alternatives(set(_UNITS))})(?:\s+ago)?|yesterday|today)"
_WHEN = rf"(?:{_DATE}(?:,?\s+\d{{4}})?(?:,?\s+(?:at\s+)?{_CLOCK})?|{_AGO}(?:\s+at\s+{_CLOCK})?|{_CLOCK})"
_NAME = r"(?P<name>[^\W\d_][^\n·•|@:,()\[\]<>]{1,40}?)"
_HANDLE = r"(?:\s*\(?@\w{2,30}\)?)"
_DOT = r"[ \t]*[·•|][ \t]*"
_FLAGS = re.MULTILINE | re.IGNORECASE
_OPENS = rf"^[ \t>]*{_NAME}{_HANDLE}?"
_IN_LINE = re.compile(rf"{_OPENS}(?:{_DOT}[^\n·•|]{{2,30}})?{_DOT}{_WHEN}[ \t]*$", _FLAGS)
_TWO_LINES = re.compile(
    rf"{_OPENS}(?:{_DOT}[^\n]{{2,30}})?[ \t]*\n{{1,2}}[ \t>]*{_WHEN}(?:{_DOT}[^\n]{{1,20}})?[ \t]*$", _FLAGS
)
_WITH_HANDLE = re.compile(rf"^[ \t>]*{_NAME}{_HANDLE}[ \t]*[·•]?[ \t]*$", _FLAGS)
_ALONE = ("replying to", "in reply to")
_LONGEST_NAME = 5  # words


@dataclass(frozen=True, slots=True)
class PostHead:
    """The lines `text[start:end]` above a post, and the span of who posted it."""

    start: int
    end: int
    name: tuple[int, int]


def post_heads(text: str) -> tuple[PostHead, ...]:
    """The heads of a thread's posts in order; none where the text is no thread of several people."""
    for forms in ((_IN_LINE, _TWO_LINES), (_WITH_HANDLE,)):
        found = sorted(
            {each.start: each for form in forms for each in _heads(text, form)}.values(),
            key=lambda each: each.start,
        )
        names = {text[slice(*each.name)].casefold() for each in found}
        people = sum(
            "@" in text[each.start : each.end] or _is_somebody(text[slice(*each.name)]) for each in found
        )
        if len(found) >= _FEWEST and len(names) > 1 and 2 * people >= len(found):
            return tuple(found)
    return ()


def _is_somebody(name: str) -> bool:
    words = name.casefold().split()
    return any(word in GIVEN_NAMES or is_title(word) for word in words[:2])


def only_answers(paragraph: str) -> bool:
    """Whether a paragraph only says to whom a post replies."""
    return paragraph.casefold().startswith(_ALONE) and len(paragraph.split()) <= _LONGEST_NAME


def _heads(text: str, form: re.Pattern[str]) -> Iterator[PostHead]:
    for match in form.finditer(text):
        name = match["name"].strip(" *_")
        words = name.split()
        capital = any(word[:1].isupper() for word in words)
        if capital and len(words) <= _LONGEST_NAME and not name.casefold().startswith(_ALONE):
            start = match.start("name") + match["name"].index(name)
            yield PostHead(match.start(), match.end(), (start, start + len(name)))
