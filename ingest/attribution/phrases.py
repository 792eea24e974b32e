"""Noun phrases that can speak: the one that ends before a verb, and the one that begins after it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.attribution.bounds import Bounds
from ingest.attribution.grammar import (
    BOUNDARIES,
    DETERMINERS,
    OBJECTS,
    ORDINALS,
    OWN_VOICE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SOME,
    TYING,
)
from ingest.attribution.mentions import Mention, possessive
from ingest.attribution.nouns import is_person, is_work
from ingest.attribution.units import Token
from ingest.attribution.verbs import VERBS

_FARTHEST = 16  # tokens between a document and «that says»
_WIDEST = 60  # tokens between commas that enclose something
_MOST = 8  # commas
_DEEPEST = 3  # parentheses within parentheses
_DASHES = "–—"
_BESIDE = frozenset("formerly also now currently then head like along".split())
MADE = frozenset(
    "signed written authored sent penned conducted published commissioned produced compiled led issued released "
    "prepared posted drafted filed".split()
)
_SMALL = re.compile(r"(?<![\w’'.])[a-zß-öø-ÿ][\w’'-]*")
_MIDWAY = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")


class Phrases(Bounds):
    """Finds where a phrase begins or ends, and whom it means."""

    def before(self, tokens: Sequence[Token], at: int, depth: int = 0) -> Mention | None:
        """The phrase whose last token is `tokens[at]`, or that a parenthesis ending there belongs to."""
        if at < 0 or depth > _DEEPEST:
            return None
        token = tokens[at]
        if token.text == ",":
            return self._around_commas(tokens, at, depth)
        if token.text == ")" or token.text in _DASHES:
            pair = "(" if token.text == ")" else _DASHES
            opening = next((k for k in range(at - 1, 0, -1) if tokens[k].text in pair), None)
            return self.before(tokens, opening - 1, depth + 1) if opening else None
        if not token.word or possessive(token):
            return None
        word = token.lower
        if word in PRONOUNS or word in OWN_VOICE:
            return _pronoun(token, word)
        if word in ("who", "which", "that") and at:
            left = at - 2 if tokens[at - 1].text == "," else at - 1
            work = self._work_before(tokens, at) if word != "who" else None
            return work or self.before(tokens, left, depth + 1)
        if word == "others" and at > 1 and tokens[at - 1].lower == "and" and self.is_name(tokens, at - 2):
            start = tokens[self._run_start(tokens, 0, at - 2)].start
            return Mention(start, token.end, "name", word, start, named=True, plural=True)
        if word in SOME and (not at or not tokens[at - 1].word or tokens[at - 1].lower in BOUNDARIES):
            several = word not in ("one", "another")
            return Mention(
                token.start, token.end, "described", word, token.start, plural=several, person=True
            )
        if word in ORDINALS and at and tokens[at - 1].lower == "a":
            start = tokens[at - 1].start
            return Mention(start, token.end, "described", word, start, person=True)
        begin = self.beginning(tokens, at)
        found = self.within(tokens, begin, at + 1) if begin is not None else None
        return self._listed(tokens, found) if found is not None else None

    def after(self, tokens: Sequence[Token], at: int, anyone: bool = False) -> Mention | None:
        """The phrase that begins at `tokens[at]`, or the name that stands beside a description."""
        if at >= len(tokens) or not tokens[at].word:
            return None
        word = OBJECTS.get(tokens[at].lower, tokens[at].lower)
        possessed = tokens[at].lower == "her" and at + 1 < len(tokens) and tokens[at + 1].word
        if (word in PRONOUNS or word in OWN_VOICE) and not possessed:
            return _pronoun(tokens[at], word)
        end = self.ending(tokens, at)
        if end <= at:
            return None
        made = self._made(tokens, at, end)
        if made is not None:
            return made
        found = self.within(tokens, at, end, anyone)
        while found is None and end - 1 > at:
            end -= 1  # «in the report include»
            found = self.within(tokens, at, end)
        if found is not None and found.form == "described" and end < len(tokens) and tokens[end].text == ",":
            beside = self.ending(tokens, end + 1)
            if beside > end + 1 and (beside >= len(tokens) or not tokens[beside].word):
                named = self.within(tokens, end + 1, beside)
                if named is not None and named.form == "name" and " " in self.text[named.start : named.end]:
                    return named
        return found

    def around(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """The phrase whose main noun is `tokens[at]`."""
        begin = self.beginning(tokens, at)
        if begin is None:
            return None
        return self.within(tokens, begin, max(self.ending(tokens, at), at + 1))

    def subject(self, tokens: Sequence[Token]) -> Mention | None:
        """The phrase that a sentence begins with, behind «In a statement,» and the like."""
        dash = next((k for k, token in enumerate(tokens[:4]) if token.text in _DASHES), None)
        begin = dash + 1 if dash is not None and tokens[0].text.isupper() else 0  # «LEEDS – Jo Hill»
        while begin < len(tokens) and not tokens[begin].word and tokens[begin].quote is None:
            begin += 1
        if begin < len(tokens) and tokens[begin].lower in PREPOSITIONS | BOUNDARIES:
            comma = next((k for k, token in enumerate(tokens) if token.text == ","), None)
            if comma is None:
                return None
            begin = comma + 1
        return self.after(tokens, begin)

    def _work_before(self, tokens: Sequence[Token], at: int) -> Mention | None:
        """The document that a relative clause goes on about: «an email from Jo Hill to the mayor that said»."""
        for k in range(at - 1, max(at - _FARTHEST, -1), -1):
            if tokens[k].text in ".;:" or tokens[k].quote is not None or tokens[k].lower in VERBS:
                return None
            if is_work(tokens[k].lower) and not tokens[k].capital:
                return self.around(tokens, k)
        return None

    def _listed(self, tokens: Sequence[Token], last: Mention) -> Mention:
        """All of «Leeds, the LGA and Solace», of which the phrase is the end."""
        if not (last.form == "name" and last.plural):
            return last
        begin = next((k for k, token in enumerate(tokens) if token.end > last.opens), 0)
        while begin >= 2 and tokens[begin - 1].text == "," and self.is_name(tokens, begin - 2):
            begin = self._run_start(tokens, 0, begin - 2)
            if begin and tokens[begin - 1].lower == "the":
                begin -= 1
        start = begin + 1 if tokens[begin].lower == "the" else begin
        return replace(
            last, start=min(tokens[start].start, last.start), opens=min(tokens[begin].start, last.opens)
        )

    def _made(self, tokens: Sequence[Token], at: int, end: int) -> Mention | None:
        """Who made the document: «a letter signed by Jo Hill»."""
        for k in range(max(end - 1, at + 1), min(end + 2, len(tokens) - 2)):
            if tokens[k].lower in MADE and tokens[k + 1].lower == "by":
                work, maker = self.within(tokens, at, k), self.after(tokens, k + 2)
                if (
                    work is not None
                    and work.work
                    and maker is not None
                    and maker.form in ("name", "described")
                ):
                    return maker
        return None

    def _around_commas(self, tokens: Sequence[Token], at: int, depth: int) -> Mention | None:
        """«Jo Hill, who leads the council, said»: who stands before what the commas enclose."""
        commas = [k for k in range(at - 1, max(at - _WIDEST, 0), -1) if tokens[k].text == ","][:_MOST]
        relative = [k for k in commas if tokens[k + 1].lower in RELATIVES]
        for k in relative[:1] + commas:
            if not _opens_aside(tokens, k) or not (tokens[k - 1].word or tokens[k - 1].text == ")"):
                continue
            if tokens[k - 1].text.isdigit() and k >= 2 and tokens[k - 2].text == ",":
                return self.before(tokens, k - 3, depth + 1)  # «Jo Hill, 45, a teacher, said»
            found = self.before(tokens, k - 1, depth + 1)
            if found is None:
                continue
            if found.form != "described":
                return found
            inside = self.within(tokens, k + 1, at) if tokens[k + 1].capital else None
            if inside is not None and inside.form == "name" and inside.person:
                return inside  # «the council’s leader, Jo Hill, said»
            begin = next((i for i, each in enumerate(tokens) if each.end > found.opens), 0)
            if begin >= 2 and tokens[begin - 1].text == ",":
                outer = self.before(tokens, begin - 2, depth + 1)
                if outer is not None and outer.form == "name":
                    return outer  # «Jo Hill, head of the Centre for Law, Leeds, said»
            return found
        return None


def _pronoun(token: Token, word: str) -> Mention:
    form = "own" if word in OWN_VOICE else "pronoun"
    several = word in ("they", "we")
    return Mention(
        token.start, token.end, "own" if form == "own" else "pronoun", word, token.start, plural=several
    )


def _opens_aside(tokens: Sequence[Token], comma: int) -> bool:
    """Whether what follows the comma says who the one before it is."""
    token = tokens[comma + 1]
    word = token.lower
    return (
        word in RELATIVES
        or word in DETERMINERS
        or word in TYING
        or word in _BESIDE
        or token.text[0].isdigit()
        or token.capital
        or word.endswith(("ing", "ed"))
        or any(is_person(each.lower) for each in tokens[comma + 1 : comma + 5])
    )


def phrases_of(text: str) -> Phrases:
    """Phrases that know which words the text writes small, and which large in mid-sentence."""
    common = frozenset(match.group().casefold() for match in _SMALL.finditer(text))
    midway: dict[str, int] = {}
    for match in _MIDWAY.finditer(text):
        word = match.group().casefold()
        midway[word] = midway.get(word, 0) + 1
    return Phrases(
        text, common, frozenset(word for word, count in midway.items() if count > 1 or word not in common)
    )
