"""Find what a question takes for granted: that somebody did something, or that it was done.

"When did the board sack its auditor?" asks for a day and presupposes an event. The event's verb is found by its
position, without a grammar: after "did" and a subject it is the last word that can be a verb before
what can only belong to its object or to an adverbial; after "was" the first participle; in "the fine that the
court imposed" and "after the bank admitted …" the first word in the past.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.speech_verbs import bases
from rag.text.tokens import REPORTING_STEMS, Word, stem, words
from rag.text.verb_forms import can_be_verb, in_the_past, past_of

_BE = frozenset("was were".split())
_HAVE = frozenset("has have had".split())
_COMMON_VERBS = frozenset("be have do make take get give become begin go come use".split())
_POSSIBLE = lexicon.words("modals")
_LONGEST_SUBJECT, _LONGEST_THING = 9, 4  # words
_ASKED_AGAIN = re.compile(r"\b(?:who|what|which|how|why|whose)\b", re.IGNORECASE)
_LATE = re.compile(r"(?:\s+(?:been|being|not|also|first|finally|ever|\w+ly))+$")
_ASKING = frozenset("when why how where what which who whom whose".split())
_SUBORDINATING = frozenset("after before when once since because".split())
_RELATIVE = frozenset("that which who".split())
_DETERMINERS = frozenset(
    "the a an this these those its his her their our your my any all some each every both no such".split()
)
# Where what belongs to a subject and its verb ends.
_ENDING = frozenset(
    "in on at by for with from into over under after before against about as between during through to towards "
    "upon within without since until because if when while than like per via near around among across up down "
    "out off away back that and or but".split()
)
# Verbs that say too little for their absence to tell anything: other verbs stand for them in every source.
_LIGHT = REPORTING_STEMS | frozenset(map(stem, lexicon.words("light_verbs") | bases("light")))


@dataclass(frozen=True, slots=True)
class Event:
    """A verb and the clause of the question that it stands in.

    `clause` is that clause as a statement, in the question's own words; None where none can be made safely.
    """

    verb: Word
    subject: str
    clause: str | None
    passive: bool = False
    thing: str | None = None  # the stem of what the clause is told of, in "the fine that the court imposed"


def events(question: str) -> tuple[Event, ...]:
    """The events that a question presupposes, each verb once, without verbs that say too little."""
    text = " ".join(question.split()).rstrip(" ?.")
    found = words(text)
    first = next((place for place, word in enumerate(found) if word.plain in _ASKING), None)
    if first is None:
        return ()
    asking = _Asking(text, found, first)
    told: dict[str, Event] = {}
    for event in (*_main(asking), *_related(asking), *_joined(asking)):
        denied = re.search(
            rf"(?:\b(?:not|never|no)|n[’']t)\b[^,;]*\b{re.escape(event.verb.plain)}", text, re.IGNORECASE
        )
        if event.verb.tells and not denied and event.verb.stem not in _LIGHT:
            told.setdefault(event.verb.stem, event)
    return tuple(told.values())


@dataclass(frozen=True, slots=True)
class _Asking:
    """A question with its words; `first` is the place of the question word."""

    text: str
    words: tuple[Word, ...]
    first: int

    def between(self, start: int, end: int) -> str:
        """The text from one word up to another."""
        return self.text[self.words[start].start : self.words[end].start].strip()

    def breaks(self, place: int) -> bool:
        """Whether punctuation separates a word from the one before."""
        return bool(re.search(r"[,;:“”\"()]", self.text[self.words[place - 1].end : self.words[place].start]))

    def tail(self, start: int) -> str:
        """The rest of the clause."""
        return re.split(r"[,;:?]", self.text[start:], maxsplit=1)[0].strip()

    def past(self, place: int) -> bool:
        word = self.words[place]
        return not word.capital and word.plain not in _BE | _HAVE and in_the_past(word.plain)

    def counted(self, end: int) -> str:
        """The things that "how many" or "which" asks for, if they are the subject."""
        start = self.first + (2 if self.words[self.first].plain == "how" else 1)
        return self.between(start, end) if start < end else ""


def _main(asking: _Asking) -> Iterator[Event]:
    """ "When did SUBJECT VERB …", "why was SUBJECT VERBED …", "how many SUBJECTS (were) VERBED …"."""
    found = asking.words
    for place in range(asking.first + 1, len(found)):
        plain = found[place].plain
        if plain in _SUBORDINATING or plain in _POSSIBLE:
            return  # what must, can or should be is no event
        if plain == "did":
            yield from _did(asking, place)
            return
        if plain in _BE | _HAVE:
            yield from _been(asking, place)
            return
        counts = place > asking.first + 2 and found[asking.first].plain in ("how", "which", "what")
        if counts and asking.past(place) and found[place - 1].plain not in _DETERMINERS:
            yield _event(asking, place, asking.counted(place), asking.tail(found[place].start))
            return


def _did(asking: _Asking, place: int) -> Iterator[Event]:
    found = asking.words
    verb = _verb_after_did(asking, _chunk(asking, place + 1))
    if verb is None:
        return
    form = asking.text[found[verb].start : found[verb].end]
    rest = f"{past_of(form) or f'did {form}'} {asking.tail(found[verb].end)}"
    # Of "how many men did he send" the object stands in front, and no statement is made.
    fronted = place > asking.first + (2 if found[asking.first].plain == "how" else 1)
    yield _event(asking, verb, asking.between(place + 1, verb), None if fronted else rest)


def _been(asking: _Asking, place: int) -> Iterator[Event]:
    found = asking.words
    start = place + 1
    while start < len(found) and found[start].plain in ("been", "being"):
        start += 1
    if start < len(found) and asking.past(start):
        verb, subject, rest = start, asking.counted(place), asking.tail(found[place].start)
    else:
        participle = _participle(asking, start + 1)
        if participle is None:
            return
        verb = participle
        before = asking.between(place + 1, verb)
        subject = _LATE.sub("", before)
        rest = f"{found[place].plain}{before[len(subject) :]} {asking.tail(found[verb].start)}"
    passive = found[place].plain in _BE or found[verb - 1].plain == "been"
    yield _event(asking, verb, subject, rest, passive)


def _related(asking: _Asking) -> Iterator[Event]:
    """ "How large was the THING that SUBJECT VERBED …"; "when did the court find that SUBJECT VERBED …"."""
    found = asking.words
    for place in range(asking.first + 1, len(found) - 2):
        if found[place].plain not in _RELATIVE or found[place - 1].plain in _RELATIVE | _ASKING:
            continue
        verb = next((at for at in _chunk(asking, place + 1)[1:] if asking.past(at)), None)
        if verb is None:
            continue
        subject = asking.between(place + 1, verb)
        verbed = asking.text[found[verb].start : found[verb].end]
        if any(word.plain == "did" for word in found[asking.first : place]):
            yield _event(asking, verb, subject, asking.tail(found[verb].start))
            continue
        thing = _noun_phrase(asking, place - 1)
        rest = f"{verbed} {thing} {asking.tail(found[verb].end)}" if thing else None
        yield _event(asking, verb, subject, rest, thing=found[place - 1].stem if thing else None)


def _joined(asking: _Asking) -> Iterator[Event]:
    """ "… after SUBJECT VERBED …"."""
    for place in range(asking.first + 1, len(asking.words) - 2):
        if asking.words[place].plain not in _SUBORDINATING:
            continue
        verb = next((at for at in _chunk(asking, place + 1)[1:] if asking.past(at)), None)
        if verb is not None:
            rest = asking.tail(asking.words[verb].start)
            yield _event(asking, verb, asking.between(place + 1, verb), rest)


def _event(
    asking: _Asking,
    verb: int,
    subject: str,
    rest: str | None,
    passive: bool = False,
    thing: str | None = None,
) -> Event:
    """An event, with its clause if subject and rest make a plain one."""
    opening = words(subject)[:1]
    clause = " ".join(f"{subject} {rest}".split()) if rest and opening else None
    if clause and (opening[0].plain in _ENDING | {"of"} or _ASKED_AGAIN.search(clause)):
        clause = None
    return Event(asking.words[verb], subject, clause, passive, thing)


def _participle(asking: _Asking, start: int) -> int | None:
    """The first participle from `start` in the same clause; its subject may contain prepositions."""
    for place in range(start, min(len(asking.words), start + _LONGEST_SUBJECT)):
        if asking.breaks(place) or asking.words[place].plain in _SUBORDINATING | _RELATIVE:
            return None
        if asking.past(place) and asking.words[place - 1].plain not in _DETERMINERS:
            return place
    return None


def _verb_after_did(asking: _Asking, chunk: Sequence[int]) -> int | None:
    """The place of the verb among a subject and its verb."""
    found = asking.words
    if any(found[at].plain in _COMMON_VERBS for at in chunk[1:]):
        return None  # "take control", "have trouble": the verb says too little
    after_adverb = next((two for one, two in pairwise(chunk) if found[one].plain.endswith("ly")), None)
    if after_adverb is not None:
        return after_adverb
    able = [at for at in chunk[1:] if not found[at].capital and can_be_verb(found[at].plain)]
    if not able:
        last = chunk[-1] if len(chunk) > 1 else None
        return last if last is not None and not found[last].capital else None
    named = found[able[0] - 1].capital
    if named and (found[able[0]].stem not in REPORTING_STEMS or len(able) == 1):
        return able[0]
    return able[-1]


def _chunk(asking: _Asking, start: int) -> list[int]:
    """The places of a subject and its verb, "of" phrases included, up to the first word that cannot belong to them."""
    found = asking.words
    places: list[int] = []
    governed = True  # a determiner here belongs to the subject
    for place in range(start, len(found)):
        word = found[place]
        if place > start and asking.breaks(place):
            break
        if word.plain == "of":
            governed = True
            continue
        if word.plain in _DETERMINERS and governed:
            continue
        if word.plain in _ENDING and places and found[places[-1]].capital:
            if any(each.capital for each in found[place + 1 : place + 2]):
                continue  # "the Department for Education"
            break
        if word.plain in _ENDING | _DETERMINERS:
            break
        after_verb = places and not found[places[-1]].capital and not governed
        owns = re.search(r"[’']s?$", asking.text[word.start : word.end])
        if after_verb and (word.capital or owns):
            break  # "abolish Ofsted’s role": the object begins
        places.append(place)
        governed = False
    return places


def _noun_phrase(asking: _Asking, last: int) -> str | None:
    """The phrase that ends here, from its determiner."""
    for place in range(last, max(last - _LONGEST_THING, -1), -1):
        if asking.words[place].plain in _DETERMINERS:
            return asking.text[asking.words[place].start : asking.words[last].end]
        if asking.words[place].plain in _ENDING | _ASKING:
            break
    return None
