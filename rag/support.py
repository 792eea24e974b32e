"""Whether one sentence of a source bears what a draft says: not by likeness, by what must agree.

Every number, date and name of the draft stands there; what is denied there is denied here; nobody has changed sides;
and enough of the other words are there. Sentences next to it may lend a word, or say who "he" is; never a number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.alignment import Alignment, alike, critical
from rag.figures import Figure, When
from rag.negation import DENIALS, denial_in, doubled, modality, only_only, opposite_forms, polarity
from rag.opposites import opposites
from rag.told import Name, Told
from rag.words import FUNCTION, REPORTING_STEMS, Word

# Shares of the words that carry meaning. Looser ones let more of a free wording through, and as much of what is false
# (benchmarks/lies.py: statements made of SQuAD's questions and their right and wrong answers).
ENOUGH = 0.65  # those that only a neighbour holds counted half
_OWN = 0.5  # of them in the sentence itself
_ORDINARY = 0.4  # of those that are neither name nor number: two names alone say nothing of each other
_LENT = 0.5
_NEAR = 5
_POINTING = frozenset(
    "he she they it his her hers their theirs its him them who this these that those here there".split()
)
_ARTICLES = frozenset("the this that its their his her our".split())
_FROM_TO = ("from", "to", "by")


@dataclass(frozen=True, slots=True)
class Ground:
    """A sentence of a source with what stands around it: `lent` are the sentences next to it, `known` is what its
    passage and its document's title say, `names` each name in them, `antecedents` what the sentences before it say."""

    told: Told
    lent: tuple[Told, ...]
    known: frozenset[str]
    names: tuple[frozenset[str], ...]
    antecedents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fault` is what does not agree, in words for whoever wrote the draft; empty where all does. `share` is of the
    words that carry meaning, `own` of them in the sentence itself; `contradicts`: the sentence says otherwise, and does
    not merely say less."""

    fault: str
    share: float
    own: float
    contradicts: bool


def weigh(
    found: Alignment,
    ground: Ground,
    aside: frozenset[int] = frozenset(),
    exact: frozenset[int] = frozenset(),
    vouched: frozenset[int] = frozenset(),
) -> Verdict:
    """Compare a draft with one sentence. The places in `aside` say only who reports it, and are judged elsewhere; of
    these, the `vouched` ones are known to be right; those in `exact` are quoted from the sentence."""
    draft = found.draft
    counted = [
        place
        for place, word in enumerate(draft.words)
        if place not in aside and place not in exact and word.tells and word.stem not in REPORTING_STEMS
    ]
    share, own = _shares(draft, counted, found, ground)
    others = [place for place in counted if place not in critical(draft)]
    ordinary = _shares(draft, others, found, ground)[0]
    missing = (
        _figure_missing(draft, ground.told, aside)
        or _date_missing(draft, ground.told, aside)
        or _figure_replaced(found, aside)
        or _name_missing(draft, found, ground, aside)
    )
    otherwise = (
        _figure_fault(draft, ground.told, aside)
        or _denial_fault(found, aside)
        or _modality_fault(found, aside)
        or _opposite_fault(found, aside)
        or _only_fault(found)
        or _replaced_fault(found, vouched)
        or _sides_fault(found, vouched)
    )
    if not (missing or otherwise) and counted and (share < ENOUGH or own < _OWN or ordinary < _ORDINARY):
        lacking = [draft.words[place].plain for place in counted if not found.held(place)]
        missing = f"the cited sentences do not say “{' '.join(lacking[:5])}”"
    return Verdict(otherwise or missing, share, own, bool(otherwise))


def _shares(draft: Told, counted: Sequence[int], found: Alignment, ground: Ground) -> tuple[float, float]:
    if not counted:
        return 1.0, 1.0
    lent = frozenset().union(*(told.stems for told in ground.lent)) | ground.known
    own = sum(found.held(place) for place in counted)
    near = sum(not found.held(place) and draft.words[place].stem in lent for place in counted)
    return (own + _LENT * near) / len(counted), own / len(counted)


def _figure_missing(draft: Told, source: Told, aside: frozenset[int]) -> str:
    years = {date.year for date in source.dates}
    for figure in draft.figures:
        if _within(draft, figure, aside) or (not figure.unit and figure.value in years):
            continue
        if not any(figure.same_amount(other) for other in source.figures):
            return f"the number “{_said(draft, figure)}” does not stand in the cited sentence"
    return ""


def _figure_replaced(found: Alignment, aside: frozenset[int]) -> str:
    """A number of the source in the place of another of its numbers."""
    draft, source = found.draft, found.source
    taken = {at for at in found.places if at is not None}
    for figure in draft.figures:
        own = [p for p, word in enumerate(draft.words) if figure.start <= word.start < figure.end]
        if not own or _within(draft, figure, aside) or any(found.held(place) for place in own):
            continue
        slot = found.slot(own[0], own[-1]) or ()
        for other in source.figures:
            at = [p for p, word in enumerate(source.words) if other.start <= word.start < other.end]
            if at and not other.same_amount(figure) and all(p in slot and p not in taken for p in at):
                return f"the cited sentence says “{_said(source, other)}”, not “{_said(draft, figure)}”"
    return ""


def _figure_fault(draft: Told, source: Told, aside: frozenset[int]) -> str:
    for figure in draft.figures:
        same = [other for other in source.figures if figure.same_amount(other)]
        if not same or _within(draft, figure, aside):
            continue
        said = _said(draft, figure)
        same = [other for other in same if figure.says(other)]
        if not same:
            return f"“{said}” is not qualified as in the cited sentence (up to, at least, about …)"
        same = [other for other in same if _led_alike(draft, figure, source, other)]
        if not same:
            return f"“{said}” is led in by another “from”, “to” or “by” than in the cited sentence"
        if not any(_counts_alike(draft, figure, source, other) for other in same):
            return f"“{said}” counts something else in the cited sentence"
    return ""


def _led_alike(draft: Told, ours: Figure, source: Told, theirs: Figure) -> bool:
    one, other = _preposition(draft, ours), _preposition(source, theirs)
    return one is None or other is None or one == other


def _preposition(told: Told, figure: Figure) -> str | None:
    before = re.sub(r"\bup to\b", " ", told.text[max(0, figure.start - 30) : figure.start])
    last = re.findall(r"[\w’']+", before)[-3:]
    return next((word for word in reversed(last) if word in _FROM_TO), None)


def _counts_alike(draft: Told, ours: Figure, source: Told, theirs: Figure) -> bool:
    """The thing that is counted, where both name it: "40 schools" is not to be found in "40 teachers in 5 schools"."""
    counted = _next_word(draft, ours)
    if ours.unit or counted is None:
        return True
    places = [word.start for word in source.words if word.stem == counted.stem]
    if not places:
        return True
    after = [word for word in source.words if word.tells and word.start >= theirs.end][:3]
    return any(word.stem == counted.stem for word in after) or _next_word(source, theirs) is None


def _next_word(told: Told, figure: Figure) -> Word | None:
    """The word that directly follows a figure, if it carries meaning."""
    for word in told.words:
        if word.start >= figure.end:
            direct = not told.text[figure.end : word.start].strip(" -")
            return word if direct and word.tells else None
    return None


def _date_missing(draft: Told, source: Told, aside: frozenset[int]) -> str:
    years = frozenset(date.year for date in source.dates if date.year)
    for date in draft.dates:
        if not _within(draft, date, aside) and not any(date.within(other, years) for other in source.dates):
            return f"the date “{_said(draft, date)}” does not stand in the cited sentence"
    return ""


def _within(draft: Told, found: Figure | When, places: frozenset[int]) -> bool:
    return any(found.start <= draft.words[place].start < found.end for place in places)


def _said(draft: Told, found: Figure | When) -> str:
    return draft.text[found.start : found.end].strip()


def _name_missing(draft: Told, found: Alignment, ground: Ground, aside: frozenset[int]) -> str:
    for name in draft.names:
        places = range(name.first, name.last + 1)
        if any(place in aside for place in places):
            continue
        if not _name_held(draft, name, found, ground):
            said = draft.text[draft.words[name.first].start : draft.words[name.last].end]
            return f"the name “{said}” does not stand in the cited sentence"
    return ""


def _name_held(draft: Told, name: Name, found: Alignment, ground: Ground) -> bool:
    parts = [place for place in range(name.first, name.last + 1) if draft.words[place].tells]
    rest = [
        place
        for place in parts
        if not found.held(place) and not _in_sentence(draft.words[place], ground.told)
    ]
    slot = found.slot(name.first, name.last)
    if not any(found.held(place) for place in parts) and _filled(found, slot):
        return False  # the sentence has another name or number in this place
    if not rest:
        return True
    held = {draft.words[place].stem for place in parts if place not in rest}
    if held:
        # A surname in the sentence, and its first name elsewhere.
        return all(
            any({draft.words[p].stem} | (held & run) <= run and held & run for run in ground.names)
            for p in rest
        )
    if all(draft.words[place].stem in ground.known for place in rest):
        return _stood_for(draft, name, found, ground, slot)
    return name.opens and name.first == name.last and draft.words[name.first].plain in FUNCTION


def _filled(found: Alignment, slot: range | None) -> bool:
    """Whether the source has a name in a place where the draft has another."""
    if slot is None:
        return False
    taken = {at for at in found.places if at is not None}
    return any(
        all(at in slot and at not in taken for at in range(other.first, other.last + 1))
        for other in found.source.names
        if not other.opens
    )


def _in_sentence(word: Word, source: Told) -> bool:
    if any(alike(word, other) for other in source.words):
        return True
    return len(word.plain) > 1 and word.plain in _initials(source)


def _initials(source: Told) -> set[str]:
    return {
        "".join(
            source.words[place].plain[0]
            for place in range(name.first, name.last + 1)
            if source.words[place].tells
        )
        for name in source.names
    }


def _stood_for(draft: Told, name: Name, found: Alignment, ground: Ground, slot: range | None) -> bool:
    """Whether the sentence may mean this name by a "he" or "the company", in the place where the draft has it."""
    if not any(draft.words[place].stem in ground.antecedents for place in range(name.first, name.last + 1)):
        return False
    words = ground.told.words
    if slot is None and _unused_name(found):
        return False
    near = found.beside(name.first, name.last) if slot is None else slot
    return any(words[at].plain in _POINTING or _is_definite(words, at) for at in near)


def _is_definite(words: tuple[Word, ...], place: int) -> bool:
    """Whether an ordinary noun with its article stands here: "the company"."""
    return (
        place > 0 and words[place].tells and not words[place].capital and words[place - 1].plain in _ARTICLES
    )


def _unused_name(found: Alignment) -> bool:
    taken = {at for at in found.places if at is not None}
    return any(taken.isdisjoint(range(other.first, other.last + 1)) for other in found.source.names)


def _denial_fault(found: Alignment, aside: frozenset[int]) -> str:
    draft, source = found.draft, found.source
    ours, theirs = polarity(draft), polarity(source)
    if doubled(ours) and not doubled(theirs):
        return "it denies twice"
    back = {at: place for place, at in enumerate(found.places) if at is not None}
    for place in ours.negated - aside:
        at = found.places[place]
        if at is None and not denial_in(source.words):
            return f"the cited sentence does not deny “{draft.words[place].plain}”"
        if at is not None and at not in theirs.negated and not _near_denial(source.words, at):
            return f"the cited sentence does not deny “{draft.words[place].plain}”"
    for at in theirs.negated:
        repeated = back.get(at)
        if repeated is not None and repeated not in aside and repeated not in ours.negated:
            if _near_denial(draft.words, repeated):
                continue
            return f"the cited sentence denies “{draft.words[repeated].plain}”"
    plain = {word.plain for word in source.words}
    for place, word in enumerate(draft.words):
        if not found.held(place) and word.tells and opposite_forms(word) & plain:
            return f"the cited sentence does not say “{word.plain}”"
    return ""


def _only_fault(found: Alignment) -> str:
    if only_only(found.draft) and not only_only(found.source) and "only" in found.source.text:
        return "the cited sentence says “not only”"
    return ""


def _near_denial(words: tuple[Word, ...], place: int) -> bool:
    """Whether a word that denies by itself stands just before: "failed to act"."""
    before = [word for word in words[:place] if word.tells or word.plain in ("to", "that")][-3:]
    return any(word.stem in DENIALS for word in before)


def _modality_fault(found: Alignment, aside: frozenset[int]) -> str:
    draft, source = found.draft, found.source
    for place, at in enumerate(found.places):
        if at is None or place in aside or not draft.words[place].tells:
            continue
        ours, theirs = modality(draft.words, place), modality(source.words, at)
        if {ours, theirs} & {"possible", "due"} and ours != theirs and "open" not in (ours, theirs):
            return f"“{draft.words[place].plain}” is said with another certainty in the cited sentence"
    return ""


def _opposite_fault(found: Alignment, aside: frozenset[int]) -> str:
    draft, source = found.draft, found.source
    ours = {word.stem for word in draft.words}
    negated = polarity(draft).negated | polarity(source).negated
    for place, word in enumerate(draft.words):
        if found.held(place) or place in aside or place in negated:
            continue
        contrary = opposites(word.stem) - ours
        for at, other in enumerate(source.words):
            if other.stem in contrary and _same_spot(found, place, at):
                return f"the cited sentence says “{other.plain}”, not “{word.plain}”"
    return ""


def _same_spot(found: Alignment, place: int, at: int) -> bool:
    near = [
        held
        for step in range(1, 4)
        for beside in (place - step, place + step)
        if 0 <= beside < len(found.places) and (held := found.places[beside]) is not None
    ]
    return any(abs(held - at) <= _NEAR for held in near)


def _replaced_fault(found: Alignment, vouched: frozenset[int]) -> str:
    replaced = found.name_replaced(vouched)
    return f"the cited sentence has “{replaced[1]}” where this says “{replaced[0]}”" if replaced else ""


def _sides_fault(found: Alignment, vouched: frozenset[int]) -> str:
    changed = found.sides_changed(vouched)
    return (
        f"“{changed[0]}” and “{changed[1]}” stand the other way round in the cited sentence"
        if changed
        else ""
    )
