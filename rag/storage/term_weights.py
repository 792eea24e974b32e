"""Weights of words: rare words weigh more than common ones, in these documents and in English.

A few documents say little about the language: in nine passages "seem" is as rare as "tribunal". So the share of
passages that hold a word is estimated from both, as if `_PRIOR` passages of ordinary English stood beside
the library's own. The language's part comes from the vocabulary of BERT, whose whole words are numbered by how
common they are: by Zipf's law the word of rank r is about one in 10 r.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from rag.embedding.minilm import VOCABULARY

_PRIOR = 200  # passages
_PASSAGE = 150  # words
_FIRST_WORD = 1995  # what stands before it in the vocabulary are signs and letters
_RANK_OF_THE_UNLISTED = 60_000


class Frequencies(Protocol):
    """How many passages contain a word; a lexical index is one."""

    def frequencies(self, words: Iterable[str]) -> list[int]: ...

    def total(self) -> int: ...


class Rarity:
    """Weights of words over one lexical index."""

    def __init__(self, lexical: Frequencies) -> None:
        self._lexical = lexical

    def of(self, word: str) -> float:
        """The weight of a plain word: -log of the share of passages that would hold it, from 0 to about 9."""
        return self.counted([word]).weight(word)

    def frequency(self, word: str) -> int:
        """The number of passages that contain it, in any form."""
        return self._lexical.frequencies([word])[0]

    def counted(self, words: Iterable[str]) -> "Counted":
        """Several words at one look into the index."""
        several = list(dict.fromkeys(words))
        counts = dict(zip(several, self._lexical.frequencies(several), strict=True))
        return Counted(counts, self._lexical.total())


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of the `passages` contain each word, in any form."""

    holding: Mapping[str, int]
    passages: int

    def weight(self, word: str) -> float:
        """As `Rarity.of` gives it."""
        rank = VOCABULARY.get(word, _FIRST_WORD + _RANK_OF_THE_UNLISTED) - _FIRST_WORD
        expected = 1 - math.exp(-_PASSAGE / (10 * max(rank, 1)))
        share = (self.holding[word] + _PRIOR * expected) / (self.passages + _PRIOR)
        return -math.log(min(max(share, 1e-4), 1.0))
