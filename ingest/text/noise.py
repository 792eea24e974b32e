"""Whether a text layer is noise: glyphs without meaning, or a mix of letters that no language has.

A font without a table of its characters gives letters that were shifted or made up; the page looks right and its
text is worth nothing. Letters are compared by frequency with those of English: other languages in Latin letters, from
Welsh to Finnish and Swahili, are alike by .72 to .95, English with its letters shifted by .35 to .7 (cosines).
"""

import math
import unicodedata
from collections import Counter

_FEWEST = 60  # characters, blanks aside; less tells nothing
_FEWEST_LETTERS = 200
_STRANGE = 0.2  # of the characters
_LATIN = 0.9  # of the letters
_ALIKE = 0.66  # the cosine of two tables of frequencies
# Per cent of the letters of English (Lewand, Cryptological Mathematics, 2000).
_PER_CENT = (
    "12.7 9.1 8.2 7.5 7.0 6.7 6.3 6.1 6.0 4.3 4.0 2.8 2.8 2.4 2.4 2.2 2.0 2.0 1.9 1.5 1.0 .8 .2 .2 .1 .1"
)
_ENGLISH = dict(
    zip(
        "etaoinshrdlcumwfgypbvkjxqz",
        map(float, _PER_CENT.split()),
        strict=True,
    )
)


def is_noise(text: str) -> bool:
    """Whether the text of a page says nothing in any language; a text in another script is not judged."""
    characters = [each for each in text if not each.isspace()]
    if len(characters) < _FEWEST:
        return False
    if sum(map(_is_strange, characters)) > _STRANGE * len(characters):
        return True
    letters = Counter(
        unicodedata.normalize("NFD", each)[0].casefold() for each in characters if each.isalpha()
    )
    latin = {each: letters[each] for each in _ENGLISH}
    total = sum(latin.values())
    return total >= max(_FEWEST_LETTERS, _LATIN * letters.total()) and _likeness(latin) < _ALIKE


def _likeness(letters: dict[str, int]) -> float:
    """The cosine of the angle between these frequencies and those of English."""
    shared = sum(count * _ENGLISH[each] for each, count in letters.items())
    lengths = sum(count**2 for count in letters.values()) * sum(share**2 for share in _ENGLISH.values())
    return shared / math.sqrt(lengths)


def _is_strange(character: str) -> bool:
    """Private use, not assigned, a control, or what stands for something that could not be decoded."""
    return unicodedata.category(character) in ("Co", "Cn", "Cc") or character == "\ufffd"
