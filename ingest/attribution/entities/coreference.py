"""Coreference: the entity that "he", "Hill", "the report" or "the company" stands for, at each point of a document."""

import re

from ingest.attribution.entities.entity_register import Entity, EntityKind
from ingest.attribution.entities.named_entities import kind_of
from ingest.attribution.entities.salience import (
    Discourse,
    full_name,
    fullest,
    most_salient,
    recent_entities,
)
from ingest.attribution.entities.works import work_meant, works_before
from ingest.attribution.noun_groups import SpeakerMention
from ingest.attribution.offices import is_another_post, is_bare_office, is_so_described, office_key
from ingest.attribution.parsed_text import ParsedText
from ingest.attribution.phrase_bounds import is_somebody
from ingest.attribution.phrases import phrase_before, subject
from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import (
    BODY_NOUNS,
    CARRIERS,
    GENDERED_NOUNS,
    GENERIC_PERSONS,
    LESSER_TITLES,
    PLAIN_BODIES,
    PRONOUNS,
    is_person,
)

_CLOSE = 3  # units in which a body is still called by another name
_RECENT = 14  # units in which "the council" is one that was named
_JOINED = re.compile(r"\band\b|[,&]")
_POSTS = words("cue_words", "post")  # of which a team has one
_APART = tuple(f" {word} " for word in words("cue_words", "apart"))


def resolve(
    parsed: ParsedText,
    discourse: Discourse,
    mention: SpeakerMention,
    unit: int,
    token: int,
    without: frozenset[Entity] = frozenset(),
) -> Entity | None:
    """The entity of a mention at this token of this unit; a pronoun stands for nobody of those `without`."""
    if mention.form == "pronoun":
        return _pronoun(parsed, discourse, mention.head, unit, token, without)
    if mention.form != "described":
        return _name(discourse, mention) if mention.form == "name" else None
    bare = is_bare_office(parsed.text, mention.opens, mention.start, mention.end) and not parsed.is_minutes
    return _holder(discourse, mention) if bare else _described(discourse, mention, unit, token)


def named_entity(discourse: Discourse, name: str) -> Entity | None:
    """The entity of this name, if the document has one."""
    return full_name(discourse, name) or discourse.entities.by_name.get(name)


def _name(discourse: Discourse, mention: SpeakerMention) -> Entity:
    by_name = discourse.entities.by_name
    name = discourse.entities.text[mention.start : mention.end]
    if mention.definite and (holder := _only_holder(discourse, name)) is not None:
        return holder  # «the Clerk»
    while name.count(" ") > 1 and name.split(" ", 1)[1] in by_name:
        name = name.split(" ", 1)[1]  # «Heavyweight Jo Hill», who is Jo Hill elsewhere
    if " of " in name and name.split(" of ", 1)[0] in by_name:
        name = name.split(" of ", 1)[0]  # «Jo Hill of Leeds»
    known = named_entity(discourse, name)
    if known is not None:
        return known
    kind: EntityKind = "group" if mention.plural else "person" if mention.person else "name"
    return Entity(mention.start, mention.end, kind, mention.head)


def _only_holder(discourse: Discourse, office: str) -> Entity | None:
    """Who alone is said anywhere to hold an office that is written like a name."""
    held = {each for _, each in discourse.roles_of(office.casefold())}
    return next(iter(held)) if len(held) == 1 else None


def _pronoun(
    parsed: ParsedText, discourse: Discourse, word: str, unit: int, token: int, without: frozenset[Entity]
) -> Entity | None:
    if word == "it":
        return most_salient(discourse, unit, ("body", "work", "name"), token=token, without=without)
    if word not in ("he", "she"):
        if word != "they":
            return most_salient(discourse, unit, token=token, without=without)
        several = _several_before(parsed, discourse, unit)
        found = most_salient(discourse, unit, token=token, without=without)
        alone = found is not None and found.kind == "person" and _is_called_by_name(discourse, found)
        return several or (None if alone else found)
    described = _described_subject(parsed, discourse, word, unit, token) or _just_described(
        parsed, discourse, word, unit, token
    )
    if described is not None:
        return described
    others = without | _named_on_the_way(parsed, discourse, unit, token)
    found = most_salient(discourse, unit, ("person", "name"), word, token, without=others)
    if found is not None:
        discourse.pronouns.setdefault(found, word)
    return found


def _is_called_by_name(discourse: Discourse, entity: Entity) -> bool:
    return discourse.entities.text[entity.start].isupper() and not _JOINED.search(
        discourse.entities.text, entity.start, entity.end
    )


def _named_on_the_way(parsed: ParsedText, discourse: Discourse, unit: int, token: int) -> frozenset[Entity]:
    """Whom a participle names before its subject, who is somebody else: «Turning to Jo Hill, he said …»."""
    tokens = parsed.units[unit].tokens
    comma = next((k for k, each in enumerate(tokens[:token]) if each.text == ","), 0)
    if not comma or not tokens[0].lower.endswith("ing") or tokens[0].name:
        return frozenset()
    return frozenset(
        fullest(discourse, naming.entity)
        for naming in discourse.entities.in_units[unit]
        if naming.token < comma
    )


def _several_before(parsed: ParsedText, discourse: Discourse, unit: int) -> Entity | None:
    """The subject of the sentence before, if it is several people: «Jo Hill and Ann Lee met. They said …»."""
    tokens = parsed.units[unit - 1].tokens if unit else ()
    mention = subject(tokens) if tokens else None
    if mention is None or not mention.plural or mention.form not in ("name", "described") or mention.is_work:
        return None
    return resolve(parsed, discourse, mention, unit - 1, 0)


