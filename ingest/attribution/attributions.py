"""Attributions: the speakers that one sentence names, which of them answers for it, and whose each quotation is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.attribution.clauses.clause_cues import also_does, is_in_relative_clause, is_main_verb
from ingest.attribution.complements import Cue
from ingest.attribution.entities.entity_register import Entity
from ingest.attribution.parsed_text import Unit
from rag.text.lexicon.speech_verbs import finite
from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import SAYING, TELLING

_PARTING = words("cue_words", "parts") | frozenset(",;—–")
_HOLDING = finite(lambda verb: verb.use == "holds")
_OPENING = 3  # tokens in which the subject of a sentence begins


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker, the verb, the cue that names it, and who passes its words on."""

    entity: Entity
    verb: str | None = None
    cue: Cue | None = None
    via: Entity | None = None


def with_messengers(named: Sequence[Attribution], unit: Unit, is_summary: bool) -> list[Attribution]:
    """The attributions of a unit with `via` set where one speaker passes on the words of another.

    «Hill said the minister had told him», «the minister refused, Hill said».
    """
    closed = bool(named) and _is_closed(unit, named)
    found = [each for each in named if not (closed and _tells_on(each, unit))]
    for k in range(1, len(found)):
        outer, inner = found[k - 1], found[k]
        if inner.cue is None or outer.cue is None or outer.entity == inner.entity or inner.cue.embedded:
            continue  # «Hill said that they accepted most of what the report said»
        if inner.cue.aside and _is_main(outer, is_summary):
            if _tells_on(outer, unit):
                continue
            found[k - 1] = replace(outer, via=inner.entity)
            continue
        between = unit.tokens[outer.cue.last + 1 : inner.cue.first]
        parted = any(each.text.casefold() in _PARTING for each in between)
        if inner.verb in TELLING and not inner.cue.aside and not outer.cue.inverted and not parted:
            found[k] = replace(inner, via=outer.entity)
    return found


def _is_closed(unit: Unit, named: Sequence[Attribution]) -> bool:
    """Whether the whole sentence is said by somebody whom no cue names: «…, the extracts say.»"""
    last = next((k for k in range(len(unit.tokens) - 1, 0, -1) if unit.tokens[k].word), 0)
    cued = any(each.cue is not None and each.cue.at == last for each in named)
    return (
        unit.tokens[last].lower in SAYING
        and not cued
        and any(each.text == "," for each in unit.tokens[:last])
    )


def _tells_on(attribution: Attribution, unit: Unit) -> bool:
    """Whether the sentence goes on to what somebody does after what they wish or think: «Acme wants to help
    but does nothing».
    """
    cue = attribution.cue
    return cue is not None and attribution.verb in _HOLDING and also_does(unit.tokens, cue.at)


def _is_main(attribution: Attribution, is_summary: bool) -> bool:
    """Whether its verb is the main verb of the sentence."""
    cue = attribution.cue
    if cue is None or cue.aside or cue.inverted or cue.embedded or cue.first > _OPENING:
        return False
    return attribution.verb in SAYING or is_summary or attribution.verb in ("found", "finds", "find")


def outermost(named: Sequence[Attribution], unit: Unit) -> Attribution:
    """The one that answers for the whole sentence: one passed on, an aside, the main verb's, else the first."""
    nested = next((each for each in named if each.via is not None), None)
    aside = next((each for each in named if each.cue is not None and each.cue.aside), None)
    return nested or aside or _behind_relative_clause(named, unit) or named[0]


def _behind_relative_clause(named: Sequence[Attribution], unit: Unit) -> Attribution | None:
    """The speaker of the main verb, where the first one is in a clause about somebody named before it.

    «In reply to Jo Hill, who asked about the lock, Ann Lee said that it was sold.»
    """
    first = named[0].cue
    if len(named) == 1 or first is None or not is_in_relative_clause(unit.tokens, first.at):
        return None
    return next((each for each in named if each.cue and is_main_verb(unit.tokens, each.cue.at)), None)


def nearest(unit: Unit, at: int, named: Sequence[Attribution]) -> Attribution:
    """The attribution of a unit that the quotation at this token belongs to."""

    def distance(each: Attribution) -> float:
        cue = each.cue
        if cue is None:
            return 99.0
        if cue.first > at:
            words = sum(token.word for token in unit.tokens[at + 1 : cue.first])
            return 0.5 * (cue.first - at - 1) + 2 * words if cue.aside else 20.0 + cue.first - at
        return 0.5 + 0.5 * sum(token.word for token in unit.tokens[cue.last + 1 : at])

    return min(named, key=distance)
