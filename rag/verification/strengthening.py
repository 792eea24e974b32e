"""Where a draft says more than its source by a small word: "only", a cause, a lost condition, a plan told as done.

The words themselves are in the lexicon. Each rule compares words that both texts have, so it says nothing of a draft
that words its source freely.
"""

from collections.abc import Iterator

from rag.text.analysis import Told
from rag.text.lexicon import tables as lexicon
from rag.text.negation import polarity
from rag.text.tokens import stem
from rag.text.verb_forms import can_be_verb, in_the_past
from rag.verification.alignment import Alignment

_FOCUS = lexicon.words("strengthening_words", "focus")
_CAUSE = lexicon.words("strengthening_words", "cause")
_MEASURE = lexicon.words("strengthening_words", "measure")
_EXCEPTION = lexicon.words("strengthening_words", "exception")
_CONDITION = (
    lexicon.words("stop_words", "condition") | lexicon.words("strengthening_words", "condition") | _EXCEPTION
)
_UNMET = lexicon.words("strengthening_words", "unmet")
_JOINT = lexicon.words("strengthening_words", "joint")
_TURNED = lexicon.words("modals", "turned")
_DETERMINERS = lexicon.words("stop_words", "determiner")
_BE = lexicon.words("stop_words", "be")
_PRONOUNS = lexicon.words("stop_words", "pronoun")
_MODALS = lexicon.words("modals")
_PREPOSITIONS = lexicon.words("stop_words", "preposition")
_PLANNED = "due"
_BARE = "be"
_THAT = "that"
_WISHED = 8  # words before a bare "be" in which a modal makes it none
_ABOVE = 5  # words before a "that" in which what follows it may be denied
_DISBELIEF = frozenset(map(stem, lexicon.words("strengthening_words", "disbelief")))
_FOLLOWING = 3  # telling words of a condition that are looked at
_LIKE = 5  # letters that two words of one family share


