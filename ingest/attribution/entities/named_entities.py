"""Entities that a document names: each person, body or document once, at the place that names it most fully.

`find_entities` reads all units once; its result does not change afterwards.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.attribution.entities.entity_register import (
    Entity,
    EntityKind,
    Register,
    candidates,
    register_name,
    register_work,
)
from ingest.attribution.noun_groups import SpeakerMention
from ingest.attribution.parsed_text import ParsedText, Unit
from ingest.attribution.phrase_bounds import links_name
from ingest.attribution.tokens import SentenceToken, is_possessive
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.word_classes import (
    AUXILIARIES,
    BODY_NAMES,
    BOUNDARIES,
    DETERMINERS,
    GENDERED_NOUNS,
    GIVEN_NAMES,
    GOVERNING,
    GROUP_NOUNS,
    PREPOSITIONS,
    SPEECH_VERBS,
    is_person,
    is_work,
)

_SUBORDINATORS = lexicon.words("function_words", "subordinates")
_LONGEST_OFFICE = 6  # tokens
_SUBJECT, _LATER_SUBJECT = 2.6, 2.1
_OWNER, _LATER_OWNER = 1.4, 1.1
_OBJECT, _GOVERNED = 1.5, 1.0


@dataclass(frozen=True, slots=True)
class Naming:
    """An entity as a unit names it: at which token, and how much the sentence is about it (its subject most)."""

    token: int
    entity: Entity
    weight: float


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of a document, by name and by what they are said to be.

    `by_word` has full names by their last word, a person's by the first too. `roles` says of whom a noun was used
    and where, `works` has the named documents by their family of nouns, `carriers` says whose a letter or statement
    is. `familiar` are those whose last name stands alone somewhere, `things` those named after "the", `places` those
    named like a place or with a code, `located` those after a word that mostly stands before places ("in Hull").
    """

    text: str
    by_name: Mapping[str, Entity]
    by_word: Mapping[str, Sequence[Entity]]
    roles: Mapping[str, Sequence[tuple[int, Entity]]]
    works: Mapping[frozenset[str], Sequence[Entity]]
    carriers: Sequence[tuple[int, str, SpeakerMention]]
    pronouns: Mapping[Entity, str]
    familiar: frozenset[Entity]
    things: frozenset[Entity]
    places: frozenset[Entity]
    located: frozenset[Entity]
    in_units: Sequence[Sequence[Naming]]

    def folded(self, entity: Entity) -> str:
        """The entity's name, case-folded."""
        return self.text[entity.start : entity.end].casefold().replace("'", "’")

    def pronoun(self, entity: Entity) -> str | None:
        """The pronoun that goes with an entity, if it is known."""
        known = self.pronouns.get(entity)
        return known or (GENDERED_NOUNS.get(entity.head) if entity.kind == "person" else None)

    def candidates(self, name: str) -> Sequence[Entity]:
        """The full names that a shorter one may belong to."""
        return candidates(self.text, self.by_word, name)

    def is_another_between(self, mention: SpeakerMention, named: Entity) -> bool:
        """Whether another document is described between: «… The independent audit is out. The audit says …»."""
        described = re.compile(rf"\bthe (\w+) {re.escape(mention.head)}\b", re.IGNORECASE)
        between = described.findall(self.text, named.end, mention.start)
        return not set(self.folded(named).split()).issuperset(each.casefold() for each in between)


def find_entities(parsed: ParsedText) -> Entities:
    """The entities of a parsed document."""
    register = Register(parsed.text)
    # Full names first: "Hill" may stand in the headline, "Jo Hill" only below.
    rosters = parsed.minutes.rosters if parsed.minutes is not None else frozenset()
    absent = parsed.minutes.absent if parsed.minutes is not None else frozenset()
    for unit in parsed.units:
        for _ in _namings(register, unit, whole=True, listed=unit.paragraph in rosters):
            pass
    in_units = [
        list(_namings(register, unit, whole=False, listed=unit.paragraph in rosters)) for unit in parsed.units
    ]
    for number, unit in enumerate(parsed.units):
        if unit.paragraph in absent:  # who was not there holds no office in what follows and is no "he"
            in_units[number] = []
            _without_roles(register, unit.start, unit.end)
    return Entities(
        parsed.text,
        register.by_name,
        register.by_word,
        register.roles,
        register.works,
        register.carriers,
        register.pronouns,
        frozenset(register.familiar),
        frozenset(register.things),
        frozenset(register.places),
        frozenset(register.located - register.familiar),
        in_units,
    )


def _without_roles(register: Register, start: int, end: int) -> None:
    for noun, held in register.roles.items():
        register.roles[noun] = [each for each in held if not start <= each[0] < end]


