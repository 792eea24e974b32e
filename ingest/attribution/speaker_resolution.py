"""Speaker resolution: reads a document from top to bottom and finds the speaker of each quotation, turn and report.

`resolve_speakers` is the entry; `quoted_speaker.py` decides whose a quotation is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ingest.attribution.attributions import Attribution, outermost, with_messengers
from ingest.attribution.clauses.clause_cues import wonders
from ingest.attribution.complements import impersonal_finding
from ingest.attribution.entities.coreference import resolve
from ingest.attribution.entities.entity_register import Entity
from ingest.attribution.entities.named_entities import find_entities
from ingest.attribution.entities.salience import Discourse, last_work, note
from ingest.attribution.named_speakers import asked_in, named_speakers, subject_of
from ingest.attribution.noun_groups import pronoun
from ingest.attribution.parsed_text import ParsedText, Unit
from ingest.attribution.quoted_speaker import Resolution, fill_between, quoted_speaker
from ingest.attribution.turn_speakers import person_at, read_turn
from rag.text.lexicon.word_classes import PREPOSITIONS

_WORD = re.compile(r"\w+")
_POSTED = re.compile(r"—\s*(?P<name>[^—@\n]{2,50}?)\s*\(@\w+\)[^\n]{0,40}$")
_HEADLINE = 12  # words
_RECENT = 24  # appearances
_LONG_WORD = 20  # characters


@dataclass(frozen=True, slots=True)
class ResolvedSpeakers:
    """The speakers of a document: by number of the quotation, by paragraph of a turn, and by unit that reports."""

    quotations: Mapping[int, Attribution]
    turns: Mapping[int, Attribution]
    reports: Mapping[int, Attribution]


def resolve_speakers(parsed: ParsedText) -> ResolvedSpeakers:
    """The speakers of all quotations, turns and reports of a document."""
    quoting = frozenset(each.paragraph for each in parsed.quotations)
    reading = Resolution(parsed, Discourse(find_entities(parsed)), quoting)
    borders = parsed.minutes.borders if parsed.minutes is not None else frozenset()
    behind = -1
    for number, unit in enumerate(parsed.units):
        if unit.paragraph != behind and not borders.isdisjoint((unit.paragraph, behind)):
            _begin_item(reading, below_heading=unit.paragraph not in borders)
        behind = unit.paragraph
        _read(reading, number, unit)
    fill_between(reading)
    reports = {
        number: each
        for number, each in reading.reports.items()
        if not _is_introduction(parsed.units[number], each)
    }
    return ResolvedSpeakers(dict(sorted(reading.quotations.items())), reading.turns, reports)


def _begin_item(reading: Resolution, below_heading: bool) -> None:
    """Forget whom "he" and "she" may mean: in minutes, a pronoun does not refer back to the item before.

    People whom the heading of the item names may be meant.
    """
    discourse = reading.discourse
    kept = [each for each in discourse.appearances if below_heading and discourse.is_human(each.entity)]
    discourse.appearances[:] = kept
    reading.before = reading.last = None


def _is_introduction(unit: Unit, report: Attribution) -> bool:
    """Whether the unit only introduces the words of the next one: «On Monday Jo Hill wrote:»."""
    cue, last = report.cue, len(unit.tokens) - 1
    return (
        cue is not None
        and not unit.quotes
        and (not cue.aside or unit.tokens[0].lower in PREPOSITIONS)
        and unit.tokens[last].text == ":"
        and cue.last in (last - 1, last)
    )


def _read(reading: Resolution, number: int, unit: Unit) -> None:
    """Find the speakers of one unit and remember its entities."""
    if unit.paragraph in reading.parsed.turns:
        read_turn(reading, number, unit)
        return
    introduced = _introduced(reading, unit)
    if introduced is not None:
        reading.turns[unit.paragraph] = introduced
        note(reading.discourse, number, [(introduced.entity, False)])
        return
    if _is_headline(reading.parsed, unit):
        note(reading.discourse, number, [])
        return  # earlier entities can still be referred to
    telling = reading.parsed.is_summary or reading.parsed.is_minutes
    goes_on = _minuted(reading, unit) if reading.parsed.is_minutes else None
    meant = goes_on.entity if goes_on is not None else None
    named = with_messengers(named_speakers(reading, number, unit, opening=meant), unit, telling)
    if not unit.quotes and wonders(unit.tokens):
        named = []
    report = outermost(named, unit) if named else goes_on or _unnamed_report(reading, number, unit)
    for quote in unit.quotes:
        speaker = quoted_speaker(reading, number, unit, quote, named)
        if speaker is not None:
            reading.quotations[quote] = speaker
            reading.last = (unit.paragraph, speaker)
    if named and not any(quote in reading.quotations for quote in unit.quotes):
        reading.last = (unit.paragraph, named[-1])
    if report is not None:
        reading.reports[number] = report
    reading.before = number
    if named and _is_introduction(unit, named[-1]):
        reading.introduced = (unit.paragraph, named[-1])
    speakers = [(each.entity, each.cue is not None and each.cue.embedded) for each in named]
    if report is not None and not named:
        speakers = [(report.entity, False)]
    note(
        reading.discourse,
        number,
        speakers,
        _first_pronoun(reading, number, unit),
        subject_of(reading, number, unit),
        asked_in(reading, number, unit),
    )


def _introduced(reading: Resolution, unit: Unit) -> Attribution | None:
    """Who speaks in a paragraph that has no quotation marks, below «The minister said:»."""
    if reading.introduced is None:
        return None
    above, speaker = reading.introduced
    here, turns, set_apart = unit.paragraph, reading.turns, reading.parsed.set_apart
    if turns.get(here) == speaker:
        return speaker
    goes_on = here in set_apart and here - 1 in set_apart and turns.get(here - 1) == speaker
    starts = here == above + 1 and (here in set_apart or here not in reading.quoting)
    return speaker if goes_on or starts else None


def _is_headline(parsed: ParsedText, unit: Unit) -> bool:
    """Whether the unit heads what follows: in capitals, or a few words without a full stop."""
    start, end = parsed.paragraphs[unit.paragraph]
    words = [token for token in unit.tokens if token.word]
    if words and all(token.text.isupper() for token in words):
        return True
    if end - start > _HEADLINE * _LONG_WORD:
        return False
    text = parsed.text[start:end]
    if unit.is_bare or _POSTED.search(text):
        return False
    return len(_WORD.findall(text)) <= _HEADLINE and text.rstrip("”\"’')")[-1:] not in ".!?:,…"


def _unnamed_report(reading: Resolution, number: int, unit: Unit) -> Attribution | None:
    """The speaker of a unit that names none: a post's author, or the report whose findings continue."""
    words = reading.parsed.text[unit.start : unit.end]
    posted = _POSTED.search(words)
    if posted is not None:
        start, end = unit.start + posted.start("name"), unit.start + posted.end("name")
        return Attribution(person_at(reading, start, end), "posted")
    verb = impersonal_finding(unit.tokens)
    work = last_work(reading.discourse, number) if verb is not None else None
    return Attribution(work, verb) if work is not None else None


def _minuted(reading: Resolution, unit: Unit) -> Attribution | None:
    """In minutes, the speaker of the sentence before, who goes on: «She could not promise a date.»"""
    before = reading.before
    if before is None or reading.parsed.units[before].paragraph != unit.paragraph or not unit.tokens:
        return None
    word, last = unit.tokens[0].lower, reading.reports.get(before)
    if word not in ("he", "she") or unit.quotes or last is None:
        return None
    known = reading.discourse.entities.pronoun(last.entity) or reading.discourse.pronouns.get(last.entity)
    return replace(last, cue=None, verb=None) if known in (word, None) else None


def _first_pronoun(reading: Resolution, number: int, unit: Unit) -> Entity | None:
    """The entity of the first "he" or "she" of a unit."""
    for at, token in enumerate(unit.tokens):
        if token.lower in ("he", "she"):
            return resolve(reading.parsed, reading.discourse, pronoun(token, token.lower), number, at)
    return None
