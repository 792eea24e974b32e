"""Which words can be verbs, which stand in the past, and the past of those that do not."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from rag.embedding.minilm import VOCABULARY
from rag.text.tokens import IRREGULAR

_VOWELS = "aeiou"
# Lines of the table of irregular forms that are no verbs.
_NOUNS = frozenset("child man woman person good bad".split())
_LINES = tuple(
    forms for line in IRREGULAR.strip().splitlines() if (forms := tuple(line.split()))[0] not in _NOUNS
)
_BASES = frozenset(forms[0] for forms in _LINES) | frozenset(
    "let set put hit shut quit split hurt cast".split()
)
# "costs" and "cutting" are forms, but no pasts.
_PASTS: Mapping[str, str] = {
    forms[0]: next((form for form in forms[1:] if not form.endswith(("s", "ing"))), forms[0])
    for forms in _LINES
} | {base: base for base in "let set put hit shut quit split hurt cast".split()}
_PAST_FORMS = frozenset(form for forms in _LINES for form in forms[1:] if not form.endswith(("s", "ing")))
_NO_PASTS = frozenset("need indeed speed seed feed breed united hundred kindred sacred naked wicked".split())


@lru_cache(maxsize=20_000)
def can_be_verb(plain: str) -> bool:
    """Whether a word in its plain form is, or can be, the base form of a verb: its "-ing" or "-ed" is a word."""
    return plain in _BASES or any(
        form in VOCABULARY for ending in ("ing", "ed") for form in _endings(_american(plain), ending)
    )


def in_the_past(plain: str) -> bool:
    """Whether a word is the past or the past participle of a verb; "the united front" counts as neither."""
    if plain in _PAST_FORMS:
        return True
    return len(plain) > 3 and plain.endswith("ed") and plain not in _NO_PASTS


def past_of(form: str) -> str | None:
    """The past of a base form: "resign" → "resigned", "pay" → "paid"; None where it is not known."""
    plain = form.casefold()
    if plain in _PASTS:
        return _PASTS[plain]
    for past, ordinary in zip(_endings(plain, "ed"), _endings(_american(plain), "ed"), strict=True):
        if ordinary in VOCABULARY:
            return past
    return None


def _american(plain: str) -> str:
    """As the vocabulary spells it: "apologise" → "apologize"."""
    return f"{plain[:-3]}ize" if plain.endswith("ise") and len(plain) > 5 else plain


def _endings(plain: str, ending: str) -> Iterator[str]:
    """The ways in which a regular verb takes an ending: "abolish-ed", "merg-ed", "carri-ed", "stopp-ed"."""
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
