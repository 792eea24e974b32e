"""Salience: how much a document is about each entity at each point, by who spoke or was named, and how long ago.

`Discourse` is the memory of one reading from top to bottom; `most_salient` is where pronouns find their entity.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.attribution.entities.entity_register import Entity, EntityKind
from ingest.attribution.entities.named_entities import Entities
from rag.text.lexicon.word_classes import BUSINESSES, GENDERED_NOUNS, NO_BUSINESS, SELDOM_BUSINESS

_FAR = 14  # units that a pronoun looks back
_REMEMBERED = 80  # appearances
_FADING = 0.55  # of a weight, for each unit
_FORGETTING = 0.85  # what remains of a standing after each unit
_SPEAKER = 3.0
_ASKED = 3.8
_EMBEDDED = 1.8  # a speaker whom the sentence mentions only in passing
_MEANT = 2.4  # the entity of a unit's pronoun
_NEXT = 0.6  # what the speaker or the subject of the unit before gains
_SUBJECT = 2.6  # the weight of a subject that a sentence begins with
_SURE = 0.5  # what an entity gains whose name or office goes with the pronoun
_HUMAN = 1.5  # what an entity loses as "it" that has been "he" or "she"
_UNNAMED = 1.5  # taken off as "he" or "she" for somebody without a name who has not spoken
_CALLED = 0.8  # what a body gains that was called by the same noun before
_THING = 1.0  # taken off for a name that nothing calls a body, such as a ship's, where "the company" is meant
_SELDOM = 3.0  # taken off for a group or a club where "the company" is meant
_PERSON = 2  # mentions that being a person outweighs when a surname is shared
_LATER = 0.2  # what an entity loses that the same unit has named before
ANY_KIND: tuple[EntityKind, ...] = ("person", "name", "group", "body", "work")


@dataclass(frozen=True, slots=True)
class Appearance:
    """That a unit spoke of an entity, and how prominently."""

    unit: int
    weight: float
    entity: Entity


@dataclass(slots=True)
class Discourse:
    """The entities of a document and what has been read of it so far.

    `spoken` and `counts` count speeches and mentions. `pronouns` says which of "he" and "she" has stood for whom;
    `roles`, `by_description` and `by_noun` which words have described whom.
    """

    entities: Entities
    appearances: list[Appearance] = field(default_factory=list)
    spoken: Counter[Entity] = field(default_factory=Counter)
    counts: Counter[Entity] = field(default_factory=Counter)
    pronouns: dict[Entity, str] = field(default_factory=dict)
    roles: dict[str, list[tuple[int, Entity]]] = field(default_factory=dict)
    by_description: dict[str, Entity] = field(default_factory=dict)
    by_noun: dict[str, tuple[int, Entity]] = field(default_factory=dict)

    def is_human(self, entity: Entity) -> bool:
        """Whether the entity is known to be a human being."""
        return entity.kind == "person" or entity in self.pronouns

    def roles_of(self, noun: str) -> list[tuple[int, Entity]]:
        """The entities that a noun describes anywhere, and those that it has stood for so far, with their offsets."""
        return [*self.entities.roles.get(noun, ()), *self.roles.get(noun, ())]


def note(
    discourse: Discourse,
    unit: int,
    speakers: Iterable[tuple[Entity, bool]],
    meant: Entity | None = None,
    subject: Entity | None = None,
    asked: Entity | None = None,
) -> None:
    """Remember the entities of a unit: its speakers (and whether only in passing), its subject, the others.

    `meant` is the entity of its first "he" or "she"; `asked` is who is asked something, and will answer.
    """
    spoken = dict(speakers)
    if asked is not None:
        discourse.appearances.append(Appearance(unit, _ASKED, asked))
    if subject is not None and subject not in spoken:
        discourse.appearances.append(Appearance(unit, _SUBJECT, subject))
    if meant is not None and meant not in spoken:
        discourse.appearances.append(Appearance(unit, _MEANT, meant))
    for entity, embedded in spoken.items():
        discourse.appearances.append(Appearance(unit, _EMBEDDED if embedded else _SPEAKER, entity))
        discourse.spoken[entity] += 1
        discourse.counts[entity] += 1
    for naming in discourse.entities.in_units[unit]:
        entity = fullest(discourse, naming.entity)
        if entity not in spoken:
            discourse.counts[entity] += 1
            discourse.appearances.append(Appearance(unit, naming.weight, entity))


def most_salient(
    discourse: Discourse,
    unit: int,
    kinds: Sequence[EntityKind] = ANY_KIND,
    pronoun: str | None = None,
    token: int | None = None,
    noun: str | None = None,
    human: bool = False,
    without: frozenset[Entity] = frozenset(),
) -> Entity | None:
    """The likeliest entity of these kinds at this token of this unit, or before the unit.

    `pronoun` is the one that stands for it, `noun` what it is called; `human`: it says "I". Nobody of those
    `without` is meant.
    """
    best: tuple[float, Entity] | None = None
    called = {entity for _, entity in discourse.roles_of(noun)} if noun is not None else set()
    recent = discourse.appearances[-_REMEMBERED:]
    for each in recent if token is None else [*recent, *_earlier_in_unit(discourse, unit, token)]:
        entity = each.entity
        if unit - each.unit > _FAR or entity.kind not in kinds or entity in without:
            continue
        if _cannot_speak(discourse, entity, noun):
            continue
        known = discourse.entities.pronoun(entity)
        if pronoun and (known or discourse.pronouns.get(entity, pronoun)) != pronoun:
            continue
        score = _recency(discourse, each, unit)
        if _is_new_subject(discourse, each, unit, recent):
            score += _NEXT
        score += _goes_with(discourse, entity, pronoun, known, human)
        if "person" not in kinds and entity in discourse.pronouns:
            score -= _HUMAN
        if entity in called:
            score += _CALLED
        elif noun is not None and entity.kind == "name" and entity in discourse.entities.things:
            score -= _THING
        if noun in BUSINESSES and not SELDOM_BUSINESS.isdisjoint(discourse.entities.folded(entity).split()):
            score -= _SELDOM
        if best is None or score >= best[0]:
            best = (score, entity)
    return best[1] if best else None


def _goes_with(
    discourse: Discourse, entity: Entity, pronoun: str | None, known: str | None, human: bool
) -> float:
    """What an entity gains or loses as one that is "he", "she" or "I"; `known` is what its name or office tells."""
    unnamed = 0.0
    if pronoun and _is_described(discourse, entity) and GENDERED_NOUNS.get(entity.head) != pronoun:
        unnamed = _UNNAMED
    if pronoun and known == pronoun:
        return _SURE - unnamed
    if entity in discourse.pronouns:
        return -unnamed
    doubt = _doubt(discourse, entity) if (pronoun or human) and entity.kind == "name" else 0.0
    return -doubt - unnamed


def _is_described(discourse: Discourse, entity: Entity) -> bool:
    """Whether the text calls somebody by what he is, once and without a name: "an inspector from the Board"."""
    return discourse.entities.text[entity.start].islower() and discourse.spoken[entity] == 0


def _cannot_speak(discourse: Discourse, entity: Entity, noun: str | None) -> bool:
    """Whether the entity is a place, or no body that is called by this noun ("the company")."""
    if entity in discourse.entities.places:
        return True
    if entity in discourse.entities.located and entity not in discourse.spoken:
        return True
    return noun in BUSINESSES and not NO_BUSINESS.isdisjoint(discourse.entities.folded(entity).split())


def recent_entities(discourse: Discourse, unit: int, reach: int) -> Iterator[Entity]:
    """The entities of the last `reach` units, the latest first."""
    return (
        each.entity for each in reversed(discourse.appearances[-_REMEMBERED:]) if unit - each.unit <= reach
    )


def last_work(discourse: Discourse, unit: int) -> Entity | None:
    """The document that spoke last before this unit."""
    for each in reversed(discourse.appearances[-_REMEMBERED:]):
        if unit - each.unit > _FAR:
            return None
        if each.entity.kind == "work" and each.weight >= _SPEAKER:
            return each.entity
    return None


def main_person(discourse: Discourse, among: Sequence[Entity]) -> Entity | None:
    """Which of these entities the document has mentioned most so far: of the people, else of names that may be one."""
    people = [each for each in among if discourse.is_human(each)]
    named = people or [each for each in among if each.kind == "name"]
    return max(named, key=lambda each: discourse.counts[each], default=None)


def full_name(discourse: Discourse, name: str) -> Entity | None:
    """The full name that a shorter one belongs to: of several, the one that the document mentions most."""

    def prominence(entity: Entity) -> int:
        return discourse.counts[entity] + (_PERSON if discourse.is_human(entity) else 0)

    return max(discourse.entities.candidates(name), key=prominence, default=None)


def fullest(discourse: Discourse, entity: Entity) -> Entity:
    """The full name that a single one stands for at this point of the document."""
    return full_name(discourse, discourse.entities.text[entity.start : entity.end]) or entity


def _earlier_in_unit(discourse: Discourse, unit: int, token: int) -> list[Appearance]:
    """The entities that the unit itself names before this token."""
    return [
        Appearance(unit, naming.weight - _LATER, fullest(discourse, naming.entity))
        for naming in discourse.entities.in_units[unit]
        if naming.token < token
    ]


def _recency(discourse: Discourse, each: Appearance, unit: int) -> float:
    """How prominent an appearance is, how long ago it was, and how often its entity has spoken and appeared."""
    away = unit - each.unit
    standing = min(1.0, 0.25 * discourse.spoken[each.entity]) + min(0.6, 0.06 * discourse.counts[each.entity])
    score = each.weight - _FADING * away + standing * _FORGETTING**away
    return score + _NEXT if away <= 1 and each.weight >= _SPEAKER else score


def _is_new_subject(discourse: Discourse, each: Appearance, unit: int, recent: Sequence[Appearance]) -> bool:
    """Whether somebody is the subject of the unit before, which names nobody who has spoken."""
    entity = each.entity
    if unit - each.unit > 1 or not _SUBJECT <= each.weight < _SPEAKER:
        return False
    if not discourse.is_human(entity) and " " not in discourse.entities.folded(entity):
        return False
    beside = (other.entity for other in recent if other.unit == each.unit and other.entity != entity)
    return not any(discourse.spoken[other] and other.kind in ("person", "name") for other in beside)


def _doubt(discourse: Discourse, entity: Entity) -> float:
    """How doubtful it is that a mere name is a person's."""
    if entity in discourse.entities.things:
        return 2.0
    return 0.0 if discourse.spoken[entity] else 0.4 if entity in discourse.entities.familiar else 1.5
