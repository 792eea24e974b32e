"""What a question takes for granted: that somebody did something, or that it was done.

"When did the board sack its auditor?" asks for a day and presupposes an event. Without a grammar of English the
event's verb is found by where it stands: after "did" and a subject it is the last word that can be a verb before
what can only belong to its object or to an adverbial; after "was" the first participle; in "the fine that the
court imposed" and "after the bank admitted …" the first word in the past.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.verbs import can_be_verb, in_the_past, past_of
from rag.words import REPORTING_STEMS, Word, stems, words

_BE = frozenset("was were".split())
_HAVE = frozenset("has have had".split())
_COMMON_VERBS = frozenset("be have do make take get give become begin go come use".split())
_POSSIBLE = frozenset("must may might can could should would will shall".split())
_LONGEST_SUBJECT = 9  # words
_LATE = re.compile(r"(?:\s+(?:been|being|not|also|first|finally|ever|\w+ly))+$")
_ASKING = frozenset("when why how where what which who whom whose".split())
_SUBORDINATING = frozenset("after before when once since because".split())
_RELATIVE = frozenset("that which who".split())
_DETERMINERS = frozenset(
    "the a an this that these those its his her their our your my any all some each every both no such".split()
)
_PRONOUNS = frozenset("he she it they".split())
# Where what belongs to a subject and its verb ends.
_ENDING = frozenset(
    "in on at by for with from into over under after before against about as between during through to towards "
    "upon within without since until because if when while than like per via near around among across up down "
    "out off away back that and or but".split()
)
# Verbs that say too little for their absence to tell anything: other verbs stand for them in every source.
_LIGHT = stems(
    "have be do make take get give use become begin start go come put keep let seem appear happen occur exist need "
    "want try help show call name know see find think believe consider include contain involve cause lead mean "
    "remain stay like live look feel allow work play hold base locate refer relate differ describe create "
    "develop form change affect result provide receive bring set run turn move react respond reply handle manage "
    "cope deal treat approach view justify evolve plan intend hope fail spend require speak behave promise pledge propose "
    "recommend suggest warn criticise criticize praise defend demand ask question urge announce respond complain"
)


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
    """The events that a question presupposes, each verb once; those whose verb says too little are left out."""
    text = " ".join(question.split()).rstrip(" ?.")
    found = words(text)
    first = next((place for place, word in enumerate(found) if word.plain in _ASKING), None)
    if first is None:
        return ()
    told: dict[str, Event] = {}
    for event in (*_asked(text, found, first), *_related(text, found, first), *_joined(text, found, first)):
        denied = re.search(rf"(?:\b(?:not|never|no)|n[’']t)\b[^,;]*\b{re.escape(event.verb.plain)}", text, re.IGNORECASE)
        if event.verb.tells and not denied and event.verb.stem not in _LIGHT | REPORTING_STEMS:
            told.setdefault(event.verb.stem, event)
    return tuple(told.values())


def _asked(text: str, found: Sequence[Word], first: int) -> Iterator[Event]:
    """ "When did SUBJECT VERB …", "why was SUBJECT VERBED …", "how many SUBJECTS were VERBED …"."""
    for place in range(first + 1, len(found)):
        word = found[place]
        if word.plain in _SUBORDINATING:
            return
        if word.plain == "did":
            verb = _verb_after_did(text, found, _chunk(text, found, place + 1))
            if verb is not None:
                subject = text[found[place + 1].start : found[verb].start].strip()
                # Of "how many men did he send" the object stands in front, and no statement is made.
                fronted = place > first + (2 if found[first].plain == "how" else 1)
                yield Event(found[verb], subject, None if fronted else _did(text, found, place, verb))
            return
        if word.plain in _BE | _HAVE:
            after = found[place + 1 : place + 2]
            if after and (after[0].plain in ("been", "being") or _past(after[0])):
                verb = next((at for at in (place + 1, place + 2) if at < len(found) and found[at].plain not in ("been", "being")), None)
                if verb is not None and _past(found[verb]):
                    subject = _counted(text, found, first, place)
                    clause = f"{subject} {_tail(text, word.start)}" if subject else None
                    yield Event(found[verb], subject, clause, word.plain in _BE or found[verb - 1].plain == "been")
                return
            verb = _participle(text, found, place + 2)
            if verb is not None:
                before = text[found[place + 1].start : found[verb].start].strip()
                subject = _LATE.sub("", before)
                clause = f"{subject} {word.plain}{before[len(subject) :]} {_tail(text, found[verb].start)}"
                yield Event(found[verb], subject, clause, word.plain in _BE or found[verb - 1].plain == "been")
            return
        if word.plain in _POSSIBLE or word.plain == "be":
            return  # what must, can or should be is no event
        if place > first + 2 and _past(word) and found[place - 1].plain not in _DETERMINERS and found[first].plain in ("how", "which", "what"):
            subject = _counted(text, found, first, place)
            yield Event(word, subject, f"{subject} {_tail(text, word.start)}" if subject else None)
            return


def _named_on(found: Sequence[Word], place: int) -> bool:
    return any(word.capital for word in found[place + 1 : place + 3][:1])


def _participle(text: str, found: Sequence[Word], start: int) -> int | None:
    """The first participle from `start` in the same clause, over the prepositions that its subject may hold."""
    for place in range(start, min(len(found), start + _LONGEST_SUBJECT)):
        between = text[found[place - 1].end : found[place].start]
        if re.search(r"[,;:“”\"()]", between) or found[place].plain in _SUBORDINATING | _RELATIVE:
            return None
        if _past(found[place]) and found[place - 1].plain not in _DETERMINERS:
            return place
    return None


def _verb_after_did(text: str, found: Sequence[Word], chunk: Sequence[int]) -> int | None:
    """The place of the verb among a subject and its verb."""
    if any(found[at].plain in _COMMON_VERBS for at in chunk[1:]):
        return None  # "take control", "have trouble": the verb says too little
    after_adverb = next((two for one, two in zip(chunk, chunk[1:], strict=False) if found[one].plain.endswith("ly")), None)
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


def _counted(text: str, found: Sequence[Word], first: int, end: int) -> str:
    """The things that "how many" or "which" asks for, where they are the subject."""
    start = first + 2 if found[first].plain == "how" else first + 1
    return text[found[start].start : found[end].start].strip() if start < end else ""


def _did(text: str, found: Sequence[Word], place: int, verb: int) -> str:
    """The statement behind "did SUBJECT VERB …"."""
    subject = text[found[place + 1].start : found[verb].start].strip()
    form = text[found[verb].start : found[verb].end]
    rest = _tail(text, found[verb].end)
    return f"{subject} {past_of(form) or f'did {form}'} {rest}".strip()


def _related(text: str, found: Sequence[Word], first: int) -> Iterator[Event]:
    """ "How large was the THING that SUBJECT VERBED …"."""
    for place in range(first + 1, len(found) - 2):
        if found[place].plain not in _RELATIVE or found[place - 1].plain in _RELATIVE | _ASKING:
            continue
        verb = next((at for at in _chunk(text, found, place + 1)[1:] if _past(found[at])), None)
        if verb is None:
            continue
        subject = text[found[place + 1].start : found[verb].start].strip()
        # After "was" it is a thing that the clause is told of; after "did … find" it is what was found.
        told_of = not any(word.plain == "did" for word in found[first:place])
        thing = _noun_phrase(text, found, place - 1) if told_of else None
        verbed, rest = text[found[verb].start : found[verb].end], _tail(text, found[verb].end)
        clause = " ".join(part for part in (subject, verbed, thing, rest) if part) if thing or not told_of else None
        yield Event(found[verb], subject, clause, thing=found[place - 1].stem if thing else None)


def _joined(text: str, found: Sequence[Word], first: int) -> Iterator[Event]:
    """ "… after SUBJECT VERBED …"."""
    for place in range(first + 1, len(found) - 2):
        if found[place].plain not in _SUBORDINATING:
            continue
        chunk = _chunk(text, found, place + 1)
        verb = next((at for at in chunk[1:] if _past(found[at])), None)
        if verb is not None:
            subject = text[found[place + 1].start : found[verb].start].strip()
            yield Event(found[verb], subject, f"{subject} {_tail(text, found[verb].start)}")


def _chunk(text: str, found: Sequence[Word], start: int) -> list[int]:
    """The places of a subject and its verb: up to what cannot belong to them, "of" and what it governs included."""
    places: list[int] = []
    governed = True  # a determiner here belongs to the subject
    for place in range(start, len(found)):
        word = found[place]
        between = text[found[place - 1].end : word.start]
        if place > start and re.search(r"[,;:“”\"()]", between):
            break
        if word.plain == "of":
            governed = True
            continue
        if word.plain in _ENDING:
            if places and found[places[-1]].capital and _named_on(found, place):
                continue  # "the Department for Education"
            if places or word.plain != "that":
                break
        if word.plain in _DETERMINERS and not governed:
            break
        if word.plain in _DETERMINERS:
            continue
        if places and word.capital and not found[places[-1]].capital and not governed:
            break  # "abolish Ofsted’s role": the object begins
        if re.search(r"[’']s?$", text[word.start : word.end]) and places and not found[places[-1]].capital:
            break
        places.append(place)
        governed = False
        if word.plain in _PRONOUNS:
            governed = False
    return places


def _past(word: Word) -> bool:
    return not word.capital and word.plain not in _BE | _HAVE and in_the_past(word.plain)


def _noun_phrase(text: str, found: Sequence[Word], last: int) -> str | None:
    """The phrase that ends here, from its determiner."""
    for place in range(last, max(last - 4, -1), -1):
        if found[place].plain in _DETERMINERS:
            return text[found[place].start : found[last].end]
        if found[place].plain in _ENDING | _ASKING:
            break
    return None


def _tail(text: str, start: int) -> str:
    """What follows to the end of the clause."""
    return re.split(r"[,;:?]", text[start:], maxsplit=1)[0].strip()
