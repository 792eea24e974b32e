"""Speaker resolution: reads a document from top to bottom and finds the speaker of each quotation, turn and report.

`resolve_speakers` is the entry; `quoted_speaker.py` decides whose a quotation is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ingest.attribution.attributions import Attribution, nearest, outermost, with_messengers
from ingest.attribution.complements import Cue, impersonal_finding
from ingest.attribution.coreference import named_entity, resolve
from ingest.attribution.cues import cues
from ingest.attribution.entities import find_entities
from ingest.attribution.entity_register import Entity
from ingest.attribution.noun_groups import pronoun
from ingest.attribution.parsed_text import ParsedText, Unit, bare_name
from ingest.attribution.quoted_speaker import Resolution, fill_between, quoted_speaker
from ingest.attribution.salience import Discourse, last_work, main_person, note
from rag.text.lexicon.word_classes import OWN_VOICE, PREPOSITIONS, PRONOUNS, REPORTING

_WORD = re.compile(r"\w+")
_POSTED = re.compile(r"—\s*(?P<name>[^—@\n]{2,50}?)\s*\(@\w+\)[^\n]{0,40}$")
_HEADLINE = 12  # words
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
    for number, unit in enumerate(parsed.units):
        _read(reading, number, unit)
    fill_between(reading)
    reports = {
        number: each
        for number, each in reading.reports.items()
        if not _is_introduction(parsed.units[number], each)
    }
    return ResolvedSpeakers(dict(sorted(reading.quotations.items())), reading.turns, reports)


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
        _read_turn(reading, number, unit)
        return
    introduced = _introduced(reading, unit)
    if introduced is not None:
        reading.turns[unit.paragraph] = introduced
        note(reading.discourse, number, [(introduced.entity, False)])
        return
    if _is_headline(reading.parsed, unit):
        note(reading.discourse, number, [])
        return  # what was before it stays in mind
    telling = reading.parsed.is_summary or reading.parsed.is_minutes
    named = with_messengers(_named_speakers(reading, number, unit), unit, telling)
    report = outermost(named) if named else _unnamed_report(reading, number, unit)
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
    note(reading.discourse, number, speakers, _first_pronoun(reading, number, unit))


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


def _read_turn(reading: Resolution, number: int, unit: Unit) -> None:
    turn = reading.parsed.turns[unit.paragraph]
    if unit.paragraph not in reading.turns and not turn.asked:
        entity = _interviewee(reading) if turn.label is None else _labelled(reading, *turn.label)
        if entity is not None:
            reading.turns[unit.paragraph] = Attribution(entity)
    speaker = reading.turns.get(unit.paragraph)
    if not turn.asked:  # a question is the interviewer's, whomever it mentions
        _read_passed_on(reading, number, unit, None if speaker is None else speaker.entity)
    note(reading.discourse, number, [(speaker.entity, False)] if speaker else [])


def _interviewee(reading: Resolution) -> Entity | None:
    """The person whom the document has mentioned most so far, other than its author."""
    text, bylines = reading.parsed.text, reading.parsed.bylines
    names = {each: text[each.start : each.end] for each in reading.discourse.counts}
    others = [
        each
        for each, name in names.items()
        if bare_name(name) not in bylines
        and (reading.discourse.is_human(each) or (" " in name and not any(map(str.isdigit, name))))
    ]
    return main_person(reading.discourse, others)


def _read_passed_on(reading: Resolution, number: int, unit: Unit, speaker: Entity | None) -> None:
    """What somebody's turn passes on of others: «The governor told me that …», «My wife said, “…”».

    A pronoun tells too little: it may be the one who asks.
    """
    text = reading.parsed.text
    first = next(iter(cues(unit)), None)
    if first is not None and text[first.mention.start : first.mention.end].casefold() in PRONOUNS:
        return  # «He says that the report found …»
    named = [
        replace(each, via=speaker)
        for each in _named_speakers(reading, number, unit)
        if each.entity != speaker
        and each.cue is not None
        and not each.cue.embedded
        and text[each.cue.mention.start : each.cue.mention.end].casefold() not in PRONOUNS
        and not _goes_on_itself(unit, each.cue)
    ]
    if not named:
        return
    for at, token in enumerate(unit.tokens):
        if token.quote is not None:
            reading.quotations[token.quote] = nearest(unit, at, named)
    if not unit.quotes:
        reading.reports[number] = outermost(named)


def _goes_on_itself(unit: Unit, cue: Cue) -> bool:
    """Whether the speaker goes on in the first person: «The club says that we lost four; we lost two»."""
    tokens = unit.tokens
    return any(
        tokens[at].text == ";" and tokens[at + 1].lower in OWN_VOICE
        for at in range(cue.last + 1, len(tokens) - 1)
    )


def _labelled(reading: Resolution, start: int, end: int) -> Entity:
    return named_entity(reading.discourse, reading.parsed.text[start:end]) or _person(reading, start, end)


def _person(reading: Resolution, start: int, end: int) -> Entity:
    return Entity(start, end, "person", reading.parsed.text[start:end].split()[-1].casefold())


def _named_speakers(reading: Resolution, number: int, unit: Unit) -> list[Attribution]:
    """The speakers that the cues of a unit name, in order."""
    found: list[Attribution] = []
    for cue in cues(unit, reading.parsed.is_summary or reading.parsed.is_minutes):
        if found and found[-1].cue is not None and cue.mention == found[-1].cue.mention:
            found.append(replace(found[-1], verb=cue.verb, cue=cue))
            continue
        entity = resolve(reading.parsed, reading.discourse, cue.mention, number, cue.first)
        if entity is not None and not _is_author(reading.parsed, entity, cue):
            found.append(Attribution(entity, cue.verb, cue))
    return found


def _is_author(parsed: ParsedText, entity: Entity, cue: Cue) -> bool:
    """Whether it is the document's own author who is said to report."""
    return cue.verb in REPORTING and bare_name(parsed.text[entity.start : entity.end]) in parsed.bylines


def _unnamed_report(reading: Resolution, number: int, unit: Unit) -> Attribution | None:
    """The speaker of a unit that names none: a post's author, or the report whose findings continue."""
    words = reading.parsed.text[unit.start : unit.end]
    posted = _POSTED.search(words)
    if posted is not None:
        start, end = unit.start + posted.start("name"), unit.start + posted.end("name")
        return Attribution(_person(reading, start, end), "posted")
    if reading.parsed.is_minutes and (minuted := _minuted(reading, unit)) is not None:
        return minuted
    verb = impersonal_finding(unit.tokens)
    work = last_work(reading.discourse, number) if verb is not None else None
    return Attribution(work, verb) if work is not None else None


def _minuted(reading: Resolution, unit: Unit) -> Attribution | None:
    """The speaker of the sentence before, who goes on in minutes: «She could not promise a date.»"""
    before = reading.before
    if before is None or reading.parsed.units[before].paragraph != unit.paragraph or not unit.tokens:
        return None
    goes_on = unit.tokens[0].lower in ("he", "she") and not unit.quotes
    last = reading.reports.get(before)
    return replace(last, cue=None, verb=None) if goes_on and last is not None else None


def _first_pronoun(reading: Resolution, number: int, unit: Unit) -> Entity | None:
    """The entity of the first "he" or "she" of a unit."""
    for at, token in enumerate(unit.tokens):
        if token.lower in ("he", "she"):
            return resolve(reading.parsed, reading.discourse, pronoun(token, token.lower), number, at)
    return None