def _namings(register: Register, unit: Unit, whole: bool, listed: bool = False) -> Iterator[Naming]:
    """The entities that a unit names, registered on the way; only names of several words, if `whole`.

    `listed`: the unit is a list of people.
    """
    tokens = unit.tokens
    is_sentence = any(token.text.islower() for token in tokens) or (tokens and tokens[-1].text == ".")
    at = 0 if is_sentence or listed else len(tokens)  # no headline in capitals
    while at < len(tokens):
        # A line without a full stop, on a title page for instance, names the paper itself.
        told = not whole or not tokens[-1].word
        if tokens[at].word and is_work(tokens[at].lower) and (not tokens[at].name or not at) and told:
            work = register_work(register, tokens, at, whole)
            if work is not None:
                yield Naming(at, work, _SUBJECT if at <= 3 else _OBJECT)
        if not tokens[at].name:
            at += 1
            continue
        end = _name_end(register.text, tokens, at)
        # «a Leeds councillor» does not speak of Leeds.
        modifies = end < len(tokens) and not tokens[end].capital and is_person(tokens[end].lower)
        dateline = at == 0 and end < len(tokens) and tokens[end].text in "–—" and tokens[0].text.isupper()
        if not modifies and not dateline and (not whole or end - at > 1):
            entity = register_name(register, tokens, at, end, whole)
            if entity is not None:
                yield Naming(at, entity, _weight(tokens, at, end))
        at = end


def _name_end(text: str, tokens: Sequence[SentenceToken], at: int) -> int:
    """Where the name ends that begins at `at`."""
    end = at + 1
    while end < len(tokens) and (not is_possessive(tokens[end - 1]) or _owns_in_name(tokens, end)):
        linked = (
            (links_name(tokens, end) or _is_inside_body(text, tokens, at, end))
            and end + 1 < len(tokens)
            and tokens[end - 1].word
            and tokens[end + 1].name
            and not (tokens[end].lower == "of" and _is_from(tokens, at, end))
        )
        if not linked and not tokens[end].name:
            break
        end += 1
    return end


def _is_from(tokens: Sequence[SentenceToken], at: int, of: int) -> bool:
    """Whether "of" tells where somebody is from: «Jo Hill of Leeds», «J. Hill of Clear the Air»."""
    given = tokens[max(of - 2, at)].lower in GIVEN_NAMES
    return given or (of + 2 < len(tokens) and tokens[of + 2].links)


def _owns_in_name(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether the possessive before `at` belongs to a body's name: "the Tenants’ Union"."""
    return tokens[at - 1].lower.endswith("s’") and tokens[at].capital and tokens[at].lower in BODY_NAMES


def _is_inside_body(text: str, tokens: Sequence[SentenceToken], at: int, conjunction: int) -> bool:
    """Whether "and" joins the words of one name: "the Health and Social Care Committee", "Calder and Hove Trust".

    Without an article the first word must stand nowhere alone in the text.
    """
    if tokens[conjunction].lower != "and" or conjunction + 1 >= len(tokens):
        return False
    if not at or tokens[at - 1].lower != "the":
        first, pair = tokens[at].text, text[tokens[at].start : tokens[conjunction + 1].end]
        if conjunction != at + 1 or first.isupper() or text.count(first) > text.count(pair):
            return False
    for token in tokens[conjunction + 1 : conjunction + 5]:
        if token.lower in BODY_NAMES:
            return True
        if not token.capital:
            break
    return False


def _weight(tokens: Sequence[SentenceToken], at: int, end: int) -> float:
    """How much a sentence is about the entity that it names here."""
    before = tokens[at - 1] if at else None
    if is_possessive(tokens[end - 1]):
        return _OWNER if before is None else _LATER_OWNER
    begin = at
    while begin and tokens[begin - 1].word and not _opens_clause(tokens[begin - 1].lower):
        begin -= 1
    if begin < at and not is_person(tokens[at - 1].lower) and tokens[begin].lower not in DETERMINERS:
        begin = at  # neither «property developer Jo Hill» nor «the young Jo Hill»
    opening = tokens[begin - 1] if begin else None
    if opening is None or not opening.word or opening.lower in _SUBORDINATORS:
        led_in = (
            opening is not None
            and opening.text == ","
            and (tokens[0].lower in PREPOSITIONS or _is_office(tokens, begin - 1))
        )
        return _SUBJECT if begin <= 1 or led_in else _LATER_SUBJECT
    governed = before is not None and before.lower in GOVERNING | (PREPOSITIONS - _SUBORDINATORS)
    return _GOVERNED if governed else _OBJECT


def _is_office(tokens: Sequence[SentenceToken], comma: int) -> bool:
    """Whether the sentence begins with an office whose holder stands behind this comma: «The leader, Jo Hill, …»."""
    return (
        0 < comma <= _LONGEST_OFFICE
        and tokens[0].lower in DETERMINERS
        and is_person(tokens[comma - 1].lower)
        and all(token.word for token in tokens[:comma])
    )


def _opens_clause(word: str) -> bool:
    """Whether a clause or its verb may begin with this word."""
    return (
        word in PREPOSITIONS
        or word in BOUNDARIES
        or word in AUXILIARIES
        or word in SPEECH_VERBS
        or word.endswith("ed")
    )


def kind_of(mention: SpeakerMention) -> EntityKind:
    """The kind of entity that a description calls."""
    if mention.is_work:
        return "work"
    if mention.plural or mention.head in GROUP_NOUNS:
        return "group"
    return "person" if mention.person else "body"
