"""Whose each turn of a dialogue is, and what it passes on of others."""

from dataclasses import replace

from ingest.attribution.attributions import Attribution, nearest, outermost
from ingest.attribution.complements import Cue
from ingest.attribution.entities.coreference import named_entity
from ingest.attribution.entities.entity_register import Entity
from ingest.attribution.entities.salience import note
from ingest.attribution.interviewee import interviewee
from ingest.attribution.named_speakers import named_speakers, subject_of
from ingest.attribution.parsed_text import Unit
from ingest.attribution.quoted_speaker import Resolution
from rag.text.lexicon.word_classes import OWN_VOICE

_RECENT = 24  # appearances


def read_turn(reading: Resolution, number: int, unit: Unit) -> None:
    """Find who speaks in a unit of a turn, and whose words it passes on."""
    turn = reading.parsed.turns[unit.paragraph]
    if reading.answering is None:
        answers = interviewee(reading)
        reading.answering = () if answers is None else (answers,)
    if unit.paragraph not in reading.turns and not turn.asked:
        answers = next(iter(reading.answering), None)
        entity = answers if turn.label is None else _labelled(reading, *turn.label)
        if entity is not None:
            reading.turns[unit.paragraph] = Attribution(entity)
    speaker = reading.turns.get(unit.paragraph)
    if not turn.asked:  # a question is the interviewer's, whomever it mentions
        _read_passed_on(reading, number, unit, None if speaker is None else speaker.entity)
    told = subject_of(reading, number, unit)
    note(reading.discourse, number, [(speaker.entity, False)] if speaker else [], subject=told)


def _read_passed_on(reading: Resolution, number: int, unit: Unit, speaker: Entity | None) -> None:
    """What somebody's turn passes on of others: «The governor told me that …», «My wife said, “…”»."""
    named = [
        replace(each, via=speaker)
        for each in named_speakers(reading, number, unit, _speaking(reading, speaker))
        if each.entity != speaker
        and each.cue is not None
        and not each.cue.embedded
        and (each.cue.mention.form != "pronoun" or _is_told_of(reading, unit, each))
        and not _goes_on_itself(unit, each.cue)
    ]
    if not named:
        return
    for at, token in enumerate(unit.tokens):
        if token.quote is not None:
            reading.quotations[token.quote] = nearest(unit, at, named)
    if not unit.quotes:
        reading.reports[number] = outermost(named, unit)


def _speaking(reading: Resolution, speaker: Entity | None) -> frozenset[Entity]:
    """Those who take turns in a dialogue, as far as they have spoken."""
    known = {each.entity for each in reading.turns.values()}
    return frozenset(known | {speaker} if speaker is not None else known)


def _is_told_of(reading: Resolution, unit: Unit, each: Attribution) -> bool:
    """Whether the turn itself tells of whom "he" or "she" stands for; else it may be the one who asks."""
    pronoun = each.cue.mention.head if each.cue is not None else ""
    return pronoun in ("he", "she") and any(
        appearance.entity == each.entity and reading.parsed.units[appearance.unit].paragraph == unit.paragraph
        for appearance in reading.discourse.appearances[-_RECENT:]
    )


def _goes_on_itself(unit: Unit, cue: Cue) -> bool:
    """Whether the speaker goes on in the first person: «The club says that we lost four; we lost two»."""
    tokens = unit.tokens
    return any(
        tokens[at].text == ";" and tokens[at + 1].lower in OWN_VOICE
        for at in range(cue.last + 1, len(tokens) - 1)
    )


def _labelled(reading: Resolution, start: int, end: int) -> Entity:
    return named_entity(reading.discourse, reading.parsed.text[start:end]) or person_at(reading, start, end)


def person_at(reading: Resolution, start: int, end: int) -> Entity:
    return Entity(start, end, "person", reading.parsed.text[start:end].split()[-1].casefold())
