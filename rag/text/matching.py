"""Find a string in a text regardless of how blanks, quotation marks, dashes and ellipses are typed.

A model that copies a sentence straightens curly quotation marks and turns line breaks into blanks. Both sides are
folded, only to find the place; the result is a span of the original text. Everything else must match exactly: a
sentence and its negation are 99 % alike, so a near match is no match.
"""

import re
import unicodedata

QUOTES = "'\"‘’‚‛“”„‟«»‹›`´′″＂＇"
DASHES = "-‐‑‒–—―−﹘﹣－"
_LONGER = {"…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_NO_EDGE = -1  # inside a character that folds to several


class Folded:
    """A folded text, made once and searched often."""

    def __init__(self, text: str) -> None:
        self._text = text
        folded: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        for index, character in enumerate(text):
            if character.isspace():
                if folded and folded[-1] == " ":
                    self._ends[-1] = index + 1
                    continue
                pieces = " "
            elif character in DASHES:
                if folded and folded[-1] == "-":
                    self._ends[-1] = index + 1
                    continue
                pieces = "-"
            elif unicodedata.category(character) == "Cf":
                continue  # soft hyphens and zero-width characters are not seen, and not typed
            else:
                pieces = "'" if character in QUOTES else _LONGER.get(character, character)
            folded.extend(pieces)
            self._starts += [index] + [_NO_EDGE] * (len(pieces) - 1)
            self._ends += [_NO_EDGE] * (len(pieces) - 1) + [index + 1]
        self._folded = "".join(folded)

    def find(self, wanted: str) -> list[tuple[int, int]]:
        """Every span of the text that matches `wanted`, in order; whole words and numbers only."""
        needle = fold(wanted)
        if not needle:
            return []
        found = []
        at = self._folded.find(needle)
        while at >= 0:
            start, end = self._starts[at], self._ends[at + len(needle) - 1]
            if start != _NO_EDGE and end != _NO_EDGE and self._is_whole(at, at + len(needle)):
                found.append((start, end))
            at = self._folded.find(needle, at + 1)
        return found

    def _is_whole(self, start: int, end: int) -> bool:
        return not (joined(self._folded, start) or joined(self._folded, end))


def fold(text: str) -> str:
    """`text` as it is compared: one blank for many, one kind of mark, no invisible characters."""
    return _MANY_DASHES.sub("-", _BLANKS.sub(" ", text.translate(_PIECES))).strip()


class _Pieces(dict[int, str | None]):
    """What each character folds to, computed at its first use."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        if character in DASHES:
            pieces: str | None = "-"
        elif unicodedata.category(character) == "Cf":
            pieces = None
        else:
            pieces = "'" if character in QUOTES else _LONGER.get(character, character)
        self[code] = pieces
        return pieces


_PIECES = _Pieces()
_BLANKS = re.compile(r"\s+")
_MANY_DASHES = re.compile(r"-{2,}")


def joined(text: str, at: int) -> bool:
    """Whether a cut at `at` goes through a word or a number: "un|able", "1|,200", "5|0"."""
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    if before in ".," and after.isdigit():
        return at >= 2 and text[at - 2].isdigit()
    return before.isdigit() and after in ".," and text[at + 1 : at + 2].isdigit()
