"""What a follow-up leans on: the question before it, and the party that "he" or "the other side" refers to.

The asker's own words are never rewritten. The earlier question is handed on as context, and whether it is used is
decided where sentences are judged: it is where it raises the score of the best one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.parties.parties import Parties, Party
from rag.types import Turn

_THIRD_PERSON = re.compile(
    r"\b(?:he|she|him|her|his|hers|himself|herself|they|them|their|theirs|themselves)\b", re.IGNORECASE
)
_OTHER_SIDE = re.compile(r"\b(?:the )?(?:other|opposite|opposing) (?:side|party|camp)\b", re.IGNORECASE)
# How an answer should look; it is no part of what is searched.
_STYLE = re.compile(
    r"[\s,;–-]*\b(?:in short|shorter|briefly|in (?:one|a) (?:sentence|word|line)|as (?:a )?(?:list|table|bullets?)|"
    r"in bullet points|in detail|please|pls|plz)\b[\s.,]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Context:
    """`earlier` is the last question, "" at the start of a conversation; `party` who a pronoun refers to, if anyone."""

    earlier: str = ""
    party: Party | None = None


def without_style(question: str) -> str:
    """The question without words that only say how the answer should look."""
    return _STYLE.sub(" ", question).strip() or question.strip()


def context(question: str, turns: Sequence[Turn], parties: Parties) -> Context:
    """What the question may lean on, from the turns before it, oldest first."""
    if not turns:
        return Context()
    return Context(without_style(turns[-1].question), _referred_to(question, turns, parties))


def _referred_to(question: str, turns: Sequence[Turn], parties: Parties) -> Party | None:
    """The party of "the other side", "he" or "they" in a question that names no party itself."""
    if parties.named(question):
        return None
    last = _last_party(turns, parties)
    if last is None:
        return None
    if _OTHER_SIDE.search(question):
        return parties.other(last)
    return last if _THIRD_PERSON.search(question) else None


def _last_party(turns: Sequence[Turn], parties: Parties) -> Party | None:
    for turn in reversed(turns):
        for text in (turn.question, turn.answer):
            named = parties.named(text)
            if named:
                return named[0]
    return None
