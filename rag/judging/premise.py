"""Whether the documents bear out what a question takes for granted.

"When did the board sack its auditor?" may be asked of documents that say only that the board would not sack him, or
that never speak of a sacking. Any date found there would answer a question that has no answer. So the event's verb
is looked for in the sentences that bear on the question: itself, a word that stands for it, or one that is near it
in meaning; and where it stands only behind a "would", a "whether" or a "not", nothing is asserted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.embedding.minilm import VOCABULARY
from rag.question.analysis import Asked, Term
from rag.question.presuppositions import Event, events
from rag.text.factuality import asserts, denies, hedges
from rag.text.synonyms import known, mentions
from rag.text.tokens import Word, text_stems, words
from rag.text.word_similarity import built_in
from rag.types import Evidence

_NEAR = 0.5  # of the best score; what bears less on the question says nothing of its event
# Of the weight of the question's other words, in a sentence and the two before it: below, the verb is about
# something else. A word that merely stands for it must be about the matter all the more.
_ABOUT, _ABOUT_OTHERWISE, _ABOUT_AT_BEST = 0.25, 0.5, 0.3
_BEFORE = 2  # sentences, which tell who "he" is
_LIKE = 0.35  # cosine of two words that may stand for each other
_LONGEST = 14  # telling words; a longer question joins several, and its clauses are no presuppositions
_MOST, _MOST_OF_ONE = 5, 2  # sentences quoted; those that speak of the event in one way
_AS_GOOD = 0.75  # of the best, where nothing speaks of the event
_OF_SUBJECT, _OF_HEDGES = 0.6, 0.2  # how much it counts, beside the score, that a sentence is about who acted
_YEAR_OR_RANK = re.compile(r"(?:1\d|20)\d\ds?|\d+(?:st|nd|rd|th)")
_WHEN_WHY_HOW = re.compile(r"\b(?:when|why|how)\b", re.IGNORECASE)
_ROOT = 5  # letters that "German" and "Germany" share


@dataclass(frozen=True, slots=True)
class Premise:
    """An event that a question takes for granted and that no document found asserts.

    `contradicted`: they speak of it, and each time as of something that did not or need not happen.
    `nearest` is what they do say, what speaks of the event first.
    """

    event: Event
    contradicted: bool
    nearest: tuple[Evidence, ...]


def false_premise(asked: Asked, evidence: Sequence[Evidence]) -> Premise | None:
    """The first event of the question that is not borne out; None where all are, or none is presupposed."""
    if not evidence or len(asked.terms) > _LONGEST:
        return None
    near = [_Near(each, words(each.text)) for each in evidence if each.score >= _NEAR * evidence[0].score]
    for event in events(asked.text):
        spoken = _spoken_of(asked, event, near)
        if spoken is None:
            continue
        if not (known(event.verb.stem) or _WHEN_WHY_HOW.search(asked.text)):
            continue
        if spoken.itself or (known(event.verb.stem) and not _alike(event, near)):
            return Premise(event, bool(spoken.itself), _nearest(event, near, spoken))
    return None


@dataclass(frozen=True, slots=True, eq=False)
class _Near:
    evidence: Evidence
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Sentences that speak of an event without asserting it: by its own verb, or in other words."""

    itself: list[_Near]
    otherwise: list[_Near]


def _spoken_of(asked: Asked, event: Event, near: Sequence[_Near]) -> _Spoken | None:
    """None where a sentence asserts the event."""
    rest = [term for term in asked.terms if term.stem != event.verb.stem]
    exact = {term.stem for term in rest if term.number and not _YEAR_OR_RANK.fullmatch(term.plain)}
    subject = _names(event)
    found = _Spoken([], [])
    for number, each in enumerate(near):
        around = _around(each, near)
        about = _share(rest, around)
        if event.thing is None or event.thing in each.evidence.stems:
            for place, itself in mentions(event.verb.stem, each.words):
                if about < (_ABOUT if itself else _ABOUT_OTHERWISE if number else _ABOUT_AT_BEST):
                    continue
                if not itself and subject and not _same_root(subject, around):
                    continue
                if not event.passive and _of_another(subject, each, place):
                    continue
                if not asserts(each.evidence.text, each.words, place):
                    (found.itself if itself else found.otherwise).append(each)
                elif exact <= each.evidence.stems:
                    return None
        if event.thing is not None and about >= _ABOUT:
            places = [place for place, word in enumerate(each.words) if word.stem == event.thing]
            if places and not any(asserts(each.evidence.text, each.words, place) for place in places):
                found.itself.append(each)
    return found


