"""Entities that a document names: each person, body or document once, at the place that names it most fully.

`find_entities` reads all units once; its result does not change afterwards.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ingest.attribution.noun_groups import Mention, links_name
from ingest.attribution.parsed_text import ParsedText, Unit
from ingest.attribution.phrases import phrase_after, phrase_around
from ingest.attribution.tokens import Token, is_possessive
from ingest.attribution.word_classes import (
    AUXILIARIES,
    BODY_NAMES,
    BODY_NOUNS,
    BOUNDARIES,
    CARRIERS,
    DETERMINERS,
    GENDERED_NOUNS,
    GIVEN_NAMES,
    GOVERNING,
    PREPOSITIONS,
    PRONOUN_OF_NAME,
    SPEECH_VERBS,
    has_kept_title,
    is_person,
    is_title,
    is_work,
    title_words,
    work_family,
)

EntityKind = Literal["person", "body", "work", "group", "name"]
_LINKS = frozenset("of de van von &".split())
_NO_SURNAMES = frozenset("of for".split())  # «the Order of St. Benno» is not called Benno
_NAMESAKES = 40  # entities of one surname that are told apart
_SUFFIXES = frozenset("jr sr ii iii".split())
_SUBORDINATORS = frozenset(
    "when as after while if because that and but how before where since although though".split()
)
_LONGEST_OFFICE = 6  # tokens
_SUBJECT, _LATER_SUBJECT = 2.6, 2.1
_OWNER, _LATER_OWNER = 1.4, 1.1
_OBJECT, _GOVERNED = 1.5, 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """A possible speaker; `text[start:end]` names it most fully. Of the kind "name" only the name is known."""

    start: int
    end: int
    kind: EntityKind
    head: str
    named: bool = True


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
    is. `familiar` are those whose last name stands alone somewhere, `things` those named behind "the".
    """

    text: str
    by_name: Mapping[str, Entity]
    by_word: Mapping[str, Sequence[Entity]]
    roles: Mapping[str, Sequence[tuple[int, Entity]]]
    works: Mapping[frozenset[str], Sequence[Entity]]
    carriers: Sequence[tuple[int, str, Mention]]
    pronouns: Mapping[Entity, str]
    familiar: frozenset[Entity]
    things: frozenset[Entity]
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
        return _candidates(self.text, self.by_word, name)


def find_entities(parsed: ParsedText) -> Entities:
    """The entities of a parsed document."""
    register = _Register(parsed.text)
    # Full names first: "Hill" may stand in the headline, "Jo Hill" only below.
    for unit in parsed.units:
        for _ in _namings(register, unit, whole=True):
            pass
    in_units = [list(_namings(register, unit, whole=False)) for unit in parsed.units]
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
        in_units,
    )


@dataclass(slots=True)
class _Register:
    """`Entities` while they are collected."""

    text: str
    by_name: dict[str, Entity] = field(default_factory=dict)
    by_word: dict[str, list[Entity]] = field(default_factory=dict)
    roles: dict[str, list[tuple[int, Entity]]] = field(default_factory=dict)
    works: dict[frozenset[str], list[Entity]] = field(default_factory=dict)
    carriers: list[tuple[int, str, Mention]] = field(default_factory=list)
    pronouns: dict[Entity, str] = field(default_factory=dict)
    familiar: set[Entity] = field(default_factory=set)
    things: set[Entity] = field(default_factory=set)


def _candidates(text: str, by_word: Mapping[str, Sequence[Entity]], name: str) -> Sequence[Entity]:
    folded = name.casefold().replace("'", "’")
    found = by_word.get(folded.rsplit(" ", 1)[-1], [])
    if " " in folded:
        ending = " " + folded
        return [
            each
            for each in found
            if text[each.start : each.end].casefold().replace("'", "’").endswith(ending)
        ]
    return [each for each in found if each.head == folded] or found


def _namings(register: _Register, unit: Unit, whole: bool) -> Iterator[Naming]:
    """The entities that a unit names, registered on the way; only names of several words, if `whole`."""
    tokens = unit.tokens
    at = 0 if any(token.text.islower() for token in tokens) else len(tokens)  # no headline in capitals
    while at < len(tokens):
        if tokens[at].word and is_work(tokens[at].lower) and (not tokens[at].capital or not at):
            work = _register_work(register, tokens, at, whole)
            if work is not None:
                yield Naming(at, work, _SUBJECT if at <= 3 else _OBJECT)
        if not tokens[at].name:
            at += 1
            continue
        end = _name_end(tokens, at)
        # «a Leeds councillor» does not speak of Leeds.
        modifies = end < len(tokens) and not tokens[end].capital and is_person(tokens[end].lower)
        dateline = at == 0 and end < len(tokens) and tokens[end].text in "–—" and tokens[0].text.isupper()
        if not modifies and not dateline and (not whole or end - at > 1):
            entity = _register_name(register, tokens, at, end)
            if entity is not None:
                yield Naming(at, entity, _weight(tokens, at, end))
        at = end


