"""Where a draft contradicts a source sentence although it uses its words.

A "not" is added or missing, a "may" is gone, "rose" stands for "fell", or two names are swapped.
"""

from collections.abc import Mapping

from rag.text.analysis import Told
from rag.text.lexicon import tables as lexicon
from rag.text.negation import (
    DENIALS,
    Polarity,
    doubled,
    governor,
    half_denied,
    modality,
    opposite_forms,
    polarity,
)
from rag.text.opposites import opposites
from rag.text.tokens import Word
from rag.text.verb_forms import in_the_past
from rag.verification.alignment import Alignment
from rag.verification.hedges import lost_qualifier
from rag.verification.strengthening import strengthened, unconditional

_NEAR = 5
_NO = "no"
_BE = lexicon.words("stop_words", "be")


def contradiction(found: Alignment, aside: frozenset[int], vouched: frozenset[int]) -> str:
    """The first contradiction, in words; empty if there is none.

    The places in `aside` only say who reports it; the `vouched` ones among them are known to be right.
    """
    return (
        _denied(found, aside)
        or _weakened(found, aside)
        or lost_qualifier(found, aside)
        or strengthened(found, aside)
        or _contrary(found, aside)
        or _put_in_place(found, vouched)
        or _turned_round(found, vouched)
    )


def _denied(found: Alignment, aside: frozenset[int]) -> str:
    draft, source = found.draft, found.source
    ours, theirs = _on_predicates(draft), _on_predicates(source)
    if doubled(ours) and not doubled(theirs):
        return "it denies twice"
    if phrase := half_denied(draft, source):
        return f"“{phrase}” and “{phrase.split(maxsplit=1)[1]}” are not the same"
    back = {at: place for place, at in enumerate(found.places) if at is not None}
    open_ = _unrepeated_denial(source, theirs, back)
    for place in sorted(ours.negated - aside):
        at = found.places[place]
        # A denial in other words needs a denial in the source that the draft does not repeat.
        if not open_ if at is None else at not in theirs.negated | _near_denial(source.words, at):
            return f"the cited sentence does not deny “{draft.words[place].plain}”"
    for at in sorted(theirs.negated & back.keys()):
        place = back[at]
        if place not in ours.negated | _near_denial(draft.words, place):
            return f"the cited sentence denies “{draft.words[place].plain}”"
    plain = {word.plain for word in source.words}
    for place, word in enumerate(draft.words):
        if not found.held(place) and word.tells and opposite_forms(word) & plain:
            return f"the cited sentence does not say “{word.plain}”"
    return ""


def _on_predicates(told: Told) -> Polarity:
    """The negations of a text; "no harbours were closed" denies what "none were closed" denies."""
    found = polarity(told)
    negated = set(found.negated)
    heads = list(found.heads)
    for number, (negator, head) in enumerate(zip(found.negators, found.heads, strict=True)):
        of_all = told.words[negator].plain == _NO and head is not None and head + 2 < len(told.words)
        if head is not None and of_all and told.words[head + 1].plain in _BE and told.words[head + 2].tells:
            negated = negated - {head} | {head + 2}
            heads[number] = head + 2
    return Polarity(frozenset(negated), found.negators, tuple(heads))


def _unrepeated_denial(source: Told, theirs: Polarity, back: Mapping[int, int]) -> bool:
    """Whether the source has a denial that the draft does not repeat."""
    spoken = dict(zip(theirs.negators, theirs.heads, strict=True))
    if any(head not in back for head in spoken.values()):
        return True
    return any(
        word.stem in DENIALS and at not in back and at not in spoken for at, word in enumerate(source.words)
    )


def _near_denial(words: tuple[Word, ...], place: int) -> frozenset[int]:
    """The place itself, if a word of denial comes just before it: "failed to act"."""
    before = next((word for word in reversed(words[:place]) if word.tells), None)
    return frozenset([place]) if before is not None and before.stem in DENIALS else frozenset()


def _weakened(found: Alignment, aside: frozenset[int]) -> str:
    draft, source = found.draft, found.source
    for place, at in unconditional(found, aside):
        ways = {modality(draft.words, place), modality(source.words, at)}
        if len(ways) == 2 and ways & {"possible", "due"} and "open" not in ways:
            return f"“{draft.words[place].plain}” is said with another certainty in the cited sentence"
        governed = governor(source.words, at)
        if governed is None or modality(draft.words, place) != "said":
            continue
        if not _is_form(draft.words[place].plain, source.words[at].plain):
            continue
        if not any(word.stem == governed.stem for word in draft.words):
            return (
                f"the cited sentence has “{governed.plain} to {source.words[at].plain}”, not that it happened"
            )
    return ""


def _contrary(found: Alignment, aside: frozenset[int]) -> str:
    draft, source = found.draft, found.source
    ours = {word.plain for word in draft.words}
    negated, theirs = polarity(draft).negated, polarity(source).negated
    for place, word in enumerate(draft.words):
        if found.held(place) or place in aside:
            continue
        contrary = opposites(word.stem)
        for at, other in enumerate(source.words):
            same = (place in negated) == (at in theirs) and other.plain not in ours
            if (
                same
                and other.stem in contrary
                and _same_spot(found, place, at)
                and not _turned(found, place, at)
            ):
                return f"the cited sentence says “{other.plain}”, not “{word.plain}”"
    return ""


def _is_form(plain: str, base: str) -> bool:
    """Whether a word may be a form of this verb, and no noun made of it: "recruits", not "recruitment"."""
    return plain == base or in_the_past(plain) or plain.removesuffix("s") == base


def _turned(found: Alignment, place: int, at: int) -> bool:
    """Whether what stands on its sides has changed them: "the vote came after he left", "he left before the vote"."""
    telling = [
        (ours, held)
        for ours, held in enumerate(found.places)
        if held is not None and found.draft.words[ours].tells
    ]
    left = [held for ours, held in telling if ours < place]
    right = [held for ours, held in telling if ours > place]
    return bool(left and right) and max(left) > at > max(right)


def _same_spot(found: Alignment, place: int, at: int) -> bool:
    near = (
        held
        for step in range(1, 4)
        for beside in (place - step, place + step)
        if 0 <= beside < len(found.places) and (held := found.places[beside]) is not None
    )
    return any(abs(held - at) <= _NEAR for held in near)


def _put_in_place(found: Alignment, vouched: frozenset[int]) -> str:
    replaced = found.name_replaced(vouched)
    return f"the cited sentence has “{replaced[1]}” where this says “{replaced[0]}”" if replaced else ""


def _turned_round(found: Alignment, vouched: frozenset[int]) -> str:
    changed = found.sides_changed(vouched)
    if changed is None:
        return ""
    return f"“{changed[0]}” and “{changed[1]}” are the other way round in the cited sentence"
