"""The speakers that a unit names by its cues, whom it is about, and who is asked in it."""

from dataclasses import replace

from ingest.attribution.attributions import Attribution
from ingest.attribution.clauses.clause_cues import asked, main_subject
from ingest.attribution.complements import Cue
from ingest.attribution.cues import cues
from ingest.attribution.entities.coreference import resolve
from ingest.attribution.entities.entity_register import Entity
from ingest.attribution.parsed_text import ParsedText, Unit, bare_name
from ingest.attribution.quoted_speaker import Resolution
from rag.text.lexicon.word_classes import REPORTING

_WHOM = frozenset({"he", "she"})
_AHEAD = 2  # units


def named_speakers(
    reading: Resolution,
    number: int,
    unit: Unit,
    without: frozenset[Entity] = frozenset(),
    opening: Entity | None = None,
) -> list[Attribution]:
    """The speakers that the cues of a unit name, in order; a pronoun stands for none of those `without`.

    `opening` is whom the pronoun means with which the unit opens, where that is known.
    """
    found: list[Attribution] = []
    for cue in cues(unit, reading.parsed.is_summary or reading.parsed.is_minutes):
        if found and found[-1].cue is not None and cue.mention == found[-1].cue.mention:
            found.append(replace(found[-1], verb=cue.verb, cue=cue))
            continue
        if (
            opening is not None
            and cue.mention.form == "pronoun"
            and cue.mention.start == unit.tokens[0].start
        ):
            entity: Entity | None = opening
        else:
            found_here = resolve(reading.parsed, reading.discourse, cue.mention, number, cue.first, without)
            entity = _in_full(reading.parsed, found_here)
        if entity is not None and not _is_author(reading.parsed, entity, cue):
            found.append(Attribution(entity, cue.verb, cue))
    return found


def _in_full(parsed: ParsedText, entity: Entity | None) -> Entity | None:
    """Whose initials minutes write for a speaker, where the list of those present says it."""
    if entity is None or parsed.minutes is None:
        return entity
    span = parsed.minutes.initials.get(parsed.text[entity.start : entity.end])
    return replace(entity, start=span[0], end=span[1], kind="person") if span is not None else entity


def _is_author(parsed: ParsedText, entity: Entity, cue: Cue) -> bool:
    """Whether it is the document's own author who is said to report."""
    return cue.verb in REPORTING and bare_name(parsed.text[entity.start : entity.end]) in parsed.bylines


def subject_of(reading: Resolution, number: int, unit: Unit) -> Entity | None:
    """The person whom a unit is about, named or not; None where it is a pronoun or the writer."""
    mention = main_subject(unit.tokens) if _matters(reading.parsed, number) else None
    if mention is None or mention.plural or mention.form not in ("name", "described"):
        return None
    entity = resolve(reading.parsed, reading.discourse, mention, number, 0)
    return entity if entity is not None and _may_be_human(reading, entity) else None


def _matters(parsed: ParsedText, number: int) -> bool:
    """Whether one of the next units may speak of whom this one is about: with "he" or "she", or in a quotation."""
    return any(
        token.quote is not None or token.lower in _WHOM
        for unit in parsed.units[number + 1 : number + 1 + _AHEAD]
        for token in unit.tokens
    )


def asked_in(reading: Resolution, number: int, unit: Unit) -> Entity | None:
    """Who is asked something in a unit, and may answer in the next."""
    found = asked(unit.tokens)
    if found is None or found[0].form == "own":
        return None
    return resolve(reading.parsed, reading.discourse, found[0], number, found[1])


def _may_be_human(reading: Resolution, entity: Entity) -> bool:
    """Whether it is a human being, or a name of several words that nothing calls a thing."""
    entities = reading.discourse.entities
    several = entity.kind == "name" and " " in entities.folded(entity)
    return reading.discourse.is_human(entity) or (several and entity not in entities.things | entities.places)
