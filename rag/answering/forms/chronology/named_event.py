"""The sentence that tells of one event which a question names, and the day that it gives."""

from rag.answering.forms.chronology.day_rows import DayRow, tells
from rag.answering.forms.material import Material
from rag.answering.forms.papers.appearance import NOUNS, named_work, opening
from rag.judging.reading import Reading
from rag.text.tokens import telling_stems, words
from rag.text.told_days import all_days
from rag.types import Evidence

_PASSAGES = 12
_IS_IT = -4.0  # the logit from which on a sentence is on the point, as for parties' stands
_DATED_WITHIN = 4.5  # logits below the best, for a sentence that tells the event's day beside it


def named_event(reading: Reading, material: Material, event: str) -> DayRow | None:
    """The sentence that tells of one event, and the day that it gives; of a document, the day when it appeared."""
    nowhere = {term.stem for term in reading.asked.terms if not term.held}
    if telling_stems(event) <= nowhere:
        return None
    appeared = _appearance(reading, material, event)
    if appeared is not None:
        return appeared
    found = [each for each in material.found(reading, event, _PASSAGES) if tells(each)]
    told = [each for each in material.rank(event, found) if _is_it(event, each)]
    if not told:
        return None
    best = told[0]
    close = [
        each
        for each in told
        if best.relevance is None or (each.relevance or _IS_IT) >= best.relevance - _DATED_WITHIN
    ]
    wanted = telling_stems(event)
    for each in sorted(close, key=lambda each: -len(wanted & each.stems)):
        day = _day_beside(event, each)
        if day is not None:
            return DayRow(day, each)
    return DayRow("", best)


def _is_it(event: str, each: Evidence) -> bool:
    """Does a sentence tell of the event, and not only of somebody or something in it? A paper that is none of those
    held is told of where it is named."""
    papers = {word.stem for word in words(event) if word.plain in NOUNS}
    if not papers <= each.stems:
        return False
    return each.relevance is None or each.relevance >= _IS_IT or telling_stems(event) <= each.stems


def _day_beside(event: str, each: Evidence) -> str | None:
    """The day that stands nearest to the words of an event in a sentence that tells of it."""
    wanted = telling_stems(event)
    places = [word.start for word in words(each.text) if word.stem in wanted] or [0]
    days = all_days(each.text, each.hit.metadata.date)
    nearest = min(days, key=lambda day: min(abs(day.start - place) for place in places), default=None)
    return nearest.iso if nearest else None


def _appearance(reading: Reading, material: Material, event: str) -> DayRow | None:
    """The first words of the document that an event names, under its date."""
    entry = named_work(reading, material, event)
    first = opening(reading, material, entry) if entry else None
    return DayRow(entry.metadata.date or "", first) if entry and first else None
