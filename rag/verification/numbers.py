"""Whether the numbers and dates of a draft stand in a source's sentence: the same amount, qualified alike, of the same
thing."""

import re

from rag.text.analysis import Told
from rag.text.quantities import Figure, When
from rag.text.tokens import Word
from rag.verification.alignment import Alignment, critical
from rag.verification.passages import Ground

# "By 5 per cent" is not "to 5 per cent", and "until May" is not "in May".
_LEADING = frozenset("from to by until till since before after".split())
_REACH = 8  # words of a source in which an "until" belongs to the date that follows
_NEAR = 6  # words between a number and one that belongs to it
_POINTING = frozenset("them these those which whom".split())


def uncounted(found: Alignment, ground: Ground, aside: frozenset[int]) -> str:
    """The first number or date of the draft that the sentence does not hold; empty where it holds all."""
    draft, source = found.draft, found.source
    years = {date.year for date in source.dates}
    for figure in draft.figures:
        if _within(draft, figure, aside) or (not figure.unit and figure.value in years):
            continue
        same = [other for other in source.figures if figure.same_amount(other)]
        if not same:
            return f"the number “{said(draft, figure)}” does not stand in the cited sentence"
        if not any(_bound(found, figure, other) for other in same):
            return f"“{said(draft, figure)}” belongs to something else in the cited sentence"
    for date in draft.dates:
        if _within(draft, date, aside):
            continue
        same_dates = [other for other in source.dates if date.within(other, ground.years)]
        if not same_dates:
            return f"the date “{said(draft, date)}” does not stand in the cited sentence"
        # A date goes to the front or the end of its sentence; only one of several belongs to the words beside it.
        if len(source.dates) > 1 and not any(_bound(found, date, other) for other in same_dates):
            return f"“{said(draft, date)}” belongs to something else in the cited sentence"
    return ""


def miscounted(found: Alignment, ground: Ground, aside: frozenset[int]) -> str:
    """How the draft turns a number or date that the sentence does hold; empty where it turns none."""
    draft, source = found.draft, found.source
    for figure in draft.figures:
        same = [other for other in source.figures if figure.same_amount(other)]
        if not same or _within(draft, figure, aside):
            continue
        told = said(draft, figure)
        same = [other for other in same if figure.says(other)]
        if not same:
            return f"“{told}” is not qualified as in the cited sentence (up to, at least, about …)"
        same = [other for other in same if _led_alike(draft, figure, source, other)]
        if not same:
            return f"“{told}” is led in by another “from”, “to” or “by” than in the cited sentence"
        if not any(_counts_alike(found, ground, figure, other) for other in same):
            return f"“{told}” counts something else in the cited sentence"
    for date in draft.dates:
        days = [other for other in source.dates if (date.month, date.day) == (other.month, other.day)]
        led = _within(draft, date, aside) or any(_dated_alike(draft, date, source, other) for other in days)
        if days and not led:
            return f"“{said(draft, date)}” is led in otherwise in the cited sentence (until, since, before …)"
    return replaced(found, aside)


def replaced(found: Alignment, aside: frozenset[int]) -> str:
    """A number in the place where the source has another."""
    draft, source = found.draft, found.source
    taken = {at for at in found.places if at is not None}
    for figure in draft.figures:
        own = _places(draft, figure)
        if not own or _within(draft, figure, aside) or any(found.held(place) for place in own):
            continue
        slot = found.slot(own[0], own[-1]) or ()
        for other in source.figures:
            at = _places(source, other)
            if at and not other.same_amount(figure) and all(p in slot and p not in taken for p in at):
                return f"the cited sentence says “{said(source, other)}”, not “{said(draft, figure)}”"
    return ""


def said(told: Told, found: Figure | When) -> str:
    """A number or date as it is written."""
    return told.text[found.start : found.end].strip(" .,;")


def _within(draft: Told, found: Figure | When, places: frozenset[int]) -> bool:
    return any(found.start <= draft.words[place].start < found.end for place in places)


