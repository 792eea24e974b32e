"""Rewrite a follow-up as a standalone question from the conversation before it, without a model.

"What exactly did he promise?" after a question on Jo Hill is searched as "What exactly did Jo Hill promise?".
The conversation is consumed here, once; every later stage sees one standalone query.
"""

import re
from collections.abc import Sequence

from rag.parties.parties import Parties, Party
from rag.question.analysis import AUXILIARIES
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.speech_verbs import all_forms, finite, tagged
from rag.text.names import full_names
from rag.types import Turn

_PERSON = re.compile(r"\b(he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_GROUP = re.compile(r"\b(they|them|their|theirs|themselves)\b", re.IGNORECASE)
_THING = re.compile(
    r"\b(it|its|this|that|these|those)\b(?!\s+(?:is|was|be|has|had)\s+(?:true|clear|said)\b)", re.IGNORECASE
)
_OTHER = re.compile(r"\b(?:the )?(?:other|opposite|opposing) (?:side|party|camp)\b", re.IGNORECASE)
# "How did the council respond?" lacks what it responds to; "Who is the chair?" lacks nothing.
_ANSWERING = lexicon.alternatives(all_forms(tagged("answers")))
_ELLIPSIS = re.compile(
    r"^\s*(?:(?:and|but|so|or|also|then|what about|how about)\b[^?]{0,40}"
    r"|(?:why|when|where|who|how)(?:\s+[a-z]+){0,2}"
    rf"|(?:why|when|where|who|how)\b[^?]*\b(?:{_ANSWERING}))\s*\??\s*$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^\s*(?:and|but|so|or|also|then)\b[\s,]*", re.IGNORECASE)
# How an answer should look; it is not part of the search.
_STYLE = re.compile(
    r"[\s,;–-]*\b(?:in short|shorter|briefly|in (?:one|a) (?:sentence|word|line)|as (?:a )?(?:list|table|bullets?)|"
    r"in bullet points|in detail|please)\b[\s.,]*",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|on|regarding|concerning|of|over|to)\s+(?P<topic>(?:the|a|an|its|their)?\s*[^?]+)\??\s*$",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(?:(?:by|in|to|for|from|at|on|since|until|under)\s+)?"
    r"(?:who|(?:what|which)(?: year| month| day| date| time)?|when|where|why|how(?: much| many| often| long)?|"
    rf"{AUXILIARIES})\b\s*(?:exactly\s+)?(?:(?:did|does|do|is|are|was|were|has|have)\b\s*)?",
    re.IGNORECASE,
)
_SAYING = re.compile(
    rf"\b(?:{lexicon.alternatives(finite(tagged('leads_in')) | {'think'})})\b", re.IGNORECASE
)
_MOST_WORDS = 14  # of an earlier question that go along


def rewrite(question: str, turns: Sequence[Turn], parties: Parties) -> str:
    """The question with its references to earlier turns replaced by names; as typed if it has none."""
    plain = _STYLE.sub(" ", question).strip() or question.strip()
    if not turns or not _leans(plain):
        return plain
    last = turns[-1]
    party = _last_party(turns, parties)
    topic = _topic(last.question, party)
    found = plain
    if _OTHER.search(found):
        other = parties.other(party) if party else None
        if other is not None:
            found = _OTHER.sub(other.name, found)
    person = _last_person(turns)
    found = _put(found, _PERSON, person)
    found = _put(found, _GROUP, party.name if party else person)
    thing = topic if topic and topic.casefold() not in found.casefold() else None
    found = _put(found, _THING, thing)
    found = _LEADING.sub("", found)
    missing = thing is not None and thing.casefold() not in found.casefold()
    if missing or found == _LEADING.sub("", plain):
        # Nothing could be put in place of a word, so the earlier subject goes along as it is.
        subject = topic or last.question.rstrip("?")
        found = f"{found.rstrip('?').rstrip()} ({subject})?"
    return found[:1].upper() + found[1:]


def _leans(question: str) -> bool:
    """Whether a question depends on earlier turns."""
    words = question.split()
    # "Who is Jo Hill and what did she promise?" stands by itself.
    before = _PERSON.split(question)[0]
    points_back = bool(_PERSON.search(question)) and not full_names(before)
    group = bool(_GROUP.search(question)) and not full_names(_GROUP.split(question)[0])
    thing = (
        re.search(r"\b(?:it|this|that|these|those)\b(?!\s+[a-z]+(?:s|ed)?\b.*\bthat\b)", question) is not None
    )
    thing = thing and (len(words) <= 10)
    return points_back or group or thing or bool(_OTHER.search(question)) or bool(_ELLIPSIS.match(question))


def _put(text: str, pronoun: re.Pattern[str], name: str | None) -> str:
    """Replace the first pronoun of a kind by a name, with an 's for a possessive pronoun."""
    if name is None:
        return text

    def named(match: re.Match[str]) -> str:
        word = match.group(1).casefold()
        owns = word in ("his", "their", "its") or (
            word == "her" and re.match(r"\s+[a-z]", text[match.end() :])
        )
        return f"{name}’s" if owns else name

    return pronoun.sub(named, text, count=1)


def _last_person(turns: Sequence[Turn]) -> str | None:
    """The last full name in the latest turn that has one, its question before its answer."""
    for turn in reversed(turns):
        for text in (turn.question, turn.answer):
            names = full_names(_without_opening(text))
            if names:
                return names[-1]
    return None


def _without_opening(text: str) -> str:
    return _ASKING.sub("", text, count=1)


def _last_party(turns: Sequence[Turn], parties: Parties) -> Party | None:
    for turn in reversed(turns):
        for text in (turn.question, turn.answer):
            named = parties.named(text)
            if named:
                return named[0]
    return None


def _topic(question: str, party: Party | None) -> str | None:
    """The topic of an earlier question: "rents" in "What does the report say about rents?"."""
    saying = _SAYING.search(question)
    tail = question[saying.end() :] if saying else question
    about = _ABOUT.search(tail)
    topic = about.group("topic") if about else _ASKING.sub("", tail if saying else question, count=1)
    words = topic.strip(" ?.").split()
    if not words or (party is not None and topic.strip(" ?.").casefold() == party.name.casefold()):
        return None
    return " ".join(words[:_MOST_WORDS])
