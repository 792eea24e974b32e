"""Whether the numbers and dates of a draft are in a source sentence: the same amount of the same thing, with the same
qualifier."""

import re

from rag.text.analysis import Told
from rag.text.dates import When
from rag.text.lexicon import tables as lexicon
from rag.text.quantities import Figure
from rag.text.tokens import Word
from rag.verification.alignment import Alignment, critical
from rag.verification.passages import SourceContext

# "By 5 per cent" is not "to 5 per cent", and "until May" is not "in May".
_LEADING = lexicon.words("figure_words", "leading")
_REACH = 8  # words within which an "until" in the source belongs to the date after it
_NEAR = 6  # words between a number and a word that belongs to it
_POINTING = lexicon.words("pointing_words", "counted")


def unsupported_number(found: Alignment, context: SourceContext, aside: frozenset[int]) -> str:
    """What is wrong with the first number or date that the source lacks; empty if it has them all."""
    draft, source = found.draft, found.source
    years = {date.year for date in source.dates}
    for figure in draft.figures:
        if _within(draft, figure, aside) or (not figure.unit and figure.value in years):
            continue
        same = [other for other in source.figures if figure.same_amount(other)]
        if not same and not figure.unit and _is_published(context, source, int(figure.value), None):
            continue
        if not same:
            return f"the number “{said(draft, figure)}” is not in the cited sentence"
        if not any(_bound(found, figure, other) for other in same):
            return f"“{said(draft, figure)}” belongs to something else in the cited sentence"
    for date in draft.dates:
        if _within(draft, date, aside):
            continue
        same_dates = [other for other in source.dates if date.within(other, context.years)]
        if (
            not same_dates
            and date.year
            and not date.day
            and _is_published(context, source, date.year, date.month)
        ):
            continue
        if not same_dates:
            return f"the date “{said(draft, date)}” is not in the cited sentence"
        # A date can move to either end of a sentence; only one of several dates belongs to the words beside it.
        if len(source.dates) > 1 and not any(_bound(found, date, other) for other in same_dates):
            return f"“{said(draft, date)}” belongs to something else in the cited sentence"
    return ""


def _is_published(context: SourceContext, source: Told, year: int, month: int | None) -> bool:
    """Whether a source without a date of its own is of this year and month: what it says, it says then."""
    told = "-".join([f"{year:04}", *([f"{month:02}"] if month else [])])
    dated = source.dates or any(1000 <= each.value < 2100 and not each.unit for each in source.figures)
    return not dated and bool(context.published) and context.published.startswith(told)


def changed_number(found: Alignment, context: SourceContext, aside: frozenset[int]) -> str:
    """How the draft changes a number or date that the source does have; empty if it changes none."""
    draft, source = found.draft, found.source
    for figure in draft.figures:
        same = [other for other in source.figures if figure.same_amount(other)]
        if not same or _within(draft, figure, aside):
            continue
        told = said(draft, figure)
        same = [other for other in same if figure.says(other)]
        if not same:
            return f"“{told}” has another qualifier in the cited sentence (up to, at least, about …)"
        same = [other for other in same if _led_alike(draft, figure, source, other)]
        if not same:
            return f"“{told}” has another “from”, “to” or “by” before it in the cited sentence"
        if not any(_counts_alike(found, context, figure, other) for other in same):
            return f"“{told}” counts something else in the cited sentence"
    for date in draft.dates:
        days = [other for other in source.dates if (date.month, date.day) == (other.month, other.day)]
        led = _within(draft, date, aside) or any(_dated_alike(draft, date, source, other) for other in days)
        if days and not led:
            return f"“{said(draft, date)}” has another word before it in the cited sentence (until, since, before …)"
    return replaced(found, aside)


def replaced(found: Alignment, aside: frozenset[int]) -> str:
    """A number of the draft where the source has a different one."""
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
    """A number or date as written."""
    return told.text[found.start : found.end].strip(" .,;")


def _within(draft: Told, found: Figure | When, places: frozenset[int]) -> bool:
    return any(found.start <= draft.words[place].start < found.end for place in places)


def _places(told: Told, found: Figure | When) -> list[int]:
    return [place for place, word in enumerate(told.words) if found.start <= word.start < found.end]


def _bound(found: Alignment, ours: Figure | When, theirs: Figure | When) -> bool:
    """Whether a word next to the number in the draft is also near it in the source.

    The word before it may be on either side there ("profit rose 5 per cent", "a 5 per cent rise"), the word after it
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
    """Whether the words beside the number are the source's: two on one side, or one content word."""
    for place, beside, step in ((own[0], at[0], -1), (own[-1], at[-1], 1)):
        same = [
            0 <= place + far < len(found.places) and found.places[place + far] == beside + far
            for far in (step, 2 * step)
        ]
        if same[0] and (same[1] or found.draft.words[place + step].tells):
            return True
    return False


def _repeated(found: Alignment, places: list[int]) -> int | None:
    """The place in the source of the first of these words, or else of the second."""
    return next((at for place in places[:2] if (at := found.places[place]) is not None), None)


def _led_alike(draft: Told, ours: Figure, source: Told, theirs: Figure) -> bool:
    one, other = _leading(draft, ours), _leading(source, theirs)
    return one is None or other is None or one == other


def _dated_alike(draft: Told, ours: When, source: Told, theirs: When) -> bool:
    """Whether the draft adds no "until" or similar to a date; it may leave one out."""
    one = _leading(draft, ours)
    before = [word.plain for word in source.words if word.start < theirs.start][-_REACH:]
    return one is None or one == "to" or one in before


def _leading(told: Told, found: Figure | When) -> str | None:
    before = re.sub(r"\bup to\b", " ", told.text[max(0, found.start - 30) : found.start])
    last = re.findall(r"[\w’']+", before.lower())[-2:]
    return next((word for word in reversed(last) if word in _LEADING), None)


def _counts_alike(found: Alignment, context: SourceContext, ours: Figure, theirs: Figure) -> bool:
    """Whether the number counts the same thing: "40 schools" is not in "40 teachers in 5 schools"."""
    counted = _next_word(found.draft, ours)
    if ours.unit or ours.value in range(1000, 2100) or counted is None:
        return True
    others = (figure.start for figure in found.source.figures if figure.start >= theirs.end)
    end = min(others, default=len(found.source.text))  # what follows the next number belongs to that one
    after = [word for word in found.source.words if theirs.end <= word.start < end]
    telling = [word for word in after if word.tells][:3]
    if any(word.stem == counted.stem for word in telling) or not telling:
        return True
    if any(word.stem == counted.stem and word.start >= theirs.end for word in found.source.words):
        return False
    # The source counts something that it named before: "40 of them", "seventeen had left".
    return counted.stem in context.known and (
        any(word.plain in _POINTING for word in after[:2]) or _next_word(found.source, theirs) is None
    )


def _next_word(told: Told, figure: Figure) -> Word | None:
    """The word directly after a figure, if it is a content word."""
    for word in told.words:
        if word.start >= figure.end:
            direct = not told.text[figure.end : word.start].strip(" -")
            return word if direct and word.tells else None
    return None