def _alike(event: Event, near: Sequence[_Near]) -> bool:
    """Whether some other word of these sentences is near the verb in meaning.

    A word that the model knows only by its pieces is like whatever shares one: "retract" and "contract".
    """
    verb = event.verb.plain
    told = {word.plain for each in near for word in each.words if word.tells and word.stem != event.verb.stem}
    others = sorted(word for word in told if word in VOCABULARY)
    if verb not in VOCABULARY or not others:
        return False
    return float(built_in().between([verb], others).max()) >= _LIKE


def _of_another(subject: frozenset[str], each: _Near, place: int) -> bool:
    """Whether somebody else, by name, is the subject: "Ada Finch resigned" says nothing of Bo Lund's resignation."""
    at = place - 1
    while at >= 0 and each.words[at].plain in ("had", "has", "have", "was", "were"):
        at -= 1
    name = set()
    while at >= 0 and each.words[at].capital and each.words[at].tells:
        name.add(each.words[at].stem)
        at -= 1
    return len(name) > 1 and len(subject) > 1 and not _same_root(subject, frozenset(name))


def _nearest(event: Event, near: Sequence[_Near], spoken: _Spoken) -> tuple[Evidence, ...]:
    """What speaks of the event; where nothing does, what is about whoever is said to have acted."""
    subject = _names(event)

    def rank(each: _Near) -> float:
        held = _same_root(subject, each.evidence.stems | _speaker(each))
        return each.evidence.score + _OF_SUBJECT * held + _OF_HEDGES * hedges(each.words)

    def best(several: Sequence[_Near]) -> list[_Near]:
        quotable = [each for each in several if each.evidence.sentence.role not in ("heading", "caption")]
        return sorted(dict.fromkeys(quotable), key=rank, reverse=True)[:_MOST_OF_ONE]

    found: list[_Near] = []
    for each in (*best(spoken.itself), *best(spoken.otherwise)):
        found += [each, *_denial_after(each, near)]
    if not found:
        first = best(near)
        found = [each for each in first if rank(each) >= _AS_GOOD * rank(first[0])]
    return tuple(each.evidence for each in dict.fromkeys(found))[:_MOST]


def _denial_after(one: _Near, near: Sequence[_Near]) -> list[_Near]:
    """ "I was asked to fine the company. The Commission has no power to do so.": the second is half of the answer."""
    after = [
        each
        for each in near
        if each.evidence.hit.passage.id == one.evidence.hit.passage.id
        and 0 <= each.evidence.sentence.start - one.evidence.sentence.end <= 2
    ]
    return [each for each in after if denies(each.words)]


def _around(one: _Near, near: Sequence[_Near]) -> frozenset[str]:
    """The stems of a sentence, of who says it and of the sentences before it that bear on the question too."""
    before = [
        each.evidence
        for each in near
        if each.evidence.hit.passage.document_id == one.evidence.hit.passage.document_id
        and each.evidence.sentence.start < one.evidence.sentence.start
    ]
    last = sorted(before, key=lambda each: each.sentence.start)[-_BEFORE:]
    return one.evidence.stems.union(_speaker(one), *(each.stems for each in last))


def _speaker(one: _Near) -> frozenset[str]:
    return text_stems(one.evidence.sentence.speaker or "")


def _share(terms: Sequence[Term], held: frozenset[str]) -> float:
    whole = sum(term.weight for term in terms) or 1.0
    return sum(term.weight for term in terms if term.stem in held) / whole


def _names(event: Event) -> frozenset[str]:
    return frozenset(word.stem for word in words(event.subject) if word.tells and word.capital)


def _same_root(names: frozenset[str], held: frozenset[str]) -> bool:
    return bool(names & held) or any(name[:_ROOT] == one[:_ROOT] for name in names for one in held)
