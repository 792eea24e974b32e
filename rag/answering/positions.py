"""What each party says on the point, in its own words, and which of them the documents leave silent on it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.judging.reading import Reading
from rag.parties.parties import Parties, Party
from rag.question.analysis import Asked, Term
from rag.question.kind import CERTAIN
from rag.text.leaning import leans, opens_leaning
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.speech_verbs import bases
from rag.text.lexicon.word_classes import PLAIN_BODIES
from rag.text.tokens import stem, stems, words
from rag.types import Evidence

# Words of a question that say how parties stand to each other, and name no point on which they do.
_STANCES = frozenset(map(stem, lexicon.words("stances") | bases("asked")))
_WORKS = frozenset(
    map(stem, {*lexicon.words("works", "titled"), *lexicon.words("works", "claims"), "statement", "findings"})
)
# The relevance to the topic alone that a party's best sentence has where it speaks on the point: on the seed's and the
# second affair's labelled questions two of three silent parties stay below, and nine of ten others reach it (with the
# encoder taught all of the way). The whole question names the party, and any sentence that does is relevant to it.
# Without an encoder, the share of the topic's words that it holds.
_ON_POINT_LOGIT, _ON_POINT_SHARE = -2.7, 0.3
_EVERY_WORD = 0.99  # of the topic, within rounding
# The relevance from which on a sentence with no word of the topic is shown beside one that holds all of it: of a topic
# of one word almost anything that the party says is a little relevant.
_BESIDE_LOGIT = 0.0
_MOST = 3
_NEAREST = 1  # of a party that is silent
_FEW = 6
_MOST_OF_ALL = 5  # where all that a party says is asked for
_COMING = lexicon.alternatives(lexicon.words("modals", "coming"))
_FORWARD = re.compile(rf"\b(?:{_COMING}|{lexicon.phrases('promising_words')})\b|[’']ll\b", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…;”\"’'][”\"’')\]*_\s]*$")
_THE = lexicon.words("stop_words", "article")
_SUBJECT = 2  # words of a sentence; who is its subject speaks of itself: "The company accepts …"
_LABEL = re.compile(r"\w+\s+\d+[a-z]?[.:]?")  # "Figure 2."
_PROMISE = frozenset(map(stem, lexicon.words("promising_words", "verb")))


@dataclass(frozen=True, slots=True)
class Stand:
    """One party on one point. Where it is `silent`, `evidence` is what comes nearest, and no answer.

    `whole` tells that `evidence` is all that the party says anywhere.
    """

    party: Party
    evidence: tuple[Evidence, ...]
    silent: bool
    whole: bool = False


# A party's own sentences on a topic, the most relevant first; the topic is "" where all that it says is asked for.
Heard = Callable[[Party, str], Sequence[Evidence]]


def stands(
    asked: Asked,
    parties: Sequence[Party],
    heard: Heard,
    called: str = "",
    about: Sequence[Party] = (),
) -> tuple[Stand, ...]:
    """Each party's stand, in the order given; `called` are the words by which the question calls one of them, `about`
    the other parties that it names: where it asks for nothing besides, only what speaks of one is on the point."""
    topic = point(asked, parties, called)
    asked_on = " ".join(term.plain for term in topic)
    most = _MOST if len(parties) > 1 else _MOST_OF_ALL
    found = []
    for number, party in enumerate(parties):
        own = heard(party, asked_on)
        evidence = own if topic else _together(own, party, parties)
        first = not topic and number == 0
        of_them = [each for each in evidence if speaks_of(each, about)] if only_about(topic, about) else None
        found.append(_stand(asked, topic, party, evidence, _MOST_OF_ALL if first else most, of_them))
    return tuple(found)


def _together(evidence: Sequence[Evidence], party: Party, parties: Sequence[Party]) -> Sequence[Evidence]:
    """What a party says where another of the parties is heard too, as a reply is; all, where they never meet."""
    others = [other for other in parties if other is not party and not other.speakers & party.speakers]
    met = [
        each for each in evidence if any(each.hit.passage.document_id in other.documents for other in others)
    ]
    return met or evidence


def point(asked: Asked, parties: Sequence[Party], called: str = "") -> tuple[Term, ...]:
    """The terms of the question that say on what point the parties are heard; empty where it asks for all."""
    names = (called, *(name for party in parties for name in (party.name, *party.aliases)))
    named = stems(" ".join(word for name in names for word in _words(name)))
    return tuple(term for term in asked.terms if term.stem not in _STANCES | _WORKS | named)


def only_about(topic: Sequence[Term], about: Sequence[Party]) -> bool:
    """Is all that is asked what is said of these parties?"""
    named = stems(" ".join(word for party in about for name in party.aliases for word in _words(name)))
    return bool(topic) and all(term.stem in named for term in topic)


def speaks_of(evidence: Evidence, about: Sequence[Party]) -> bool:
    """Does a sentence name one of these parties, by its name or by what such a body is ("the company"), or lean on one
    that does?"""
    text = f"{evidence.before} {evidence.text}" if opens_leaning(evidence.text) else evidence.text
    told = words(text)
    held = {word.stem for word in told}
    if any(stems(_last(name)) <= held for party in about for name in party.aliases):
        return True
    return any(one.plain in _THE and other.plain in PLAIN_BODIES for one, other in pairwise(told[_SUBJECT:]))


def _last(name: str) -> str:
    """The last word of a name: "the Trust" is short for the Wend Rivers Trust."""
    return _words(name)[-1] if _words(name) else name


def on_point(topic: Sequence[Term], evidence: Evidence) -> float:
    """How much of the point's words a sentence shares, from 0 to 1."""
    weight = sum(term.weight for term in topic) or 1.0
    return sum(term.weight for term in topic if term.stem in evidence.stems) / weight