def _name_end(tokens: Sequence[Token], at: int) -> int:
    """Where the name ends that begins at `at`."""
    end = at + 1
    while end < len(tokens) and not is_possessive(tokens[end - 1]):
        linked = (
            (links_name(tokens, end) or _is_inside_body(tokens, at, end))
            and end + 1 < len(tokens)
            and tokens[end - 1].word
            and tokens[end + 1].name
            and not (tokens[end].lower == "of" and tokens[max(end - 2, at)].lower in GIVEN_NAMES)
        )
        if not linked and not tokens[end].name:
            break
        end += 1
    return end


def _is_inside_body(tokens: Sequence[Token], at: int, conjunction: int) -> bool:
    """Whether "and" joins the words of one name: "the Health and Social Care Committee"."""
    if tokens[conjunction].lower != "and" or not at or tokens[at - 1].lower != "the":
        return False
    for token in tokens[conjunction + 1 : conjunction + 5]:
        if token.lower in BODY_NAMES:
            return True
        if not token.capital:
            break
    return False


def _register_work(register: _Register, tokens: Sequence[Token], at: int, whole: bool) -> Entity | None:
    mention = phrase_around(tokens, at)
    if mention is None:
        return None
    if mention.is_work and mention.named:
        entity = Entity(mention.start, mention.end, "work", mention.head)
        if whole:
            register.works.setdefault(work_family(entity.head), []).append(entity)
        return entity
    if whole and tokens[at].lower in CARRIERS and mention.form == "name":
        register.carriers.append((tokens[at].start, tokens[at].lower, mention))
    return None


def _register_name(register: _Register, tokens: Sequence[Token], begin: int, end: int) -> Entity | None:
    last = tokens[end - 1]
    cut = 2 if last.lower.endswith("’s") else 1 if last.lower.endswith("s’") else 0
    words = [token.lower.rstrip(".") for token in tokens[begin:end]]
    words[-1] = words[-1][: len(words[-1]) - cut]
    office = title_words(words)
    start, stop = tokens[begin + office].start, last.end - cut
    kept = has_kept_title(words[office:])
    if stop - start < 2 or (len(words) > 1 and any(is_title(word) for word in words[office + kept :])):
        return None  # an office without its holder: «CEO of Acme»
    name = register.text[start:stop]
    titles, words = words[:office], words[office:]
    while len(words) > 2 and words[-1] in _SUFFIXES:
        words = words[:-1]
    role = _role(tokens, begin + office, end)
    entity = register.by_name.get(name)
    if entity is None:
        candidates = _candidates(register.text, register.by_word, name) if len(words) == 1 else ()
        if candidates:
            entity = candidates[0]
            register.familiar.add(entity)
        else:
            entity = Entity(start, stop, "person" if kept else _kind(words, name, titles, role), words[-1])
            _add(register, entity, name, words)
    if begin and tokens[begin - 1].lower == "the":
        register.things.add(entity)
    for word in [*titles, *([role] if role else [])]:
        register.roles.setdefault(word, []).append((start, entity))
        if word in GENDERED_NOUNS:
            register.pronouns.setdefault(entity, GENDERED_NOUNS[word])
    return entity


def _add(register: _Register, entity: Entity, name: str, words: Sequence[str]) -> None:
    """Register a new entity under its name and its words."""
    register.by_name[name] = entity
    if len(words) > 1 and entity.kind in ("person", "name") and not _NO_SURNAMES.intersection(words):
        is_first_name = entity.kind == "person" and not has_kept_title(words)
        for word in {words[0], words[-1]} if is_first_name else {words[-1]}:
            namesakes = register.by_word.setdefault(word, [])
            if len(namesakes) < _NAMESAKES:
                namesakes.append(entity)
    pronoun = PRONOUN_OF_NAME.get(words[0]) or (
        GENDERED_NOUNS.get(words[0]) if has_kept_title(words) else None
    )
    if entity.kind == "person" and pronoun is not None:
        register.pronouns.setdefault(entity, pronoun)


def _role(tokens: Sequence[Token], begin: int, end: int) -> str | None:
    """What a name is said to be, by the word before it or by the phrase beside it."""
    if begin and tokens[begin - 1].word and not tokens[begin - 1].capital:
        word = tokens[begin - 1].lower
        if is_person(word) or word in BODY_NOUNS:
            return word
    if end + 2 < len(tokens) and tokens[end].text == ",":
        beside = phrase_after(tokens, end + 1)
        if beside is not None and beside.form == "described" and not beside.is_work:
            return beside.head
    return None


def _kind(words: Sequence[str], name: str, titles: Sequence[str], role: str | None) -> EntityKind:
    if any(is_title(word) for word in titles) or (role is not None and is_person(role)):
        return "person"
    if any(word in BODY_NAMES for word in words) or (name.isupper() and len(name) > 1):
        return "body"
    if role is not None and role in BODY_NOUNS:
        return "body"
    return "person" if words[0].split("-")[0] in GIVEN_NAMES and not _LINKS.intersection(words) else "name"


def _weight(tokens: Sequence[Token], at: int, end: int) -> float:
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


def _is_office(tokens: Sequence[Token], comma: int) -> bool:
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
