"""Where a draft says more than its source by a small word: "only", a cause, a lost condition, a plan told as done.

The words themselves are in the lexicon. Each rule compares words that both texts have, so it says nothing of a draft
that words its source freely.
"""

from collections.abc import Iterator

from rag.text.analysis import Told
from rag.text.lexicon import tables as lexicon
from rag.text.negation import polarity
from rag.text.verb_forms import in_the_past
from rag.verification.alignment import Alignment

_FOCUS = lexicon.words("strengthening_words", "focus")
_CAUSE = lexicon.words("strengthening_words", "cause")
_MEASURE = lexicon.words("strengthening_words", "measure")
_CONDITION = lexicon.words("stop_words", "condition")
_BE = lexicon.words("stop_words", "be")
_PRONOUNS = lexicon.words("stop_words", "pronoun")
_MODALS = lexicon.words("modals")
_PREPOSITIONS = lexicon.words("stop_words", "preposition")
_FOLLOWING = 3  # telling words of a condition that are looked at
_LIKE = 5  # letters that two words of one family share


def strengthened(found: Alignment, aside: frozenset[int]) -> str:
    """The first way in which the draft says more; empty if there is none. `aside` are places that say who reports."""
    return (
        _added_word(found, aside)
        or _condition_lost(found)
        or _plan_done(found, aside)
        or _denied_otherwise(found, aside)
    )


def unconditional(found: Alignment, aside: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The telling words that both have, by their places in draft and source, but those in a condition in both."""
    for place, at in enumerate(found.places):
        if at is None or place in aside or not found.draft.words[place].tells:
            continue
        if not (_conditional(found.draft, place) and _conditional(found.source, at)):
            yield place, at


def _conditional(told: Told, place: int) -> bool:
    """Whether a word stands in a condition: behind "if", or in "should it win"."""
    return any(_opens_condition(told, at) for at in range(max(0, place - _FOLLOWING), place))


def _added_word(found: Alignment, aside: frozenset[int]) -> str:
    draft, source = found.draft, found.source
    theirs = {word.plain for word in source.words}
    causes = bool(theirs & _CAUSE)
    than = {
        one.plain for one, other in zip(source.words, source.words[1:], strict=False) if other.plain == "than"
    }
    for place, word in enumerate(draft.words):
        if place in aside:
            continue
        after = draft.words[place + 1].plain if place + 1 < len(draft.words) else ""
        cause = word.plain in _CAUSE and not causes
        measure = word.plain in _MEASURE and after == "than" and word.plain not in than
        if cause or measure:
            return f"the cited sentence does not say “{word.plain}”"
    return ""


def added_focus(found: Alignment, aside: frozenset[int]) -> str:
    """An "only", "even" or "already" that the source lacks; before a figure it says how the draft finds it, no more."""
    draft = found.draft
    theirs = {word.plain for word in found.source.words}
    for place, word in enumerate(draft.words):
        following = draft.words[place + 1].start if place + 1 < len(draft.words) else word.start
        counts = any(figure.start <= following < figure.end for figure in draft.figures)
        if place not in aside and word.plain in _FOCUS - theirs and not counts:
            return f"the cited sentence does not say “{word.plain}”"
    return ""


def _condition_lost(found: Alignment) -> str:
    draft, source = found.draft, found.source
    if any(_opens_condition(draft, place) for place in range(len(draft.words))):
        return ""
    held = {at for at in found.places if at is not None}
    for at in range(len(source.words)):
        if not _opens_condition(source, at):
            continue
        inside = [n for n in range(at + 1, len(source.words)) if source.words[n].tells][:_FOLLOWING]
        before = [n for n in range(at) if source.words[n].tells][-_FOLLOWING:]
        if inside and not held & set(inside) and len(held & set(before)) > 1:
            return f"the cited sentence says so only “{source.words[at].plain} …”"
    return ""


def _opens_condition(told: Told, place: int) -> bool:
    """ "if", or a modal before its subject: "should it win", which no question mark ends."""
    word = told.words[place]
    if word.plain in _CONDITION:
        return True
    after = told.words[place + 1].plain if place + 1 < len(told.words) else ""
    return place > 1 and word.plain in _MODALS and after in _PRONOUNS and not told.text.rstrip().endswith("?")


def _plan_done(found: Alignment, aside: frozenset[int]) -> str:
    """ "are to become" told as "became", and "thought about dropping" as "dropped"."""
    draft, source = found.draft, found.source
    kept = {at for at in found.places if at is not None}
    for place, at in enumerate(found.places):
        if at is None or at < 2 or place in aside or not in_the_past(draft.words[place].plain):
            continue
        one, two = source.words[at - 2], source.words[at - 1]
        planned = two.plain == "to" and one.plain in _BE
        thought = (
            source.words[at].plain.endswith("ing")
            and two.plain in _PREPOSITIONS
            and one.tells
            and at - 2 not in kept
        )
        if planned or thought:
            return f"the cited sentence has “{one.plain} {two.plain} {source.words[at].plain}”, not that it happened"
    return ""


def _denied_otherwise(found: Alignment, aside: frozenset[int]) -> str:
    """What the source denies in a word of the same family ("no apology"), or by "too … to", and the draft states."""
    draft, source = found.draft, found.source
    ours, theirs = polarity(draft).negated, polarity(source).negated
    for place, word in enumerate(draft.words):
        if place in aside or place in ours or not word.tells:
            continue
        at = found.places[place]
        family = [n for n, other in enumerate(source.words) if other.plain[:_LIKE] == word.plain[:_LIKE]]
        if at is None and len(word.plain) > _LIKE and family and theirs.issuperset(family):
            return f"the cited sentence denies “{source.words[family[0]].plain}”"
        if at is not None and _too_much_to(source, at) and not _too_much_to(draft, place):
            return f"the cited sentence says “too … to {source.words[at].plain}”"
    return ""


def _too_much_to(told: Told, place: int) -> bool:
    """Whether a "too … to" stands before a word: "too complex to be solved"."""
    before = [word.plain for word in told.words[max(0, place - 5) : place]]
    return "too" in before and "to" in before[before.index("too") :]
