"""Whether a verb is followed by what is said, or stands aside from it: "the plan, he said, had failed"."""

from collections.abc import Sequence

from ingest.attribution.grammar import CALENDAR, PREPOSITIONS
from ingest.attribution.units import Token

# What follows a verb that speaks: a clause, a colon, a quotation.
_COMPLEMENTS = frozenset("that how why whether what if when".split())
_REACH = 11  # tokens between such a verb and its quotation
_NEAR = 3  # tokens between it and its clause
_LATER = frozenset("then later after afterwards recently last earlier again once too here there".split())


def complemented(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause or a quotation follows the verb."""
    if at + 1 < len(tokens) and tokens[at + 1].text == ",":
        # «found, according to the Gazette, that»
        closing = next(
            (k for k in range(at + 2, min(at + _REACH, len(tokens))) if tokens[k].text == ","), None
        )
        if closing is not None and closing + 1 < len(tokens):
            return tokens[closing + 1].lower in _COMPLEMENTS or tokens[closing + 1].quote is not None
    for k in range(at + 1, min(at + 1 + _REACH, len(tokens))):
        if tokens[k].quote is not None or tokens[k].text == ":":
            return True
        if tokens[k].lower in _COMPLEMENTS:
            # «said in an interview with the Gazette that»
            tied = tokens[k].lower == "that" and tokens[at + 1].lower in PREPOSITIONS
            return k <= at + _NEAR or tied
        if tokens[k].text in ".;!?":
            return False
    return False


def is_aside(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Whether the subject from `first` and its verb stand behind a mark and nothing depends on them."""
    if not first or not (tokens[first - 1].quote is not None or tokens[first - 1].text in ",?!.–—("):
        return False
    if at + 1 >= len(tokens) or not tokens[at + 1].word:
        return at + 1 >= len(tokens) or tokens[at + 1].quote is None
    following = tokens[at + 1].lower
    if tokens[first - 1].quote is not None or quote_before(tokens, first - 1):
        return following not in _COMPLEMENTS
    # «In 2018, Hill wrote to the council»: what stands before the comma is no statement.
    phrase = tokens[0].lower in PREPOSITIONS and not any(token.text == "," for token in tokens[: first - 1])
    adverb = following in PREPOSITIONS or following in CALENDAR or following in _LATER
    return (adverb or following.endswith("ly")) and not phrase


def quote_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether a quotation stands right before the mark at `at`."""
    return at >= 1 and tokens[at - 1].quote is not None


def relative(tokens: Sequence[Token], at: int) -> bool:
    """Whether the comma at `at` closes a relative clause."""
    opening = next((k for k in range(at - 1, 0, -1) if tokens[k].text == ","), None)
    return opening is not None and tokens[opening + 1].lower in ("who", "whom", "whose", "which")
