"""Where a noun phrase begins that ends at a word, and where one ends that begins there."""

from collections.abc import Sequence

from ingest.attribution.grammar import (
    AUXILIARIES,
    BOUNDARIES,
    CALENDAR,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SOME,
    TYING,
)
from ingest.attribution.noun_groups import JOINS, NounGroups
from ingest.attribution.nouns import QUANTITIES, can_speak
from ingest.attribution.units import Token
from ingest.attribution.verbs import VERBS

_LONGEST = 12  # words of a phrase before its verb
_LEADING = DETERMINERS | frozenset("first then now former also".split())  # «first author Jo Hill»


class Bounds(NounGroups):
    """Finds the ends of phrases by the small words around them."""

    def beginning(self, tokens: Sequence[Token], at: int) -> int | None:
        """Where the phrase begins that ends at `at`."""
        left = at
        while left >= 0 and at - left < _LONGEST:
            token = tokens[left]
            word = token.lower
            if token.quote is not None and left < at:
                left -= 1
            elif token.quote is not None or (not token.word and token.text not in ".-"):
                break
            elif word in DETERMINERS:
                if not (left and tokens[left - 1].lower in TYING and self._ties(tokens, left - 1)):
                    return left
                left -= 2
            elif word in TYING:
                if left == at or not self._ties(tokens, left):
                    break
                left -= 1
            elif word == "and" and 0 < left < at:
                if not (self.is_name(tokens, left + 1) and self.is_name(tokens, left - 1)):
                    break
                left -= 1
            elif word in JOINS and 0 < left < at and self.is_name(tokens, left - 1):
                left -= 1
            elif _bounds(word) or (word in VERBS and not token.capital and not can_speak(word)):
                if not self.is_name(tokens, left):
                    break
                left -= 1
            else:
                left -= 1
        return left + 1 if left < at else None

    def ending(self, tokens: Sequence[Token], at: int) -> int:
        """Where the phrase ends that begins at `at`."""
        right = at
        named = False
        while right < len(tokens) and right - at < _LONGEST + 3:
            token = tokens[right]
            word = token.lower
            name = self.is_name(tokens, right)
            if token.quote is not None or (not token.word and token.text != "&"):
                break
            if word in TYING and right > at:
                if right + 1 >= len(tokens) or not tokens[right + 1].word or not self._tied(tokens, right):
                    break
                named = False
            elif word == "and" and named:
                if right + 1 >= len(tokens) or not self.is_name(tokens, right + 1):
                    break
            elif self._stops(tokens, right, named) and not (right == at and word in _LEADING):
                break
            named = named or name
            right += 1
        return right

    def _ties(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether what stands before the preposition is described by what stands after it."""
        if at < 1 or not tokens[at - 1].word:
            return False
        word = tokens[at - 1].lower
        if can_speak(word):
            return True
        if tokens[at].lower == "of" and (word in SOME or word in QUANTITIES or self.is_name(tokens, at - 1)):
            return True
        return at >= 2 and tokens[at - 2].lower in TYING and self._ties(tokens, at - 2)

    def _tied(self, tokens: Sequence[Token], preposition: int) -> bool:
        """Whether what follows the preposition describes what stands before it."""
        if tokens[preposition].lower != "of":
            return can_speak(tokens[preposition - 1].lower)
        if self.is_name(tokens, preposition - 1):
            return tokens[preposition + 1].capital
        return True

    def _stops(self, tokens: Sequence[Token], at: int, named: bool) -> bool:
        """Whether the phrase, with a name in it or not yet, has ended before this word."""
        word = tokens[at].lower
        if _bounds(word) and not self.is_name(tokens, at):
            return True
        return (
            not tokens[at].capital
            and not can_speak(word)
            and ((named and word not in JOINS) or word in VERBS)
        )


def _bounds(word: str) -> bool:
    return (
        word in PREPOSITIONS
        or word in BOUNDARIES
        or word in PRONOUNS
        or word in AUXILIARIES
        or word in CALENDAR
    )
