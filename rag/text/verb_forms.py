"""Decide whether a word can be a verb and whether it is in the past, and give the past of a verb."""

from collections.abc import Iterator
from functools import lru_cache

from rag.embedding.minilm import VOCABULARY
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.inflection import irregular

_VOWELS = "aeiou"
# "Admit" only doubles a letter; "pay" has a past of its own.
_IRREGULAR_BASES = frozenset(
    verb.base for verb in irregular().values() if any(not past.endswith("ed") for past in verb.past)
)
# "Put" is its own past: by itself it tells nothing.
_IRREGULAR_PASTS = frozenset(
    form for verb in irregular().values() for form in (*verb.past, *verb.participle) if form != verb.base
)
_NOT_PAST = lexicon.words("not_past")


@lru_cache(maxsize=20_000)
def can_be_verb(plain: str) -> bool:
    """Whether a word in its plain form is, or can be, the base form of a verb: its "-ing" or "-ed" is a word."""
    return plain in _IRREGULAR_BASES or any(
        form in VOCABULARY for ending in ("ing", "ed") for form in _endings(_american(plain), ending)
    )


def in_the_past(plain: str) -> bool:
    """Whether a word is the past or the past participle of a verb; "the united front" counts as neither."""
    if plain in _IRREGULAR_PASTS:
        return True
    return len(plain) > 3 and plain.endswith("ed") and plain not in _NOT_PAST


def past_of(form: str) -> str | None:
    """The past of a base form: "resign" → "resigned", "pay" → "paid"; None for a word that is no known verb."""
    plain = form.casefold()
    known = irregular().get(plain)
    if known is not None and known.past:
        return known.past[0]
    for past, ordinary in zip(_endings(plain, "ed"), _endings(_american(plain), "ed"), strict=True):
        if ordinary in VOCABULARY:
            return past
    return None


def _american(plain: str) -> str:
    """The word as the vocabulary spells it: "apologise" → "apologize"."""
    return f"{plain[:-3]}ize" if plain.endswith("ise") and len(plain) > 5 else plain


def _endings(plain: str, ending: str) -> Iterator[str]:
    """The possible spellings of a regular verb with an ending: "abolish-ed", "merg-ed", "carri-ed", "stopp-ed"."""
    if plain.endswith("e"):
        yield plain[:-1] + ending
        return
    if plain.endswith("y") and ending == "ed" and plain[-2:-1] not in _VOWELS:
        yield plain[:-1] + "ied"
        return
    doubles = (
        len(plain) > 2
        and plain[-1] not in _VOWELS + "wxy"
        and plain[-2] in _VOWELS
        and plain[-3] not in _VOWELS
    )
    if not (doubles and sum(letter in _VOWELS for letter in plain) == 1):
        yield plain + ending  # "opened"; "scraped" is no form of "scrap"
    if doubles:
        yield plain + plain[-1] + ending
