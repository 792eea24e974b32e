"""The register of a document's entities while it is read: each under its name, its words and its roles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ingest.attribution.noun_groups import SpeakerMention
from ingest.attribution.offices import office_key, post_in_brackets, whole_post_in_brackets
from ingest.attribution.phrase_bounds import is_affiliation
from ingest.attribution.phrases import maker_behind, phrase_after, phrase_around
from ingest.attribution.tokens import SentenceToken, bare_end, is_possessive
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.word_classes import (
    BEFORE_PLACES,
    BODY_NAMES,
    BODY_NOUNS,
    CARRIERS,
    GENDERED_NOUNS,
    GIVEN_NAMES,
    LESSER_TITLES,
    OFFICES,
    PLACE_ENDS,
    PRONOUN_OF_NAME,
    TYING,
    has_kept_title,
    honours_behind,
    is_person,
    is_title,
    title_words,
    work_family,
)

EntityKind = Literal["person", "body", "work", "group", "name"]
_LINKS = lexicon.words("function_words", "joins")
_NO_SURNAMES = frozenset(("of", "for", "the"))  # «the Order of St. Benno» is not called Benno
_NAMESAKES = 40  # entities of one surname that are told apart
_NUMBERS, _SUFFIXES = lexicon.words("number_words", "cardinal"), lexicon.words("name_suffixes")


@dataclass(frozen=True, slots=True)
class Entity:
    """A possible speaker; `text[start:end]` names it most fully. Of the kind "name" only the name is known."""

    start: int
    end: int
    kind: EntityKind
    head: str
    named: bool = True


@dataclass(slots=True)
class Register:
    """`Entities` while they are collected."""

    text: str
    by_name: dict[str, Entity] = field(default_factory=dict)
    by_word: dict[str, list[Entity]] = field(default_factory=dict)
    roles: dict[str, list[tuple[int, Entity]]] = field(default_factory=dict)
    works: dict[frozenset[str], list[Entity]] = field(default_factory=dict)
    carriers: list[tuple[int, str, SpeakerMention]] = field(default_factory=list)
    pronouns: dict[Entity, str] = field(default_factory=dict)
    familiar: set[Entity] = field(default_factory=set)
    things: set[Entity] = field(default_factory=set)
    places: set[Entity] = field(default_factory=set)
    located: set[Entity] = field(default_factory=set)


def candidates(text: str, by_word: Mapping[str, Sequence[Entity]], name: str) -> Sequence[Entity]:
    """The entities that a shorter `name` may stand for, in the order of the text: those that end with it."""
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


def register_work(register: Register, tokens: Sequence[SentenceToken], at: int, whole: bool) -> Entity | None:
    """Register the named work that the noun at `at` describes; None if it names none.

    Only a `whole` phrase can be referred back to later.
    """
    maker = maker_behind(tokens, at) if whole and tokens[at].lower in CARRIERS else None
    mention = maker or phrase_around(tokens, at)
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


def register_name(
    register: Register, tokens: Sequence[SentenceToken], begin: int, end: int, whole: bool
) -> Entity | None:
    last = tokens[end - 1]
    cut = 2 if last.lower.endswith("’s") else 1 if last.lower.endswith("s’") else 0
    words = [token.lower.rstrip(".") for token in tokens[begin:end]]
    words[-1] = words[-1][: len(words[-1]) - cut]
    honours = 0 if cut else honours_behind(words)
    behind = words[len(words) - honours :]
    end, words = end - honours, words[: len(words) - honours]
    last = tokens[end - 1]
    office = title_words(words)
    start, stop = tokens[begin + office].start, last.end - cut
    kept = has_kept_title(words[office:])
    if stop - start < 2 or _NUMBERS.issuperset(words):
        return None  # «Ninety of them went»
    if len(words) > 1 and any(is_title(word) for word in words[office + kept :]):
        return None if whole else _office(register, tokens, begin)
    name = register.text[start:stop]
    titles, words = words[:office], words[office:]
    while len(words) > 2 and words[-1] in _SUFFIXES:
        words = words[:-1]
    role = _role(tokens, begin + office, end) or (_role(tokens, begin, end) if office else None)
    entity = register.by_name.get(name)
    if entity is None:
        fuller = candidates(register.text, register.by_word, name) if len(words) == 1 else ()
        if fuller:
            entity = fuller[0]
            register.familiar.add(entity)
        else:
            kind = (
                "body"
                if is_affiliation(tokens, begin)
                else "person"
                if kept
                else _kind(words, name, titles, role)
            )
            entity = Entity(start, stop, kind, words[-1])
            _add(register, entity, name, words)
    if begin and tokens[begin - 1].lower == "the":
        register.things.add(entity)
    _register_place(register, entity, tokens, slice(begin, end))
    lesser = next((word for word in titles if word in LESSER_TITLES), None)
    posts = [*behind, *([" ".join(titles)] if len(titles) > 1 else [])]  # «Health Secretary Jo Hill MP»
    posts += filter(None, [_post_beside(register, tokens, end), whole_post_in_brackets(tokens, end)])
    for word in [*(office_key(word, lesser) for word in titles), *([role] if role else []), *posts]:
        register.roles.setdefault(word, []).append((start, entity))
        if word in GENDERED_NOUNS:
            register.pronouns.setdefault(entity, GENDERED_NOUNS[word])
    return entity


def _office(register: Register, tokens: Sequence[SentenceToken], begin: int) -> Entity | None:
    """The holder of an office that is named without one: «the Foreign Secretary», «the Minister for Health»."""
    if not begin or tokens[begin - 1].lower != "the":
        return None
    mention = phrase_after(tokens, begin)
    if mention is None or mention.start != tokens[begin].start or mention.is_work:
        return None
    name = register.text[mention.start : mention.end]
    holders = register.roles.get(name.casefold())
    if holders:
        return holders[-1][1]
    longer = next(
        (each for known, each in register.by_name.items() if known.startswith(f"{name} for ")), None
    )
    own = longer or Entity(mention.start, mention.end, "person", mention.head)
    return register.by_name.setdefault(name, own)


def _register_place(register: Register, entity: Entity, tokens: Sequence[SentenceToken], name: slice) -> None:
    """Note that a name is that of a place, or stands behind a word that mostly stands before places."""
    begin, last = name.start, tokens[name.stop - 1]
    if entity.kind != "name":
        return
    if _is_place(register, tokens, begin, last.lower[: bare_end(last) - last.start]):
        register.places.add(entity)
    if begin and tokens[begin - 1].lower in BEFORE_PLACES and not is_possessive(last):
        register.located.add(entity)


def _is_place(register: Register, tokens: Sequence[SentenceToken], begin: int, last: str) -> bool:
    """Whether a name is that of a place, by how it ends or what it stands beside, or a code («P7»)."""
    several = begin + 1 < len(tokens) and tokens[begin].lower != last
    if (several and last in PLACE_ENDS) or (not last.isdigit() and any(map(str.isdigit, last))):
        return True
    beside = begin > 1 and tokens[begin - 1].text == "," and tokens[begin - 2].lower in PLACE_ENDS
    text = register.text
    return beside or any(
        text[each.start : each.end].casefold().startswith(f"{last} ") for each in register.places
    )


def _add(register: Register, entity: Entity, name: str, words: Sequence[str]) -> None:
    """Register a new entity under its name and its words."""
    register.by_name[name] = entity
    if len(words) > 1 and entity.kind in ("person", "name") and not _NO_SURNAMES.intersection(words[1:]):
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


def _role(tokens: Sequence[SentenceToken], begin: int, end: int) -> str | None:
    """What a name is said to be, by the word before it or by the phrase beside it."""
    if begin and tokens[begin - 1].word and not tokens[begin - 1].capital:
        word = tokens[begin - 1].lower
        if is_person(word) or word in BODY_NOUNS:
            before = (token.lower for token in tokens[max(begin - 3, 0) : begin - 1])
            return office_key(word, next((each for each in before if each in LESSER_TITLES), None))
    if begin > 1 and tokens[begin - 1].lower in TYING and tokens[begin - 2].lower in OFFICES:
        holder = title_words([token.lower for token in tokens[begin:end]])
        named = holder and not any(is_title(token.lower) for token in tokens[begin : begin + holder])
        return tokens[begin - 2].lower if named else None  # «chief executive of Mersey Water Jo Hill»
    if end + 2 < len(tokens) and tokens[end].text == ",":
        beside = phrase_after(tokens, end + 1)
        several = beside is not None and beside.plural and is_person(beside.head)
        if beside is not None and beside.form == "described" and not beside.is_work and not several:
            office = _words_of(beside, tokens)
            return office_key(beside.head, next((each for each in office if each in LESSER_TITLES), None))
        if tokens[end + 2].lower in ("of", "for") and is_title(tokens[end + 1].lower):
            return tokens[end + 1].lower  # «Jo Hill, Mayor of Leeds»
    return post_in_brackets(tokens, end)


def _words_of(mention: SpeakerMention, tokens: Sequence[SentenceToken]) -> list[str]:
    """The words of a mention, case-folded."""
    return [token.lower for token in tokens if mention.start <= token.start < mention.end]


def _post_beside(register: Register, tokens: Sequence[SentenceToken], end: int) -> str | None:
    """The office beside a name in full, where it is capitalised: «Jo Hill, the shadow Health Secretary»."""
    if end + 2 >= len(tokens) or tokens[end].text != ",":
        return None
    beside = phrase_after(tokens, end + 1)
    if beside is None or not beside.named or beside.plural or beside.is_work or beside.head not in OFFICES:
        return None
    behind = next((token for token in tokens if token.start >= beside.end), None)
    if behind is not None and behind.word:
        return None  # «an analysis by Acme, the Gazette’s Editor says»
    return register.text[beside.start : beside.end].casefold()


def _kind(words: Sequence[str], name: str, titles: Sequence[str], role: str | None) -> EntityKind:
    if any(is_title(word) for word in titles) or (role is not None and is_person(role.split()[-1])):
        return "person"
    if any(word in BODY_NAMES for word in words) or (name.isupper() and name.isalpha() and len(name) > 1):
        return "body"
    if role is not None and role in BODY_NOUNS:
        return "body"
    named_so = words[0].split("-")[0] in GIVEN_NAMES or (len(words) > 1 and name[1:2] == ".")  # «D. Hill»
    return "person" if named_so and not _LINKS.intersection(words) else "name"
