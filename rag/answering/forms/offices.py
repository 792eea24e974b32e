"""Who holds an office ("who runs the trust now?"): the sentences that name a holder, the latest first.

A document names the holder at the time it appeared. What an older one says is shown with its date, as
superseded if a later one names somebody else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.answering.compose import Draft
from rag.answering.forms.material import Material, distinct, surely_answers, surest
from rag.answering.reporter_voice import in_reporters_voice
from rag.judging.reading import Reading
from rag.text.dates import spoken_date
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.inflection import forms
from rag.text.names import proper_names
from rag.text.tokens import FUNCTION, Word, stem, words
from rag.types import Evidence

_PASSAGES = 60
_HOLDERS = 4
_NEAR, _NAMED = 4, 6  # words between an office and its body, and between it and whoever holds it
_HEADS, _LOWER = lexicon.words("office_words", "head"), lexicon.words("office_words", "lower")
_PAST, _NOW = lexicon.words("office_words", "past"), lexicon.words("office_words", "now")
_ROLES = lexicon.words("speaking_nouns", "role") | _HEADS
_LEADS = frozenset(form for verb in lexicon.entries("leading_verbs") for form in forms(verb.word).third)
_LEADING = lexicon.words("office_words", "leads") | {
    form for verb in lexicon.entries("leading_verbs") for form in forms(verb.word).all
}
_BODIES = lexicon.words("body_names") | lexicon.words("speaking_nouns", "body")
_OF_A_PERSON = re.compile(r"(?:[OD][’']|Ma?c)?[A-ZÀ-Þ][a-zà-þ’'-]+")
_TITLES = lexicon.words("titles")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The words of the office, by stem ({} where any at the head of the body is meant), and those of the body."""

    office: frozenset[str]
    body: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Holder:
    """Somebody who is said to hold the office; `past`: the sentence says that it was before."""

    name: str
    evidence: Evidence
    past: bool

    @property
    def day(self) -> str:
        return self.evidence.hit.metadata.date or ""


def office_holders(reading: Reading, material: Material) -> Draft | None:
    """None where no office is asked for, or no paper names its holder."""
    text = reading.query.meant
    wanted = _wanted(text, frozenset(term.stem for term in reading.asked.terms if not term.held))
    if wanted is None:
        return None
    near = distinct((*reading.evidence, *material.found(reading, text, _PASSAGES)))
    told = [holder for each in near for holder in _holders(each, wanted)]
    if not told or (surest(reading) and not any(surely_answers(each.evidence) for each in told)):
        return None  # a sentence that certainly answers names a holder in other words
    return _draft(material, _latest(told), any(word.plain in _NOW for word in words(text)))


def _wanted(text: str, unheld: frozenset[str]) -> _Wanted | None:
    """The office and the organisation that a question asks about; None if it asks about no office."""
    found = words(text)
    if not found or found[0].plain.removesuffix("s").removesuffix("'").removesuffix("’") != "who":
        return None
    office = {word.stem for word in found if word.plain in _ROLES}
    leads = any(word.plain in _LEADING for word in found) or {stem("head"), stem("boss")} >= office > set()
    asking = {stem(word) for word in _NOW | _LEADING}
    body = {word.stem for word in found if word.tells and word.stem not in office | asking}
    if not (office or leads) or not (body or (office and not leads)) or body & unheld:
        return None
    return _Wanted(frozenset() if leads else frozenset(office), frozenset(body))


