"""Mend typing errors: the word of the documents, or of common English, that a word is most probably a slip of.

Distances are by optimal string alignment (Damerau-Levenshtein in which no part is edited twice), so that two letters
in the wrong order are one slip.
"""

import math
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from rag.embedding.minilm import VOCABULARY
from rag.question.word_families import other_spelling
from rag.text.tokens import FUNCTION, plain, stem

_DIGITS_AND_LETTERS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_SHORTEST, _SHORTEST_NAME = 4, 5  # letters of what may be a slip
_LONG_ENOUGH = 6  # letters of a word in which one letter may be wrong
_LONG = 8  # letters, from which on there may be two slips
_CANDIDATES = 30
_ANOTHER_LETTER = 0.5  # a wrong letter is rarer than one too many, one too few or two swapped
_OF_THE_DOCUMENTS = 0.4
_KNOWN = 20_000  # ranks of the model's vocabulary from which common words are taken
_SHORTEST_PIECE = 3


class Slips:
    """Mends words over the vocabulary of the documents; `held` says whether a word still stands in one."""

    def __init__(
        self, counts: Mapping[str, int], capitals: Mapping[str, str], held: Callable[[str], bool]
    ) -> None:
        self._counts = counts
        self._capitals = capitals
        self._held = held
        self._by_length: dict[int, list[str]] = {}
        for word in {*filter(str.isalpha, counts), *_common()}:
            self._by_length.setdefault(len(word), []).append(word)

    def mended(self, typed: str, name: bool) -> str | None:
        """The plain word or words that were meant; None where nothing is near. `name`: it was typed as a name."""
        word = plain(typed)
        return self._apart(typed) or self._nearest(word, name) or self._two_words(word)

    def _nearest(self, word: str, name: bool) -> str | None:
        if len(word) < (_SHORTEST_NAME if name else _SHORTEST) or not word.isalpha():
            return next(
                (each for each in FUNCTION if word.isalpha() and _swapped(word, each) and word[0] == each[0]),
                None,
            )
        most = 2 if len(word) >= _LONG and not name else 1
        near = [
            (self._strangeness(word, candidate, distance), candidate)
            for length in range(len(word) - most, len(word) + most + 1)
            for candidate, distance, _ in extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                processor=None,
                score_cutoff=most,
                limit=_CANDIDATES,
            )
            if _swapped(word, candidate) or _likely(word, candidate)
        ]
        if name:
            near = [each for each in near if each[1] in self._capitals and _same_name(word, each[1])]
        found = (each for _, each in sorted(near))
        return next((each for each in found if each not in self._counts or self._held(each)), None)

    def _strangeness(self, word: str, candidate: str, distance: float) -> float:
        another = len(word) == len(candidate) and not _swapped(word, candidate)
        count = self._counts.get(candidate, 0)
        return distance + _ANOTHER_LETTER * another - _OF_THE_DOCUMENTS * bool(count) - math.log1p(count) / 20

    def _apart(self, typed: str) -> str | None:
        """ "than15,000" is typed for "than 15,000": letters and digits run together, and they stand nowhere so."""
        pieces = _DIGITS_AND_LETTERS.split(typed)
        whole = all(plain(piece) in self._counts or is_english(plain(piece)) for piece in pieces)
        return " ".join(pieces) if len(pieces) > 1 and whole else None

    def _two_words(self, word: str) -> str | None:
        """ "socialworkers" is typed for two words that the documents have."""
        pairs = [
            (min(self._counts[word[:at]], self._counts[word[at:]]), f"{word[:at]} {word[at:]}")
            for at in range(_SHORTEST_PIECE, len(word) - _SHORTEST_PIECE + 1)
            if word[:at] in self._counts and word[at:] in self._counts
        ]
        return max(pairs)[1] if pairs else None


def is_english(word: str) -> bool:
    """Is a plain word a number, a common English word or a form of one?"""
    # The vocabulary spells as Americans do.
    known = {stem(word), stem(other_spelling(word) or word)} & _english_stems()
    return word.isdigit() or word in FUNCTION or bool(known)


def _likely(word: str, candidate: str) -> bool:
    """The first letter is hardly ever the wrong one, and with one wrong letter a short word is another word."""
    return word[0] == candidate[0] and (len(word) != len(candidate) or len(word) >= _LONG_ENOUGH)


def _swapped(word: str, candidate: str) -> bool:
    return len(word) == len(candidate) and sorted(word) == sorted(candidate)


def _same_name(typed: str, name: str) -> bool:
    """Letters swapped, doubled or left out inside a name: another letter makes it another name."""
    ends = typed[:1] == name[:1] and typed[-1:] == name[-1:]
    return ends and (len(typed) != len(name) or _swapped(typed, name))


@cache
def _english_stems() -> frozenset[str]:
    listed = files(__package__).joinpath("english", "words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(map(stem, VOCABULARY.words())) | {each for each in listed if not each.startswith("#")}


@cache
def _common() -> frozenset[str]:
    """Common English words that are long enough to be mistyped."""
    words = (word for word in VOCABULARY.words() if VOCABULARY.get(word, _KNOWN) < _KNOWN)
    return frozenset(word for word in words if len(word) >= _SHORTEST and word.isascii())