def strengthened(found: Alignment, aside: frozenset[int]) -> str:
    """The first way in which the draft says more; empty if there is none. `aside` are places that say who reports."""
    return (
        _added_word(found, aside)
        or _condition_lost(found)
        or _plan_done(found, aside)
        or _denied_otherwise(found, aside)
        or _denied_above(found)
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
    causes = any(
        (word.plain in _CAUSE and not is_due(source, at)) or _joins_cause(source, at)
        for at, word in enumerate(source.words)
    )
    than = {
        one.plain for one, other in zip(source.words, source.words[1:], strict=False) if other.plain == "than"
    }
    for place, word in enumerate(draft.words):
        if place in aside:
            continue
        after = draft.words[place + 1].plain if place + 1 < len(draft.words) else ""
        cause = (
            (word.plain in _CAUSE or _joins_cause(draft, place)) and not causes and not is_due(draft, place)
        )
        measure = word.plain in _MEASURE and after == "than" and word.plain not in than
        if cause or measure:
            return f"the cited sentence does not say “{word.plain}”"
    return ""


def _joins_cause(told: Told, place: int) -> bool:
    """ "…, so complaints rose"; not "so far" or "so that"."""
    if told.words[place].plain not in _JOINT or place == 0 or place + 1 == len(told.words):
        return False
    before = told.text[told.words[place - 1].end : told.words[place].start]
    after = told.words[place + 1]
    return (
        "," in before and (after.tells or after.plain in _DETERMINERS | _PRONOUNS) and after.plain != "that"
    )


def is_due(told: Told, place: int) -> bool:
    """Whether "due" stands before "to" and a verb: it is planned, and no cause."""
    later = [word.plain for word in told.words[place + 1 : place + 3]]
    return told.words[place].plain == _PLANNED and later[:1] == ["to"] and any(map(can_be_verb, later[1:]))


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
        return _turned_condition(found)
    held = {at for at in found.places if at is not None}
    for at in range(len(source.words)):
        if not _opens_condition(source, at):
            continue
        end = _comma_behind(source, at)
        inside = [n for n in range(at + 1, end) if source.words[n].tells]
        inside = inside[: 1 if source.words[at].plain in _EXCEPTION else _FOLLOWING]
        before = [n for n in range(at) if source.words[n].tells][-_FOLLOWING:]
        behind = [n for n in range(end, len(source.words)) if source.words[n].tells][:_FOLLOWING]
        outside = before or behind
        if inside and not held & set(inside) and len(held & set(outside)) > 1:
            return f"the cited sentence says so only “{source.words[at].plain} …”"
    return ""


def _turned_condition(found: Alignment) -> str:
    """ "If" for "unless", where as much is denied in both."""
    ours, theirs = ({word.plain for word in told.words} for told in (found.draft, found.source))
    if bool(ours & _UNMET) == bool(theirs & _UNMET) or not (ours & _CONDITION and theirs & _CONDITION):
        return ""
    denials = [len(polarity(told).negators) for told in (found.draft, found.source)]
    word = next(iter(theirs & _UNMET or ours & _UNMET))
    return f"“{word}” and “if” are not the same" if denials[0] == denials[1] else ""


def _comma_behind(told: Told, place: int) -> int:
    """The place of the first word behind the comma that ends a condition."""
    behind = range(place + 1, len(told.words))
    ends = (at for at in behind if "," in told.text[told.words[at - 1].end : told.words[at].start])
    return next(ends, len(told.words))


def _opens_condition(told: Told, place: int) -> bool:
    """ "if", or a modal before its subject: "should it win", "should the tests succeed"; in no question."""
    word = told.words[place]
    if word.plain in _CONDITION:
        return True
    after = told.words[place + 1].plain if place + 1 < len(told.words) else ""
    if told.text.rstrip().endswith("?"):
        return False
    opens = place == 0 or "," in told.text[told.words[place - 1].end : word.start]
    if word.plain in _TURNED and opens and after in _DETERMINERS:
        return True
    return place > 1 and word.plain in _MODALS and after in _PRONOUNS


def _plan_done(found: Alignment, aside: frozenset[int]) -> str:
    """ "are to become" told as "became", and "thought about dropping" as "dropped"."""
    draft, source = found.draft, found.source
    kept = {at for at in found.places if at is not None}
    for place, at in enumerate(found.places):
        if at is None or at < 2 or place in aside or not in_the_past(draft.words[place].plain):
            continue
        one, two = source.words[at - 2], source.words[at - 1]
        planned = two.plain == "to" and (one.plain in _BE or is_due(source, at - 2))
        thought = (
            source.words[at].plain.endswith("ing")
            and two.plain in _PREPOSITIONS
            and one.tells
            and at - 2 not in kept
        )
        if planned or thought:
            return f"the cited sentence has “{one.plain} {two.plain} {source.words[at].plain}”, not that it happened"
        if _wished(source, at) and _been(draft, place):
            return f"the cited sentence asks that it be “{source.words[at].plain}”, not that it happened"
    return ""


def _wished(told: Told, place: int) -> bool:
    """A bare "be" before a participle, which only a wish or a proposal has: "recommended that the pool be closed"."""
    if told.words[place - 1].plain != _BARE:
        return False
    before = {word.plain for word in told.words[max(0, place - _WISHED) : place - 1]}
    return not before & (_MODALS | {"to"})


def _been(told: Told, place: int) -> bool:
    """ "was closed", "has been closed"; not "be closed" or "to be closed"."""
    before = [word.plain for word in told.words[max(0, place - 2) : place]]
    return bool(_BE & set(before)) and _BARE not in before


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


def _denied_above(found: Alignment) -> str:
    """What the source only says behind a "that" and denies before it: "no evidence that", "doubted that"."""
    draft, source = found.draft, found.source
    held = {at: place for place, at in enumerate(found.places) if at is not None}
    for at in range(1, len(source.words)):
        if source.words[at].plain != _THAT:
            continue
        denials = _denials(source, range(max(0, at - _ABOVE), at))
        if not denials or denials & held.keys():
            continue
        clause = [n for n in range(at + 1, len(source.words)) if source.words[n].tells and n in held]
        if len(clause) > 1 and (len(denials) + len(_denials(draft, range(len(draft.words))))) % 2:
            return f"the cited sentence denies what it says behind “{source.words[at - 1].plain} that”"
    return ""


def _denials(told: Told, places: range) -> frozenset[int]:
    """The places of the words that deny; one that is itself denied ("did not doubt") counts too."""
    negators = set(polarity(told).negators)
    return frozenset(at for at in places if at in negators or told.words[at].stem in _DISBELIEF)


def _too_much_to(told: Told, place: int) -> bool:
    """Whether a "too … to" stands before a word: "too complex to be solved"."""
    before = [word.plain for word in told.words[max(0, place - 5) : place]]
    return "too" in before and "to" in before[before.index("too") :]
