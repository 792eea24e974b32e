"""Where a unit says who speaks: "Jo Hill said", "said Jo Hill", "according to Jo Hill", "accused in the report of"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.attribution.lexicon import (
    ACTING,
    AUXILIARIES,
    BASE_FORMS,
    CALENDAR,
    CONTINUING,
    HYPOTHETICAL,
    NEGATIONS,
    OF_WORKS,
    PREPOSITIONS,
    QUOTING,
    SAYING,
    VERBS,
)
from ingest.attribution.phrases import Mention, Phrases
from ingest.attribution.units import Token, Unit

# What follows a verb that speaks: a clause, a colon, a quotation.
_COMPLEMENTS = frozenset("that how why whether what if : when".split())
_REACH = 9  # tokens between such a verb and its quotation
# «is also accused in the report of»: who speaks stands behind the verb.
_PASSIVES = frozenset(
    """
    accused highlighted described criticised criticized identified mentioned cited outlined listed noted warned stated
    recommended quoted named raised revealed reported suggested argued claimed dubbed called labelled labeled praised
    condemned slammed hailed branded contained included detailed published
    """.split()
)
_SPOKEN_OF = frozenset("to the that’s him her".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """Who is said to speak, by which verb; tokens `first` to `last` of the unit hold it.

    `inverted`: the verb stands first; `aside`: it stands between commas or behind a quotation.
    """

    mention: Mention
    verb: str | None
    first: int
    last: int
    at: int  # the verb
    inverted: bool = False
    aside: bool = False
    nested: bool = False


def cues(unit: Unit, phrases: Phrases) -> list[Cue]:
    """The cues of a unit in order."""
    tokens = unit.tokens
    found: list[Cue] = []
    for at, token in enumerate(tokens):
        if not token.word:
            continue
        word = token.lower
        if word == "according" and at + 2 < len(tokens) and tokens[at + 1].lower == "to":
            cue = _according(tokens, at, phrases)
        elif word in VERBS and (not token.capital or at == 0):
            cue = _spoken(tokens, at, phrases) or (
                _passive(tokens, at, phrases) if word in _PASSIVES else None
            )
        elif word in CONTINUING:
            cue = _continued(tokens, at, found)
        elif word in _PASSIVES:
            cue = _passive(tokens, at, phrases)
        else:
            continue
        if cue is not None and not any(
            cue.first <= other.at <= cue.last and other.at != cue.at for other in found
        ):
            found.append(cue)
    return found


def _according(tokens: Sequence[Token], at: int, phrases: Phrases) -> Cue | None:
    mention = phrases.after(tokens, at + 2)
    if mention is None:
        return None
    return Cue(mention, "according to", at, _last(tokens, mention), at, inverted=True, aside=True)


def _continued(tokens: Sequence[Token], at: int, found: Sequence[Cue]) -> Cue | None:
    """«…, he said, adding: “…”»: the speaker before goes on."""
    if not found or not _complemented(tokens, at):
        return None
    before = found[-1]
    return Cue(before.mention, tokens[at].lower, at, at, at)


def _spoken(tokens: Sequence[Token], at: int, phrases: Phrases) -> Cue | None:
    word = tokens[at].lower
    left = at - 1
    while (
        left >= 0
        and tokens[left].word
        and (
            tokens[left].lower in AUXILIARIES
            or (tokens[left].lower.endswith("ly") and not tokens[left].capital)
        )
    ):
        left -= 1
    if any(tokens[k].lower in NEGATIONS for k in range(max(left, 0), at)) and word not in ("deny", "denied"):
        return None
    if left >= 0 and tokens[left].lower in HYPOTHETICAL | NEGATIONS and not phrases.is_name(tokens, left):
        return None
    passive = any(
        tokens[k].lower in ("is", "was", "were", "are", "been", "be", "being") for k in range(left + 1, at)
    )
    aside = _aside(tokens, at)
    # «“…,” said Jo Hill»
    behind_mark = left < 0 or tokens[left].quote is not None or tokens[left].text in ",.?!…-–—"
    if behind_mark and left == at - 1 and _inverts(tokens, at):
        mention = phrases.after(tokens, at + 1)
        if (
            mention is not None
            and mention.form != "own"
            and _fits(word, mention)
            and _numbered(word, mention)
        ):
            after = _last(tokens, mention)
            if (
                left < 0
                or tokens[left].quote is not None
                or _quote_before(tokens, left)
                or _ends(tokens, after)
            ):
                return Cue(mention, word, at, after, at, inverted=True, aside=True)
    if passive and not (word in ("said", "told", "quoted") and _complemented(tokens, at) and word == "told"):
        return None
    mention = phrases.before(tokens, left) if left >= 0 else None
    if mention is None and left >= 0:
        mention = _over_relative(tokens, left, phrases)
    if mention is None or not _agrees(word, mention, tokens, at, left):
        return None
    first = next(
        (
            k
            for k, token in enumerate(tokens)
            if token.end > mention.phrase_start
            and token.end > 0
            and token.start >= min(mention.phrase_start or mention.start, mention.start)
        ),
        left,
    )
    if word in SAYING:
        if word in ("claims", "claim", "states", "told", "tell") and not _fits(word, mention):
            return None
    elif word in ACTING:
        if mention.form == "described" and not mention.named and not mention.definite and word in OF_WORKS:
            return None
        if word in OF_WORKS and not mention.work and not _complemented(tokens, at):
            return None
    elif word in OF_WORKS and mention.work:
        pass
    elif (
        word in ("called", "calls", "call", "calling")
        and at + 1 < len(tokens)
        and tokens[at + 1].lower == "for"
    ):
        pass
    elif word in ("described", "describes", "describe", "likens") and _has(tokens, at, "as", 14):
        pass
    elif word in ("put", "puts"):
        if not (at + 1 < len(tokens) and tokens[at + 1].lower == "it"):
            return None
    elif word in ("goes", "went", "chimed", "chimes", "pointed", "points"):
        if not (at + 1 < len(tokens) and tokens[at + 1].lower in ("on", "in", "out")):
            return None
        if not (aside or _complemented(tokens, at) or _has(tokens, at, "say", 4)):
            return None
    elif not (aside or _complemented(tokens, at)):
        return None
    return Cue(mention, word, first, at, at, aside=aside)


def _over_relative(tokens: Sequence[Token], left: int, phrases: Phrases) -> Mention | None:
    """«three people who attended the meeting said»: who stands before "who"."""
    for k in range(left, max(left - 14, 0), -1):
        if tokens[k].text in ",.;:" or tokens[k].quote is not None:
            return None
        if tokens[k].lower in ("who", "that", "which", "familiar", "close", "involved"):
            return phrases.before(tokens, k - 1)
    return None


def _passive(tokens: Sequence[Token], at: int, phrases: Phrases) -> Cue | None:
    """«Ofsted is accused in the report of», «as described by Jo Hill»."""
    for k in range(at + 1, min(at + 3, len(tokens) - 1)):
        preposition = tokens[k].lower
        if preposition not in ("in", "by"):
            continue
        mention = phrases.after(tokens, k + 1)
        if mention is None or mention.form in ("own", "pronoun"):
            return None
        if preposition == "in" and not mention.work:
            return None
        if preposition == "by" and tokens[at].lower in ("published", "contained", "included"):
            return None
        return Cue(mention, tokens[at].lower, at, _last(tokens, mention), at, inverted=True)
    return None


def _inverts(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].lower
    if at + 1 >= len(tokens) or not tokens[at + 1].word:
        return False
    if tokens[at + 1].lower in PREPOSITIONS and tokens[at + 1].lower not in ("one", "another"):
        return False
    return tokens[at + 1].lower not in ("that", "how", "why", "whether", "what")


def _agrees(word: str, mention: Mention, tokens: Sequence[Token], at: int, left: int) -> bool:
    """Whether subject and verb agree in number, as far as English shows it."""
    helped = left < at - 1 and any(tokens[k].lower in ("did", "do", "does") for k in range(left + 1, at))
    return helped or _numbered(word, mention)


def _numbered(word: str, mention: Mention) -> bool:
    several = mention.plural or mention.form == "own"
    if word in BASE_FORMS and word != "read":
        return several
    return not (word.endswith("s") and several)


def _fits(word: str, mention: Mention) -> bool:
    """Whether this can be who speaks, after a verb that is also something else."""
    if word in OF_WORKS and word not in QUOTING:
        return mention.work
    return True


def _complemented(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause or a quotation follows the verb."""
    for k in range(at + 1, min(at + 1 + _REACH, len(tokens))):
        token = tokens[k]
        if token.quote is not None:
            return True
        if token.lower in _COMPLEMENTS:
            return k <= at + 3 or token.text == ":"
        if token.text in ".;!?":
            return False
    return False