def says_something(evidence: Evidence) -> bool:
    """Is it more than how a letter opens or is signed ("Dear readers,", "Jo Hill, director") or what only leads in
    ("Jo Hill, director, said:"): a sentence that ends, or an item or heading, which need not?"""
    sentence = evidence.sentence
    if _LABEL.fullmatch(evidence.text):
        return False
    return sentence.role not in ("body", "caption") or _ENDS.search(evidence.text) is not None


def _stand(
    asked: Asked,
    topic: Sequence[Term],
    party: Party,
    evidence: Sequence[Evidence],
    most: int,
    of_them: Sequence[Evidence] | None = None,
) -> Stand:
    if not evidence:
        return Stand(party, (), True)
    if not topic:
        # Asked for its answer as such, or for what it promised: all that it says is to the point.
        said = [each for each in evidence if _FORWARD.search(each.text)] if _asks_for_a_promise(asked) else []
        return Stand(party, tuple(said or evidence)[:most], False)
    best = evidence[0]
    if best.relevance is None and not any(term.held for term in topic):
        return Stand(
            party, tuple(evidence[:_MOST]), False
        )  # in words that no document has; silence cannot be told
    good = [each for each in (evidence if of_them is None else of_them) if _is_on_point(each, topic)]
    if not good:
        own = [each for each in evidence if each.sentence.role == "body" and each.sentence.manner == "direct"]
        # Who says little is best shown to be silent by all that is said.
        if 0 < len(own) <= _FEW:
            return Stand(party, tuple(own), True, True)
        return Stand(party, tuple(evidence[:_NEAREST]), True)
    # A heading names the point; what stands below it is said on it. A row of a table is no speech.
    below = [each for each in good if each.sentence.role not in ("heading", "row")]
    return Stand(party, tuple(_to_the_point(below or good, topic)[:most]), False)


def _to_the_point(good: Sequence[Evidence], topic: Sequence[Term]) -> Sequence[Evidence]:
    """Where a sentence holds the whole topic, without those that hold none of it and are hardly relevant."""
    if not any(on_point(topic, each) >= _EVERY_WORD for each in good):
        return good
    return [
        each
        for each in good
        if on_point(topic, each)
        or (each.relevance or 0.0) >= _BESIDE_LOGIT
        or (leans(each.text) and any(term.stem in stems(each.before) for term in topic))
    ]


def _is_on_point(evidence: Evidence, topic: Sequence[Term]) -> bool:
    if evidence.relevance is None:
        return on_point(topic, evidence) >= _ON_POINT_SHARE
    return evidence.relevance >= _ON_POINT_LOGIT or on_point(topic, evidence) >= _EVERY_WORD


def _asks_for_a_promise(asked: Asked) -> bool:
    return any(term.stem in _PROMISE for term in asked.terms)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name)


def asks_for_no_words(reading: Reading, parties: Parties, facing: int, named: bool) -> bool:
    """ "Who was its chief executive?" asks for none of what a chief executive says, nor does "why did the council want
    the dearer firm" ask for what the council says."""
    wants = reading.asked.wants
    told = wants in ("number", "date", "name") or (wants == "who" and not named)
    why = reading.understood.kind == "reason" and not parties.sets_against(reading.query.meant)
    return why or (facing == 1 and told)


def asks_for_an_order(reading: Reading) -> bool:
    """ "Order of events: …" orders nothing to be done."""
    return reading.understood.kind == "order" and reading.understood.probability >= CERTAIN