def _places(told: Told, found: Figure | When) -> list[int]:
    return [place for place, word in enumerate(told.words) if found.start <= word.start < found.end]


def _bound(found: Alignment, ours: Figure | When, theirs: Figure | When) -> bool:
    """Whether a word that stands next to the number in the draft stands near it in the source as well.

    The word before it may stand on either side there ("profit rose 5 per cent", "a 5 per cent rise"), the one after it
    only after it.
    """
    own, at = _places(found.draft, ours), _places(found.source, theirs)
    if not own or not at or _copied(found, own, at):
        return True
    numbers = critical(found.draft)
    ordinary = [p for p, word in enumerate(found.draft.words) if word.tells and p not in numbers]
    before = _repeated(found, [p for p in reversed(ordinary) if p < own[0]])
    after = _repeated(found, [p for p in ordinary if p > own[-1]])
    if not any(place < own[0] or place > own[-1] for place in ordinary):
        return True
    near = [abs(place - at[0]) <= _NEAR for place in (before, after) if place is not None]
    if not any(place < own[0] for place in ordinary):
        return any(near)
    near_before = before is not None and min(abs(before - at[0]), abs(before - at[-1])) <= _NEAR
    return near_before or (after is not None and 0 < after - at[-1] <= _NEAR)


def _copied(found: Alignment, own: list[int], at: list[int]) -> bool:
    """Whether the draft has the words next to the number as the source has them: two on one side, or one that tells."""
    for place, beside, step in ((own[0], at[0], -1), (own[-1], at[-1], 1)):
        same = [
            0 <= place + far < len(found.places) and found.places[place + far] == beside + far
            for far in (step, 2 * step)
        ]
        if same[0] and (same[1] or found.draft.words[place + step].tells):
            return True
    return False


def _repeated(found: Alignment, places: list[int]) -> int | None:
    """Where the source has the nearest of these words of the draft, or the next to that."""
    return next((at for place in places[:2] if (at := found.places[place]) is not None), None)


def _led_alike(draft: Told, ours: Figure, source: Told, theirs: Figure) -> bool:
    one, other = _leading(draft, ours), _leading(source, theirs)
    return one is None or other is None or one == other


def _dated_alike(draft: Told, ours: When, source: Told, theirs: When) -> bool:
    """A date may lose its "until", and never gets one that is not there."""
    one = _leading(draft, ours)
    before = [word.plain for word in source.words if word.start < theirs.start][-_REACH:]
    return one is None or one == "to" or one in before


def _leading(told: Told, found: Figure | When) -> str | None:
    before = re.sub(r"\bup to\b", " ", told.text[max(0, found.start - 30) : found.start])
    last = re.findall(r"[\w’']+", before.lower())[-2:]
    return next((word for word in reversed(last) if word in _LEADING), None)


def _counts_alike(found: Alignment, ground: Ground, ours: Figure, theirs: Figure) -> bool:
    """The thing that is counted: "40 schools" is not to be found in "40 teachers in 5 schools"."""
    counted = _next_word(found.draft, ours)
    if ours.unit or ours.value in range(1000, 2100) or counted is None:
        return True
    after = [word for word in found.source.words if word.start >= theirs.end]
    telling = [word for word in after if word.tells][:3]
    if any(word.stem == counted.stem for word in telling) or not telling:
        return True
    if any(word.stem == counted.stem and word.start >= theirs.end for word in found.source.words):
        return False
    # The source counts something that it has named before: "40 of them", "seventeen had left".
    return counted.stem in ground.known and (
        any(word.plain in _POINTING for word in after[:2]) or _next_word(found.source, theirs) is None
    )


def _next_word(told: Told, figure: Figure) -> Word | None:
    """The word that directly follows a figure, if it carries meaning."""
    for word in told.words:
        if word.start >= figure.end:
            direct = not told.text[figure.end : word.start].strip(" -")
            return word if direct and word.tells else None
    return None
