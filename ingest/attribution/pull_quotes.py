"""Pull quotes: words set apart that the document's own quotations hold once more, with their speaker."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_SHINGLE = 6  # words
_LONGEST = 60


class PullQuotes:
    """Finds whose quotation repeats a stretch of text; `spoken` are the spans that have a speaker."""

    def __init__(self, text: str, spoken: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._spoken = [_words(text, start, end) for start, end in spoken]
        self._holders: dict[tuple[str, ...], list[int]] = {}
        for number, words in enumerate(self._spoken):
            for at in range(len(words) - _SHINGLE + 1):
                holders = self._holders.setdefault(tuple(words[at : at + _SHINGLE]), [])
                if not holders or holders[-1] != number:
                    holders.append(number)

    def holder(self, start: int, end: int) -> int | None:
        """The number of the span that holds all words of `text[start:end]`."""
        words = _words(self._text, start, end)
        if not _SHINGLE <= len(words) <= _LONGEST:
            return None
        wanted = " ".join(words)
        holders = self._holders.get(tuple(words[:_SHINGLE]), [])
        return next((number for number in holders if wanted in " ".join(self._spoken[number])), None)


def _words(text: str, start: int, end: int) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text, start, end)]
