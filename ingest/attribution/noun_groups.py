"""What a stretch of words that names or describes somebody is about: its main word, its name, its owner."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.attribution.given_names import GIVEN
from ingest.attribution.grammar import ARTICLES, CALENDAR, DEFINITE, DETERMINERS, INDEFINITE, OWNERS, TYING
from ingest.attribution.mentions import Mention, Names, first, possessive
from ingest.attribution.nouns import (
    BODY_NAMES,
    CARRIERS,
    NO_SPEAKER,
    QUANTITIES,
    can_speak,
    is_person,
    is_plural,
    is_title,
    is_work,
    titles,
)
from ingest.attribution.units import Token

_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
JOINS = frozenset("of de van von der den la le du al el bin ibn da dos di & the y".split())


class NounGroups(Names):
    """Reads `tokens[begin:end]` as one who can speak."""

    def within(self, tokens: Sequence[Token], begin: int, end: int, anyone: bool = False) -> Mention | None:
        """Whom the phrase means; None where that cannot speak.

        `anyone`: the sentence says that it speaks, whatever noun it is.
        """
        opening = begin
        definite = tokens[begin].lower in DEFINITE or possessive(tokens[begin])
        while begin < end and (
            not tokens[begin].word
            or tokens[begin].lower == "that"
            or (tokens[begin].lower in ARTICLES and not _article_of_name(tokens, begin))
        ):
            begin += 1
        if begin >= end:
            return None
        while end - begin > 2 and tokens[end - 1].text.isdigit() and tokens[end - 2].lower in TYING:
            end -= 2  # «the article of 5 June»
        if end - begin > 1 and _YEAR.fullmatch(tokens[begin].text) and tokens[begin + 1].capital:
            opening = begin = begin + 1  # «In January 2019 Leeds council asked»
        head = self._head(tokens, begin, end)
        if self.is_name(tokens, head) and not possessive(tokens[head]):
            return self._name(tokens, begin, head, tokens[opening].start, definite)
        word = tokens[head].lower.removesuffix("’s")
        tail = word.rsplit("-", 1)[-1]
        noun = word if can_speak(word) else tail if can_speak(tail) else word if anyone else None
        if noun is None or (
            noun == word and not can_speak(noun) and (noun in CALENDAR or noun in NO_SPEAKER)
        ):
            return None
        if is_work(noun) and tokens[begin].lower in OWNERS:
            pronoun = OWNERS[tokens[begin].lower]  # «his analysis», «its report»
            token = tokens[begin]
            return Mention(token.start, token.end, "pronoun", pronoun, token.start, plural=pronoun == "they")
        if noun in CARRIERS:
            owner = self.owner(tokens, begin, head, end)
            if owner is not None:
                return replace(owner, opens=tokens[opening].start)
        named = any(self.is_name(tokens, k) for k in range(begin, end))
        counted = (
            tokens[opening].lower in DETERMINERS or "’" in tokens[opening].text or named or is_plural(noun)
        )
        if not (counted or is_work(noun) or first(tokens, opening)):
            return None  # «country by country»: a single one would have an article
        return Mention(
            tokens[begin].start,
            tokens[end - 1].end,
            "described",
            noun,
            tokens[opening].start,
            named,
            is_plural(noun),
            definite and tokens[opening].lower not in INDEFINITE,
            is_person(noun) or not can_speak(noun),
        )

    def owner(self, tokens: Sequence[Token], begin: int, head: int, end: int = 0) -> Mention | None:
        """Whose statement, letter or view the phrase is, with its noun at `head`."""
        if head + 1 < end and tokens[head + 1].lower in ("from", "by", "of"):
            return self.within(tokens, head + 2, end) if head + 2 < end else None
        for k in range(head - 1, begin - 1, -1):
            if not possessive(tokens[k]):
                continue
            if not self.is_name(tokens, k):
                return self.within(tokens, begin, k + 1)
            start = tokens[self._run_start(tokens, begin, k)].start
            cut = 2 if tokens[k].lower.endswith("’s") else 1
            return Mention(start, tokens[k].end - cut, "name", tokens[k].lower[:-cut], start, named=True)
        return None

    def _name(
        self, tokens: Sequence[Token], begin: int, head: int, opens: int, definite: bool
    ) -> Mention | None:
        left = self._run_start(tokens, begin, head)
        joined = left > begin + 1 and tokens[left - 1].lower == "and" and self.is_name(tokens, left - 2)
        if joined:
            left = self._run_start(tokens, begin, left - 2)
        words = [tokens[k].lower.rstrip(".") for k in range(left, head + 1)]
        if is_title(words[-1]) and not joined:  # «DuckDuckGo’s CEO»
            named = any(self.is_name(tokens, k) for k in range(begin, head))
            start = tokens[begin].start
            return Mention(start, tokens[head].end, "described", words[-1], opens, named, False, True, True)
        if joined and words[-1] in BODY_NAMES and tokens[max(left - 1, 0)].lower == "the":
            joined = False  # «the Health and Social Care Committee» is one
        office = 0 if joined else titles(words)
        left += office
        body = any(word in BODY_NAMES for word in words[office:])
        described = left > begin and is_person(tokens[left - 1].lower)
        person = bool(office) or described or (not body and not joined and 2 <= head + 1 - left <= 3)
        start, end = tokens[left].start, tokens[head].end
        if end - start < 2:
            return None
        return Mention(start, end, "name", tokens[head].lower, opens, True, joined, definite, person)

    def _run_start(self, tokens: Sequence[Token], begin: int, head: int) -> int:
        """Where the run of capital words begins that ends at `head`."""
        left = head
        while left - 1 >= begin:
            token = tokens[left - 1]
            if self.is_name(tokens, left - 1) and (
                not possessive(token) or self._inside(tokens, begin, left - 1)
            ):
                left -= 1
            elif left - 2 >= begin and joins(tokens, left - 1) and self.is_name(tokens, left - 2):
                if possessive(tokens[left - 2]) or tokens[max(left - 3, begin)].lower in GIVEN:
                    break
                left -= 2
            elif token.lower == "the" and left - 2 >= begin and tokens[left - 2].lower == "of":
                left -= 1
            else:
                break
        return left

    def _inside(self, tokens: Sequence[Token], begin: int, at: int) -> bool:
        """Whether a possessive is part of a body's name: "Directors of Children’s Services"."""
        if tokens[at].lower.endswith("s’") and at > begin and self.is_name(tokens, at - 1):
            return tokens[at + 1].lower in BODY_NAMES  # «the Leeds Tenants’ Group»
        joined = at - 2 >= begin and joins(tokens, at - 1) and self.is_name(tokens, at - 2)
        return joined and tokens[at + 1].lower in BODY_NAMES

    def _head(self, tokens: Sequence[Token], begin: int, end: int) -> int:
        """The main word: the last one before what a preposition ties to it."""
        for k in range(begin + 1, end):
            if tokens[k].lower not in TYING or not tokens[k - 1].word:
                continue
            if tokens[k].lower == "of" and tokens[k - 1].lower in QUANTITIES:
                continue  # «one of our writers»
            inside_name = (
                tokens[k].lower in ("of", "for")
                and joins(tokens, k)
                and tokens[max(k - 2, begin)].lower not in GIVEN
                and self.is_name(tokens, k - 1)
                and any(self.is_name(tokens, other) for other in range(k + 1, end))
            )
            if not inside_name:
                return k - 1
        return next((k for k in range(end - 1, begin, -1) if tokens[k].word), begin)


def joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether a small word may stand inside a name: "University of Leeds", "Institute for Fiscal Studies"."""
    return tokens[at].lower in JOINS or (tokens[at].lower == "for" and tokens[at - 1].lower in BODY_NAMES)


def _article_of_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether "The" belongs to the name behind it: "told The Verge"."""
    return (
        tokens[at].text == "The" and not first(tokens, at) and at + 1 < len(tokens) and tokens[at + 1].capital
    )