def _aside(tokens: Sequence[Token], at: int) -> bool:
    """Whether the cue that ends with this verb stands behind a comma or a quotation and nothing depends on it."""
    if at + 1 < len(tokens):
        token = tokens[at + 1]
        if (
            token.word
            and token.lower not in PREPOSITIONS
            and token.lower not in CALENDAR
            and not (
                token.lower.endswith("ly")
                or token.lower in ("then", "later", "after", "afterwards", "recently", "last")
            )
        ):
            return False
    for k in range(at - 1, max(at - 12, -1), -1):
        if tokens[k].quote is not None:
            return True
        if tokens[k].text == "," and k + 1 < at:
            return True
    return False


def _quote_before(tokens: Sequence[Token], left: int) -> bool:
    return left >= 1 and tokens[left - 1].quote is not None


def _ends(tokens: Sequence[Token], last: int) -> bool:
    return (
        last + 1 >= len(tokens) or tokens[last + 1].text in ",.;:!?" or tokens[last + 1].lower in PREPOSITIONS
    )


def _has(tokens: Sequence[Token], at: int, word: str, reach: int) -> bool:
    return any(token.lower == word for token in tokens[at + 1 : at + 1 + reach])


def _last(tokens: Sequence[Token], mention: Mention) -> int:
    return max((k for k, token in enumerate(tokens) if token.start < mention.end), default=len(tokens) - 1)


def names_nobody(text: str) -> bool:
    """Whether the words before a quotation are no more than a conjunction."""
    return re.fullmatch(r"\W*(?:and|but|so|then)?\W*", text, re.IGNORECASE) is not None
