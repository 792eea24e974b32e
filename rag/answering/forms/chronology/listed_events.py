"""The events that a question lists to be put in order, each in its own words."""

import re

from rag.answering.forms.papers.appearance import NOUNS
from rag.question.kind import asking_words
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import FUNCTION, words

_JOINED = re.compile(rf"[,;:/]|\b(?:{lexicon.alternatives(lexicon.words('joining_words'))})\b", re.IGNORECASE)
_CHOICE = re.compile(
    rf",|\b(?:{lexicon.alternatives(lexicon.words('joining_words', 'choice'))})\b", re.IGNORECASE
)
_APART = lexicon.words("period_words", "apart")


def listed_events(text: str) -> list[str]:
    """The events that a question lists, each in its own words: "the resignation, the vote or the report"."""
    if not _CHOICE.search(text):
        return []
    listed = text.rpartition(":")[2]
    framed = listed == text
    pieces = _JOINED.split(listed)
    called = (
        _called(piece, framed and number == 0, framed and number == len(pieces) - 1)
        for number, piece in enumerate(pieces)
    )
    return [piece for piece in called if piece]


def _called(piece: str, opens: bool, closes: bool) -> str:
    """One thing in a list in its own words, without those that ask for an order where it `opens` or `closes` the
    question: "put the vote", "the strike come first"."""
    found = words(piece)
    asking = (asking_words("order") | FUNCTION) - NOUNS
    while found and (found[0].plain in asking if opens else not found[0].tells and not found[0].capital):
        found = found[1:]
    # "Did she resign before or after the vote?" sets two events apart.
    if found and found[0].plain in _APART:
        found = found[1:]
    while found and found[-1].plain in _APART:
        found = found[:-1]
    while closes and len(found) > 1 and found[-1].plain in asking:
        found = found[:-1]
    if closes and all(word.plain in asking for word in found):
        return ""  # "…, in order"
    return piece[found[0].start : found[-1].end] if found else ""