def _holders(each: Evidence, wanted: _Wanted) -> list[_Holder]:
    """The people whom the sentence names as holders of the office."""
    if each.sentence.role == "heading" or not wanted.body <= each.stems:
        return []
    found = words(each.text)
    named = _ROLES if wanted.office else _ROLES | _LEADS
    offices = [at for at, word in enumerate(found) if word.plain in named]
    bodies = [at for at, word in enumerate(found) if word.stem in wanted.body]
    people = _people(each.text, found)
    told = []
    for first, last in _runs(offices):
        own = {found[at].stem for at in range(first, last + 1)}
        fits = (
            wanted.office <= own
            if wanted.office
            else any(found[at].plain in _HEADS | _LEADS for at in range(first, last + 1))
        )
        before = {found[at].plain for at in range(max(0, first - 2), first)}
        lower = not wanted.office and (before & _LOWER or _is_of_a_part(found, last, wanted.body))
        if not fits or lower or (wanted.body and not _beside(bodies, first, last, _NEAR)):
            continue
        holder = min(
            (one for one in people if _beside(range(one[1], one[2] + 1), first, last, _NAMED)),
            key=lambda one: min(abs(one[1] - last), abs(first - one[2])),
            default=None,
        )
        if holder is not None:
            told.append(_Holder(holder[0], in_reporters_voice(each), bool(before & _PAST)))
    return told[:1]


def _is_of_a_part(found: Sequence[Word], last: int, body: frozenset[str]) -> bool:
    """Is what follows an office a part of the organisation, which somebody else heads ("director of finance")?"""
    behind = [
        word for word in found[last + 1 : last + _NEAR] if word.plain not in FUNCTION or word.plain == "of"
    ]
    if len(behind) < 2 or behind[0].plain != "of":
        return False
    return not (behind[1].capital or behind[1].stem in body or behind[1].plain in _BODIES)


def _runs(offices: Sequence[int]) -> list[tuple[int, int]]:
    """Joins the words of an office: "chief executive" is one."""
    if not offices:
        return []
    cuts = [place for place, (one, other) in enumerate(pairwise(offices), 1) if other != one + 1]
    bounds = [0, *cuts, len(offices)]
    return [(offices[start], offices[end - 1]) for start, end in pairwise(bounds)]


def _beside(places: Sequence[int], first: int, last: int, near: int) -> bool:
    return any(first - near - 1 <= at <= last + near + 1 for at in places)


def _people(text: str, found: Sequence[Word]) -> list[tuple[str, int, int]]:
    """The persons that a sentence names, with the places of the first and last word of each name."""
    people = []
    for match in proper_names(text):
        places = [at for at, word in enumerate(found) if match.start <= word.start < match.end]
        own = [at for at in places if found[at].plain not in _TITLES | _ROLES]
        names = [text[found[at].start : found[at].end].removesuffix("’s").removesuffix("'s") for at in own]
        personal = all(_OF_A_PERSON.fullmatch(name) for name in names)
        body = any(found[at].plain in _BODIES for at in own)
        if 2 <= len(names) <= 3 and personal and not body:
            people.append((" ".join(names), own[0], own[-1]))
    return people


def _latest(told: Sequence[_Holder]) -> list[_Holder]:
    """Each holder once, with the latest sentence that has them in office; the latest first."""
    latest: dict[str, _Holder] = {}
    for holder in told:
        known = latest.get(holder.name)
        if known is None or _rank(holder) > _rank(known):
            latest[holder.name] = holder
    return sorted(latest.values(), key=_rank, reverse=True)[:_HOLDERS]


def _rank(holder: _Holder) -> tuple[bool, str]:
    return not holder.past, holder.day


def _draft(material: Material, holders: Sequence[_Holder], now: bool) -> Draft:
    writer = material.writer([each.evidence for each in holders])
    for number, holder in enumerate(holders):
        day = spoken_date(holder.day) or "undated"
        if number == 1:
            older = holder.past or (holder.day and holder.day < holders[0].day)
            writer.silence(f"{'Superseded: an earlier' if older else 'Another'} paper names somebody else.")
        writer.quote(holder.evidence, before=f"{day}: ")
    dated = holders[0].day
    warnings = []
    if now:
        said = f"is of {spoken_date(dated)}" if dated else "has no date"
        warnings.append(
            f"The latest of these papers that names a holder {said}; who came after is not in them."
        )
    return Draft("answered", tuple(writer.sentences), tuple(writer.citations), warnings=tuple(warnings))
