"""Noun phrases that can speak: the one that ends before a verb, and the one that begins after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.attribution.lexicon import (
    ARTICLES,
    AUXILIARIES,
    BODY_NAMES,
    BOUNDARIES,
    CALENDAR,
    CARRIERS,
    DEFINITE,
    DETERMINERS,
    INDEFINITE,
    OPENERS,
    OWN_VOICE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    TITLES,
    TYING,
    VERBS,
    can_speak,
    is_person,
    is_plural,
    is_work,
)
from ingest.attribution.units import Token

Form = Literal["name", "described", "pronoun", "own"]
_JOINS = frozenset("of de van von der den la le du al el bin ibn da dos di & the y".split())
_LONGEST = 9  # words of a phrase before its verb
_DASHES = "–—"


@dataclass(frozen=True, slots=True)
class Mention:
    """Who is spoken of: `text[start:end]`, articles and titles left out.

    `head` is the noun of a description or the last word of a name; `named` tells whether a proper name is in it.
    """

    start: int
    end: int
    form: Form
    head: str
    named: bool = True
    plural: bool = False
    definite: bool = False
    person: bool = False
    # The whole phrase, from its article on.
    phrase_start: int = 0

    @property
    def work(self) -> bool:
        return self.form == "described" and is_work(self.head)


class Phrases:
    """Finds noun phrases.

    `common` are the words that the document also writes small, `proper` those that it writes large in mid-sentence.
    """

    def __init__(self, text: str, common: frozenset[str], proper: frozenset[str] = frozenset()) -> None:
        self._text = text
        self._common = common
        self._proper = proper

    def is_name(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the token is (part of) a proper name."""
        token = tokens[at]
        if not token.word or not token.capital or len(token.text) == 0:
            return False
        word = token.lower.removesuffix("’s").rstrip("’")
        if word in CALENDAR or word in OWN_VOICE:
            return False
        if _first(tokens, at):
            if word in OPENERS:
                return word in self._proper and word not in PRONOUNS | DETERMINERS | PREPOSITIONS
            follows = at + 1 < len(tokens) and tokens[at + 1].capital
            return follows or word not in self._common and not _described(word)
        return word not in ARTICLES or token.text == "The"

    def before(self, tokens: Sequence[Token], at: int, depth: int = 0) -> Mention | None:
        """The phrase whose last token is `tokens[at]`, or that a parenthesis there belongs to."""
        if at < 0 or depth > 4:
            return None
        token = tokens[at]
        if token.text == ")":
            opening = next((k for k in range(at, -1, -1) if tokens[k].text == "("), None)
            return self.before(tokens, opening - 1, depth + 1) if opening else None
        if token.text == ",":
            return self._around_commas(tokens, at, depth)
        if token.text in _DASHES:
            opening = next((k for k in range(at - 2, 0, -1) if tokens[k].text in _DASHES), None)
            return self.before(tokens, opening - 1, depth + 1) if opening else None
        if not token.word:
            return None
        word = token.lower
        if word in PRONOUNS:
            return Mention(token.start, token.end, "pronoun", word, False, word == "they")
        if word in OWN_VOICE:
            return Mention(token.start, token.end, "own", word, False)
        if word in ("who", "which", "that") and at:
            left = at - 2 if tokens[at - 1].text == "," else at - 1
            return self.before(tokens, left, depth + 1)
        if word in ("one", "another", "many", "some", "both", "others", "several", "few", "most"):
            return Mention(
                token.start,
                token.end,
                "described",
                word,
                False,
                word not in ("one", "another"),
                False,
                True,
                token.start,
            )
        begin = self._beginning(tokens, at)
        return self.within(tokens, begin, at + 1) if begin is not None else None

    def after(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """The phrase that begins at `tokens[at]`, with the name that stands beside a description."""
        if at >= len(tokens) or not tokens[at].word:
            return None
        if tokens[at].lower in PRONOUNS:
            return Mention(tokens[at].start, tokens[at].end, "pronoun", tokens[at].lower, False)
        if tokens[at].lower in OWN_VOICE:
            return Mention(tokens[at].start, tokens[at].end, "own", tokens[at].lower, False)
        end = self._ending(tokens, at)
        if end <= at:
            return None
        found = self.within(tokens, at, end)
        while found is None and end - 1 > at:
            end -= 1  # «in the report include»
            found = self.within(tokens, at, end)
        if (
            found is not None
            and found.form == "described"
            and end + 1 < len(tokens)
            and tokens[end].text == ","
        ):
            beside = self._ending(tokens, end + 1)
            if beside > end + 1 and (beside >= len(tokens) or not tokens[beside].word):
                named = self.within(tokens, end + 1, beside)
                if named is not None and named.form == "name" and " " in self._text[named.start : named.end]:
                    return named
        return found

    def around(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """The phrase whose main noun is `tokens[at]`."""
        begin = self._beginning(tokens, at)
        return (
            self.within(tokens, begin, max(self._ending(tokens, at), at + 1)) if begin is not None else None
        )

    def within(self, tokens: Sequence[Token], begin: int, end: int) -> Mention | None:
        """What the phrase `tokens[begin:end]` is about; None where it cannot speak."""
        phrase_start = tokens[begin].start
        definite = tokens[begin].lower in DEFINITE or tokens[begin].lower.endswith(("’s", "s’"))
        indefinite = tokens[begin].lower in INDEFINITE
        while begin < end and (tokens[begin].lower in ARTICLES and not _title_article(tokens, begin)):
            begin += 1
        while begin < end and not tokens[begin].word:
            begin += 1
        if begin >= end:
            return None
        head = self._head(tokens, begin, end)
        if head is None:
            return None
        if self.is_name(tokens, head) and not tokens[head].lower.endswith(("’s", "s’")):
            return self._name(tokens, begin, head, end, phrase_start, definite)
        word = tokens[head].lower.removesuffix("’s")
        tail = word.rsplit("-", 1)[-1]
        noun = word if can_speak(word) else tail if can_speak(tail) else None
        if noun is None:
            return None
        if noun in CARRIERS:
            owner = self._owner(tokens, begin, head, end)
            if owner is not None:
                return owner
        named = any(self.is_name(tokens, k) for k in range(begin, end))
        return Mention(
            tokens[begin].start,
            tokens[end - 1].end,
            "described",
            noun,
            named,
            is_plural(noun),
            definite and not indefinite,
            is_person(noun),
            phrase_start,
        )

    def _name(
        self, tokens: Sequence[Token], begin: int, head: int, end: int, phrase_start: int, definite: bool
    ) -> Mention | None:
        left = self._run_start(tokens, begin, head)
        right = head + 1
        joined = left > begin + 1 and tokens[left - 1].lower == "and" and self.is_name(tokens, left - 2)
        if joined:
            left = self._run_start(tokens, begin, left - 2)
        words = [tokens[k].lower.rstrip(".") for k in range(left, right)]
        titled = False
        # «Apple CEO Tim Cook»: the name begins behind the last title.
        title = (
            max((k for k, word in enumerate(words[:-1]) if word in TITLES), default=-1) if not joined else -1
        )
        if title >= 0:
            left += title + 1
            titled = True
        if words[-1] in TITLES and not joined:
            begin = min(begin, left)
            return Mention(
                tokens[left].start if not titled else tokens[begin].start,
                tokens[right - 1].end,
                "described",
                words[-1],
                len(words) > 1,
                False,
                True,
                True,
                phrase_start,
            )
        body = any(word in BODY_NAMES for word in words)
        # «University of Toronto», but not «Tim Cook of Apple»
        if not body and right < end:
            end = right
        person = (
            titled
            or (left > begin and is_person(tokens[left - 1].lower))
            or (not body and 2 <= right - left <= 3 and not joined)
        )
        start, stop = tokens[left].start, tokens[right - 1].end
        if self._text[start:stop] in ("I", ""):
            return None
        return Mention(
            start, stop, "name", tokens[right - 1].lower, True, joined, definite, person, phrase_start
        )

    def _run_start(self, tokens: Sequence[Token], begin: int, head: int) -> int:
        left = head
        while left - 1 >= begin:
            word = tokens[left - 1]
            if self.is_name(tokens, left - 1) and not word.lower.endswith(("’s", "s’")):
                left -= 1
            elif word.lower in _JOINS and left - 2 >= begin and self.is_name(tokens, left - 2):
                if tokens[left - 2].lower.endswith("’s"):
                    break
                left -= 2
            elif word.lower == "the" and left - 2 >= begin and tokens[left - 2].lower == "of":
                left -= 1
            else:
                break
        return left

    def _head(self, tokens: Sequence[Token], begin: int, end: int) -> int | None:
        """The main word: the last one before what a preposition ties to it."""
        for k in range(begin + 1, end):
            if tokens[k].lower in TYING and tokens[k - 1].word:
                inside_name = (
                    tokens[k].lower == "of"
                    and self.is_name(tokens, k - 1)
                    and any(self.is_name(tokens, other) for other in range(k + 1, end))
                )
                if not inside_name:
                    return k - 1
        for k in range(end - 1, begin - 1, -1):
            if tokens[k].word:
                return k
        return None

    def _owner(self, tokens: Sequence[Token], begin: int, head: int, end: int) -> Mention | None:
        """Whose statement or letter it is."""
        if head + 1 < end and tokens[head + 1].lower in ("from", "by", "of"):
            return self.within(tokens, head + 2, end) if head + 2 < end else None
        for k in range(head - 1, begin - 1, -1):
            if tokens[k].lower.endswith(("’s", "s’")):
                found = self.within(tokens, begin, k + 1)
                if found is not None:
                    return found
                left = self._run_start(tokens, begin, k) if self.is_name(tokens, k) else None
                if left is not None:
                    cut = 2 if tokens[k].lower.endswith("’s") else 1
                    return Mention(
                        tokens[left].start,
                        tokens[k].end - cut,
                        "name",
                        tokens[k].lower[:-cut],
                        True,
                        phrase_start=tokens[left].start,
                    )
        return None

    def _around_commas(self, tokens: Sequence[Token], at: int, depth: int) -> Mention | None:
        """«Jo Hill, who leads the council, said»: who stands before what the commas enclose."""
        commas = [k for k in range(at - 1, 0, -1) if tokens[k].text == ","]
        relative = [k for k in commas if tokens[k + 1].lower in RELATIVES]
        for k in relative[:1] + commas:
            first = tokens[k + 1]
            word = first.lower
            opens = (
                word in RELATIVES
                or word in DETERMINERS
                or word in TYING
                or first.text[0].isdigit()
                or first.capital
                or is_person(word)
                or word.endswith(("ing", "ed"))
                or word in ("formerly", "also", "now", "currently", "then", "head", "like", "along")
            )
            if not opens or not tokens[k - 1].word and tokens[k - 1].text != ")":
                continue
            if tokens[k - 1].text[0].isdigit() and k >= 2 and tokens[k - 2].text == ",":
                return self.before(tokens, k - 2 - 1, depth + 1)
            found = self.before(tokens, k - 1, depth + 1)
            if found is None:
                continue
            if found.form == "described" and first.capital:
                inside = self.within(tokens, k + 1, at)
                if inside is not None and inside.form == "name" and inside.person:
                    return inside
            return found
        return None

    def _beginning(self, tokens: Sequence[Token], at: int) -> int | None:
        """Where the phrase begins that ends at `at`."""
        left = at
        while left >= 0 and at - left < _LONGEST:
            token = tokens[left]
            word = token.lower
            if token.quote is not None:
                if left == at:
                    return None
                left -= 1
                continue
            if not token.word and token.text not in ".-":
                break
            if word in DETERMINERS:
                begin = left
                if left and tokens[left - 1].lower in TYING and self._ties(tokens, left - 1):
                    left -= 2
                    continue
                return begin
            if word in TYING:
                if left < at and self._ties(tokens, left):
                    left -= 1
                    continue
                break
            if (
                word == "and"
                and 0 < left < at
                and self.is_name(tokens, left + 1)
                and self.is_name(tokens, left - 1)
            ):
                left -= 1
                continue
            if word in _JOINS and 0 < left < at and self.is_name(tokens, left - 1):
                left -= 1
                continue
            if word in PREPOSITIONS or word in BOUNDARIES or word in PRONOUNS or word in AUXILIARIES:
                break
            if word in VERBS and not token.capital and not can_speak(word):
                break
            if word in CALENDAR:
                break
            left -= 1
        return left + 1 if left < at else None

    def _ties(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether what stands before the preposition is described by what stands after it."""
        if at < 1 or not tokens[at - 1].word:
            return False
        word = tokens[at - 1].lower
        if tokens[at].lower == "of" and self.is_name(tokens, at - 1):
            return True
        if can_speak(word):
            return True
        return at >= 2 and tokens[at - 2].lower in TYING and self._ties(tokens, at - 2)

    def _ending(self, tokens: Sequence[Token], at: int) -> int:
        """Where the phrase ends that begins at `at`."""
        right = at
        named = False
        while right < len(tokens) and right - at < _LONGEST + 3:
            token = tokens[right]
            word = token.lower
            if token.quote is not None or (not token.word and token.text not in "&"):
                break
            if word in TYING and right > at:
                tied = right + 1 < len(tokens) and tokens[right + 1].word and self._tied(tokens, at, right)
                if not tied:
                    break
                named = False
            elif (
                word == "and"
                and right > at
                and named
                and right + 1 < len(tokens)
                and self.is_name(tokens, right + 1)
            ):
                pass
            elif (
                word in BOUNDARIES
                or (word in PREPOSITIONS and right > at)
                or word in CALENDAR
                or word in PRONOUNS
            ):
                break
            elif named and not token.capital and not can_speak(word) and word not in _JOINS:
                break
            elif word in VERBS and not token.capital and not can_speak(word):
                break
            elif self.is_name(tokens, right):
                named = True
            right += 1
        return right

    def _tied(self, tokens: Sequence[Token], at: int, preposition: int) -> bool:
        word = tokens[preposition - 1].lower
        if tokens[preposition].lower == "of" and self.is_name(tokens, preposition - 1):
            return preposition + 1 < len(tokens) and tokens[preposition + 1].capital
        if can_speak(word):
            return True
        return tokens[preposition].lower == "of" and not self.is_name(tokens, preposition - 1)


def _first(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is capital because a sentence begins with it."""
    return (
        at == 0
        or tokens[at - 1].text in ".!?:;"
        or tokens[at - 1].quote is not None
        or (at == 1 and not tokens[0].word)
    )


def _described(word: str) -> bool:
    return can_speak(word) or word in TITLES


def _title_article(tokens: Sequence[Token], at: int) -> bool:
    return (
        tokens[at].text == "The"
        and not _first(tokens, at)
        and at + 1 < len(tokens)
        and tokens[at + 1].capital
    )
