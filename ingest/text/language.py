"""Is a text English? The rules of attribution are those of English alone."""

import re

from rag.text.lexicon.tables import words

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 3000  # words
_FEWEST = 40  # words; of fewer nothing is certain
_SHARE = (
    0.14  # of small words: English prose has a third and more, other languages share a few by their spelling
)


def is_english(text: str) -> bool:
    """Whether the words between the others are those of English; so is a text that is too short to tell."""
    found = [match[0].casefold() for match, _ in zip(_WORD.finditer(text), range(_SAMPLE), strict=False)]
    if len(found) < _FEWEST:
        return True
    small = words("stop_words")
    return sum(word in small for word in found) >= _SHARE * len(found)
