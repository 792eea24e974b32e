"""Cues whose speaker is no subject: "according to Jo Hill", "in her words", "accused in the report of"."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.attribution.mentions import Mention, possessive
from ingest.attribution.phrases import Phrases
from ingest.attribution.units import Token, Unit
from ingest.attribution.verbs import PASSIVE_BY

VIEWS = frozenset("view opinion words".split())
_RATES = frozenset("cent annum capita head".split())
_LONGEST_LABEL = 24  # tokens
_HEADING = 12  # tokens before the colon of «Statement from the council:»


@dataclass(frozen=True, slots=True)
class Cue:
    """Who is said to speak, by which verb; tokens `first` to `last` of the unit hold it, the verb is at `at`.

    `inverted`: the verb stands first; `aside`: between commas or behind a quotation; `embedded`: in a clause
    that is not what the sentence says.
    """

    mention: Mention
    verb: str | None
    first: int
    last: int
    at: int
    inverted: bool = False
    aside: bool = False
    embedded: bool = False


def standing_behind(
    tokens: Sequence[Token], at: int, begin: int, verb: str | None, phrases: Phrases
) -> Cue | None:
    mention = phrases.after(tokens, begin)
    if mention is None or mention.form == "own":
        return None
    return Cue(mention, verb, at, last_token(tokens, mention), at, inverted=True, aside=True)


def is_source(tokens: Sequence[Token], at: int, phrases: Phrases) -> bool:
    """Whether what stands behind "per" is somebody, and no unit of measure."""
    if tokens[at].lower in _RATES:
        return False  # «30 per cent of social workers»
    mention = phrases.after(tokens, at)
    return mention is not None and (
        mention.form == "name" or mention.work or mention.plural or mention.definite
    )


def in_the_view_of(tokens: Sequence[Token], at: int, phrases: Phrases) -> Cue | None:
    """«in the view of the council», «in Jo Hill’s words»."""
    if at >= 2 and tokens[at - 2].lower == "in" and tokens[at - 1].lower == "the":
        tied = at + 2 < len(tokens) and tokens[at + 1].lower == "of"
        return standing_behind(tokens, at - 2, at + 2, None, phrases) if tied else None
    begin = next((k for k in range(at - 1, max(at - 6, -1), -1) if tokens[k].lower == "in"), None)
    if begin is None or begin == at - 1 or not possessive(tokens[at - 1]):
        return None
    mention = phrases.owner(tokens, begin + 1, at)
    return Cue(mention, None, begin, at, at, inverted=True, aside=True) if mention is not None else None


def headed(tokens: Sequence[Token], at: int, phrases: Phrases) -> Cue | None:
    """«Statement from the council:», «From the council:», «Jo Hill’s letter in full:»."""
    colon = next((k for k in range(at + 1, min(at + _HEADING, len(tokens))) if tokens[k].text == ":"), None)
    if colon is None or any(token.text in ".!?" or token.quote is not None for token in tokens[at:colon]):
        return None
    if tokens[at].lower == "from":
        mention = phrases.after(tokens, at + 1)
    else:
        mention = phrases.owner(tokens, 0, at, colon) if _possessive_before(tokens, at) else None
        if mention is None and tokens[at + 1].lower in ("from", "by"):
            mention = phrases.after(tokens, at + 2)
    if mention is None or mention.form == "own":
        return None
    return Cue(mention, None, 0, colon, colon, inverted=True)


def _possessive_before(tokens: Sequence[Token], at: int) -> bool:
    return any(possessive(token) for token in tokens[max(at - 3, 0) : at])


def labelled(unit: Unit, phrases: Phrases) -> list[Cue]:
    """«Jo Hill, leader of the council: “…”»."""
    tokens = unit.tokens
    colon = next((k for k, token in enumerate(tokens[:_LONGEST_LABEL]) if token.text == ":"), None)
    if colon is None or colon + 1 >= len(tokens) or tokens[colon + 1].quote is None:
        return []
    mention = phrases.after(tokens, 0)
    if mention is None or mention.form != "name":
        return []
    last = last_token(tokens, mention)
    labelled = last + 1 == colon or tokens[last + 1].text == ","
    return [Cue(mention, None, 0, colon, colon, inverted=True)] if labelled else []


def passive(tokens: Sequence[Token], at: int, phrases: Phrases) -> Cue | None:
    """«the council is accused in the report of», «as described by Jo Hill»."""
    for k in range(at + 1, min(at + 3, len(tokens) - 1)):
        preposition = tokens[k].lower
        if preposition not in ("in", "by"):
            continue
        mention = phrases.after(tokens, k + 1)
        if mention is None or mention.form in ("own", "pronoun"):
            return None
        if not mention.work if preposition == "in" else tokens[at].lower not in PASSIVE_BY:
            return None
        return Cue(mention, tokens[at].lower, at, last_token(tokens, mention), at, inverted=True)
    return None


def first_token(tokens: Sequence[Token], mention: Mention) -> int:
    """The token that a mention begins with, its article included."""
    return next((k for k, token in enumerate(tokens) if token.end > mention.opens), 0)


def last_token(tokens: Sequence[Token], mention: Mention) -> int:
    return max((k for k, token in enumerate(tokens) if token.start < mention.end), default=len(tokens) - 1)
