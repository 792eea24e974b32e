"""Decide whether a word can be a verb or is in the past, and whether a text has a verb; give the past of a verb."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rag.embedding.minilm import VOCABULARY
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.inflection import irregular
from rag.text.tokens import Word

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
_HELPING = (
    lexicon.words("stop_words", "be")
    | lexicon.words("stop_words", "have")
    | lexicon.words("stop_words", "do")
    | lexicon.words("modals")
)
_PRONOUNS = lexicon.words("stop_words", "pronoun") | lexicon.words("stop_words", "relative")
_SMALL = (
    lexicon.words("stop_words", "determiner")
    | lexicon.words("stop_words", "preposition")
    | lexicon.words("stop_words", "conjunction")
)
_ADVERBS = lexicon.words("adverbs")
_PLURAL = "s"


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


def has_verb(found: Sequence[Word]) -> bool:
    """Whether the words of a text hold what may be the verb of a sentence. Where a word can be a noun too, its place
    counts: no verb follows "the" or "of"."""
    return any(_may_be_its_verb(found, place) for place in range(len(found)))


def _may_be_its_verb(words: Sequence[Word], place: int) -> bool:
    plain = words[place].plain
    if plain in _HELPING or plain.endswith("n't") or (plain in _PRONOUNS and _has_ending(words[place])):
        return True
    before = place - 1
    while before > 0 and words[before].plain in _ADVERBS:
        before -= 1
    if before < 0:
        return False
    subject = words[before].plain
    if subject in _SMALL - _PRONOUNS or _has_ending(words[before]):
        return False
    if in_the_past(plain) or past_of(plain) == plain:
        return True
    if not (words[before].tells or subject in _PRONOUNS):
        return False
    if plain.endswith(_PLURAL):
        return any(map(can_be_verb, _bases(plain)))
    several = any(word.plain.endswith(_PLURAL) or word.plain in _PRONOUNS for word in words[:place])
    return several and can_be_verb(plain)


def _has_ending(word: Word) -> bool:
    """ "It's", "the council's", whose plain form lacks the ending."""
    return word.end - word.start > len(word.plain)


def _bases(plain: str) -> tuple[str, ...]:
    """What a verb in the third person may be a form of: "says", "goes", "carries"."""
    bare = plain.removesuffix(_PLURAL)
    return (bare, bare.removesuffix("e"), f"{bare.removesuffix('ie')}y")
