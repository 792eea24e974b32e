"""Folds text for literal search: no case, no accents, one kind of quotation mark, dash and blank.

Nearly every character folds to one, so that a place in the folded text is the same place in the text. Where
some do not (the ligature "ﬁ", "ß", a combining mark by itself), the places at which the two differ are kept.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from rag.text.matching import DASHES, QUOTES

_ODD = re.compile(r"[^\x00-\x7f]|[\t\r\f\v\"`]")
# Letters that Unicode does not decompose.
_LETTERS = {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"}


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded text. `begins` are places in it, `places` those of the original text that correspond."""

    text: str
    begins: tuple[int, ...] = (0,)
    places: tuple[int, ...] = (0,)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text for a span of the folded one; a character that folds to several is
        taken whole.
        """
        return self._place(start), self._place(end - 1) + 1

    def _place(self, at: int) -> int:
        run = bisect_right(self.begins, at) - 1
        place = self.places[run] + at - self.begins[run]
        if run + 1 < len(self.places):
            place = min(place, self.places[run + 1] - 1)
        return place


def folded(text: str) -> FoldedText:
    """A whole text, in which spans are found."""
    odd = set(_ODD.findall(text))
    uneven = [character for character in odd if len(_fold(character)) != 1]
    begins, places = [0], [0]
    if uneven:
        moved = 0
        for found in re.finditer(f"[{''.join(map(re.escape, uneven))}]", text):
            piece = len(_fold(found.group()))
            begins += [found.start() + moved] if piece else []
            places += [found.start()] if piece else []
            moved += piece - 1
            begins.append(found.end() + moved)
            places.append(found.end())
    for character in odd:
        text = text.replace(character, _fold(character))
    return FoldedText(text.lower(), tuple(begins), tuple(places))


def fold(text: str) -> str:
    """Fold a few words, with one blank between them."""
    return " ".join(folded(unicodedata.normalize("NFC", text)).text.split())


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    """Fold a character; folding twice changes nothing."""
    before, pieces = "", character
    while pieces != before:
        before, pieces = pieces, "".join(map(_step, pieces))
    return pieces


def _step(character: str) -> str:
    if character in QUOTES:
        return "'"
    if character in DASHES:
        return "-"
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Cf", "Mn"):
        return ""
    if not character.isalpha():
        return character
    letters = unicodedata.normalize("NFKD", character.lower().casefold())
    plain = (_LETTERS.get(letter, letter) for letter in letters if not unicodedata.combining(letter))
    return "".join(plain).lower() or character
