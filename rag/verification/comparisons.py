"""Where a draft compares otherwise than its source: equal or less for more, the most for more, or of the others."""

from collections.abc import Iterator

from rag.text.analysis import Told
from rag.text.lexicon import tables as lexicon
from rag.text.negation import polarity
from rag.verification.alignment import Alignment

_THAN, _AS = "than", "as"
_MORE, _MOST = "er", "est"
_EVERYTHING = lexicon.words("comparing_degrees", "everything")
_AMOUNTS = lexicon.words("comparing_degrees", "amount")  # "more", beside "as much as"
_EQUAL = lexicon.words("comparing_degrees", "equal")  # "as much as"
_LESS = lexicon.words("comparing_degrees", "less")
_LIKE = 3  # letters that "hard" and "harder" share at least
_NEAR = 6  # words


def compared_otherwise(found: Alignment) -> str:
    """The first comparison that the source makes otherwise; empty if there is none."""
    return next(_otherwise(found), "") if _compares(found.source) else ""


def _otherwise(found: Alignment) -> Iterator[str]:
    draft, source = found.draft, found.source
    ours, theirs = [{word.plain for word in told.words} for told in (draft, source)]
    higher = {plain for plain in theirs if plain.endswith(_MORE)} | (theirs & _AMOUNTS)
    denied = polarity(draft).negated
    for place, word in enumerate(draft.words):
        plain = word.plain
        if place not in denied and _between_as(draft, place) and _grades(plain, higher):
            yield f"the cited sentence does not say “as {plain} as”"
        most = plain.endswith(_MOST) and plain not in theirs and not theirs & _EVERYTHING
        if most and any(_same_but_ending(plain, each) for each in higher):
            yield f"the cited sentence does not say “{plain}”"
        if plain in _LESS - theirs and any(
            _grades(each.plain, higher) for each in draft.words[place + 1 : place + 1 + _NEAR]
        ):
            yield f"the cited sentence does not say “{plain}”"
    if _THAN not in ours and (ours & higher) and (other := _of_the_other(found)):
        yield f"the cited sentence compares with “{other}”"


def _compares(told: Told) -> bool:
    return any(word.plain == _THAN for word in told.words)


def _between_as(told: Told, place: int) -> bool:
    """Whether a word stands in "as … as"; not in "as well as", which only adds."""
    beside = [told.words[at].plain if 0 <= at < len(told.words) else "" for at in (place - 1, place + 1)]
    later = [word.plain for word in told.words[place + 1 : place + 1 + _NEAR]]
    return beside[0] == _AS and _AS in later


def _grades(plain: str, higher: set[str]) -> bool:
    """Whether a word is the first degree of one of these: "hard" of "harder", "much" of "more"."""
    if plain in _EQUAL:
        return bool(higher & _AMOUNTS)
    return len(plain) >= _LIKE and any(
        each in (f"{plain}{_MORE}", f"{plain}r", f"{plain}{plain[-1]}{_MORE}", f"{plain[:-1]}i{_MORE}")
        for each in higher
    )


def _same_but_ending(most: str, more: str) -> bool:
    return most.removesuffix(_MOST) == more.removesuffix(_MORE)


def _of_the_other(found: Alignment) -> str:
    """A word that the source has only behind its "than" and that the draft, which has no "than", takes up."""
    words = found.source.words
    than = next(at for at, word in enumerate(words) if word.plain == _THAN)
    end = next(
        (
            at
            for at in range(than + 1, len(words))
            if found.source.text[words[at - 1].end : words[at].start].strip()
        ),
        len(words),
    )
    held = {at for at in found.places if at is not None}
    taken = [words[at].plain for at in range(than + 1, end) if at in held and words[at].tells]
    return taken[0] if taken else ""