def _described_subject(
    parsed: ParsedText, discourse: Discourse, word: str, unit: int, token: int
) -> Entity | None:
    """The subject of the sentence itself: «A spokeswoman defended what she said was …»."""
    tokens = parsed.units[unit].tokens
    mention = subject(tokens)
    if mention is None or mention.form != "described" or GENDERED_NOUNS.get(mention.head) != word:
        return None
    before = token < len(tokens) and mention.end <= tokens[token].start
    return _described(discourse, mention, unit, 0) if before else None


def _just_described(
    parsed: ParsedText, discourse: Discourse, word: str, unit: int, token: int
) -> Entity | None:
    """The one person of whom this sentence or the one before it speaks without a name: «I told the manager. He …»."""
    for number in (unit, unit - 1):
        if number < 0 or parsed.units[number].paragraph != parsed.units[unit].paragraph:
            return None
        tokens = parsed.units[number].tokens[: token if number == unit else None]
        found = [at for at, each in enumerate(tokens) if is_somebody(each)]
        if discourse.entities.in_units[number] or len(found) > 1:
            return None
        mention = phrase_before(tokens, found[0]) if found else None
        if mention is not None and mention.form == "described" and mention.person:
            other = GENDERED_NOUNS.get(mention.head, word) != word
            before = any(each.lower in PRONOUNS for each in tokens[: found[0]])
            return None if other or before else _described(discourse, mention, number, 0)
    return None


def _described(discourse: Discourse, mention: SpeakerMention, unit: int, token: int) -> Entity | None:
    own = Entity(mention.start, mention.end, kind_of(mention), mention.head, mention.named)
    if mention.head in CARRIERS and mention.definite:
        return _carrier(discourse, mention) or most_salient(discourse, unit, token=token)
    if mention.is_work:
        return work_meant(discourse, mention, unit) or own
    found = _described_again(discourse, mention, unit, token)
    if found is None:
        words = discourse.entities.folded(own)
        own = discourse.entities.by_name.get(discourse.entities.text[own.start : own.end], own)
        found = discourse.by_description.setdefault(words, own) if mention.named else own
        discourse.by_noun[mention.head] = (mention.start, found)
    return found


def _described_again(discourse: Discourse, mention: SpeakerMention, unit: int, token: int) -> Entity | None:
    """The entity that was named before and is now described: "the singer", "the former minister", "the council"."""
    if not mention.definite or discourse.entities.text.startswith(_APART, mention.end):
        return None  # «the man who came here», «the woman on the desk» are told apart from all others
    phrase = discourse.entities.text[mention.opens : mention.end].casefold().replace("'", "’")
    apart = mention.named and " of " in phrase  # «the skipper of the Lady Jane»
    another = mention.head in _POSTS and is_another_post(discourse.entities.text[mention.start : mention.end])
    person = mention.person and (
        (mention.head in GENERIC_PERSONS and not (another or apart)) or " former " in phrase
    )
    if mention.named and mention.head in PLAIN_BODIES and "’s" not in phrase:
        found = most_salient(discourse, unit, ("body", "name"), token=token)
        if (
            found is not None
            and not discourse.is_human(found)
            and found in recent_entities(discourse, unit, _CLOSE)
        ):
            discourse.roles.setdefault(mention.head, []).append((mention.start, found))
            return found  # «the Premier League club»
    if mention.named and not person:
        return _holder(discourse, mention)
    linked = _last_called(discourse, mention)
    if linked is None and person:
        pronoun = GENDERED_NOUNS.get(mention.head)
        found = most_salient(discourse, unit, ("person", "name"), pronoun, token)
        if found is not None and mention.head in _POSTS:
            discourse.roles.setdefault(mention.head, []).append((mention.start, found))
        return found
    if linked is None and mention.head in BODY_NOUNS and not is_person(mention.head):
        return _body(discourse, mention, unit, token)
    return linked


def _holder(discourse: Discourse, mention: SpeakerMention) -> Entity | None:
    """Who is said anywhere to hold the office: «the Health Secretary»."""
    office = discourse.entities.text[mention.start : mention.end].casefold()
    called = discourse.roles_of(office)
    before = [each for each in called if each[0] < mention.start]
    return before[-1][1] if before else called[0][1] if called else None


def _body(discourse: Discourse, mention: SpeakerMention, unit: int, token: int) -> Entity | None:
    """The body that "the company" or "the council" stands for."""
    if " " in discourse.entities.text[mention.start : mention.end]:
        return None
    recent = (each for each in recent_entities(discourse, unit, _RECENT) if each.kind in ("body", "name"))
    so_named = next(
        (each for each in recent if mention.head in discourse.entities.folded(each).split()), None
    )
    if so_named is not None or mention.head not in PLAIN_BODIES:
        return so_named
    return most_salient(discourse, unit, ("body", "name"), token=token, noun=mention.head)


def _last_called(discourse: Discourse, mention: SpeakerMention) -> Entity | None:
    """The entity that was called by this noun last."""
    text, span = discourse.entities.text, slice(mention.start, mention.end)
    lesser = next((word for word in text[span].casefold().split() if word in LESSER_TITLES), None)
    before = (
        each for each in discourse.roles_of(office_key(mention.head, lesser)) if each[0] < mention.start
    )
    called = [each for each in before if is_so_described(text, span, each[0])]
    if mention.head in discourse.by_noun and lesser is None:
        called.append(discourse.by_noun[mention.head])
    return max(called, key=lambda each: each[0])[1] if called else None


def _carrier(discourse: Discourse, mention: SpeakerMention) -> Entity | None:
    """Whose "the letter" is, where it was mentioned before."""
    owners = [
        each for at, noun, each in discourse.entities.carriers if noun == mention.head and at < mention.start
    ]
    if owners:
        return _name(discourse, owners[-1])
    works = works_before(discourse, mention)
    return next((each for each in reversed(works) if each.head == mention.head), None)
