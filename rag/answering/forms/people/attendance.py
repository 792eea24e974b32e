"""Who attended a meeting, or stayed away: the names that its record gives below "Present:" or behind "Apologies:"."""

import re
from collections.abc import Sequence

from rag.answering.compose import Draft
from rag.answering.forms.material import Material, about
from rag.judging.reading import Reading
from rag.text.dates import When, dates
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import is_ended, stem, telling_stems, words
from rag.types import Evidence

_HEAD = 80  # sentences of a record among which those present are listed
_OPENING = 10  # sentences that tell what meeting it is
_MOST = 60  # names
_RECORDS = 3  # shown where a question tells none of them from the others
_SHARE = 0.5  # of what a question says of a meeting, that its record says of itself
_EVENTS = lexicon.words("attendance_words", "event")
_MET = lexicon.alternatives(_EVENTS | lexicon.words("attendance_words", "gathering"))
_CAME = re.compile(
    rf"\b(?:{lexicon.phrases('attendance_words', 'came')})\b"
    rf"|\b(?:{lexicon.phrases('attendance_words', 'there')})\s(?:[^?;]{{0,60}}\s)?(?:{_MET})\b",
    re.IGNORECASE,
)
_AWAY = re.compile(rf"\b(?:{lexicon.phrases('attendance_words', 'away')})\b", re.IGNORECASE)
_ASKING = frozenset(
    word.stem
    for phrase in lexicon.words("attendance_words") - _EVENTS
    for word in words(phrase)
    if word.tells
) - frozenset(map(stem, lexicon.words("attendance_words", "gathering"))) | frozenset(map(stem, _EVENTS))
_LISTS = {
    away: lexicon.alternatives(
        {
            e.word
            for e in lexicon.entries("letter_words")
            if "present" in e.tags and ("absent" in e.tags) is away
        }
    )
    for away in (False, True)
}
_LEADS = {
    away: re.compile(rf"^\W*(?:{phrases})(?:\s*\([^)]*\))?\s*(?::|$)", re.IGNORECASE)
    for away, phrases in _LISTS.items()
}
_LABEL = re.compile(r"^\W*[A-Z][\w ]{0,30}:(?:\s|$)")
_NUMBERED = re.compile(r"^\W*\d{1,2}[.)]\s")


def attendance(reading: Reading, material: Material) -> Draft | None:
    """None where that is not asked, or no record of such a meeting gives a list."""
    text = reading.query.meant
    away = _AWAY.search(text) is not None
    if (
        reading.parts
        or reading.asked.wants not in ("who", "list", "name")
        or not (away or _CAME.search(text))
    ):
        return None
    ids = list(dict.fromkeys(hit.passage.document_id for hit in reading.hits))
    records = [sorted(material.sentences(reading, [id]), key=lambda each: each.sentence.start) for id in ids]
    told = [(own, _listed(own[:_HEAD], away)) for own in records]
    meant = _meant(reading, [(own, names) for own, names in told if names])
    return material.quoted([each for names in meant for each in names])


def _listed(own: Sequence[Evidence], away: bool) -> list[Evidence]:
    """What opens each list of those present, or away, and the names below it."""
    found: list[Evidence] = []
    number = 0
    while number < len(own):
        lead = _LEADS[away].match(own[number].text)
        number += 1
        if lead is None:
            continue
        found.append(own[number - 1])
        alone = lead.end() >= len(own[number - 1].text.rstrip())
        while alone and number < len(own) and _is_name(own[number]):
            found.append(own[number])
            number += 1
    return found[:_MOST]


def _is_name(each: Evidence) -> bool:
    """Is a line below "Present:" one of the names, and no other list, item of the agenda or sentence?"""
    below = each.sentence.role in ("item", "body", "row") and not is_ended(each.text)
    return below and not _LABEL.match(each.text) and not _NUMBERED.match(each.text)


def _meant(
    reading: Reading, told: Sequence[tuple[Sequence[Evidence], Sequence[Evidence]]]
) -> list[Sequence[Evidence]]:
    """The lists of the meetings that a question means: of the day and with the words that it gives."""
    text = reading.query.meant
    days = [each for each in dates(text) if each.month]
    dated = {
        word.stem for word in words(text) if any(each.start <= word.start < each.end for each in dates(text))
    }
    wanted = {term.stem for term in about(reading)} - _ASKING - dated
    found = [(own, names) for own, names in told if not days or any(_is_of(own[0], each) for each in days)]
    shares = [_share(wanted, own) for own, _ in found]
    best = max(shares, default=0.0)
    if wanted and best < _SHARE:
        return []
    return [names for (_, names), share in zip(found, shares, strict=True) if share == best][:_RECORDS]


def _is_of(each: Evidence, day: When) -> bool:
    year, *rest = (each.hit.metadata.date or "").split("-")
    month = int(rest[0]) if rest else None
    on = int(rest[1]) if len(rest) > 1 else None
    return month == day.month and day.day in (None, on) and (day.year is None or str(day.year) == year)


def _share(wanted: set[str], own: Sequence[Evidence]) -> float:
    """How much of what a question says of a meeting stands at the head of its record."""
    metadata = own[0].hit.metadata
    head = " ".join(each.text for each in own[:_OPENING])
    return len(wanted & telling_stems(f"{metadata.title} {metadata.publisher} {head}")) / (len(wanted) or 1)
