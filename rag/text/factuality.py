"""Decide whether a sentence asserts that something it mentions happened.

"Was not going to end it", "whether he would resign" and "asked to fine the company" mention an end, a resignation and
a fine, and say of none of them that it took place.
"""

import re
from collections.abc import Sequence

from rag.text.lexicon import tables as lexicon
from rag.text.tokens import Word, stem

_BEFORE = 8  # words before a mention that are searched for what governs it
_MODALS = lexicon.words("modals")
_NEGATIONS = lexicon.words("negations", "not")
_OPEN = lexicon.words("open_conditions")
_UNREALISED = frozenset(map(stem, lexicon.words("unrealised")))
_JOINTS = frozenset(("to", "for", "of", "that"))
_BREAKS = re.compile(r"[;:]|\.\s|[”\"]\s")
_CLAUSE_ENDS = re.compile(r"[,;:.]")


def asserts(text: str, found: Sequence[Word], place: int) -> bool:
    """Whether the word at `place` is said to have taken place."""
    if text.rstrip("”\"' ").endswith("?"):
        return False
    for at in range(place - 1, max(0, place - _BEFORE) - 1, -1):
        if _BREAKS.search(text[found[at].end : found[place].start]):
            break
        if _unsettles(found, at) or (found[at].stem in _UNREALISED and _governs(text, found, at, place)):
            return False
    return not _in_a_condition(text, found, place)


def hedges(found: Sequence[Word]) -> bool:
    """Whether a sentence says that something is not so, or that it may, will or would be so."""
    return any(_unsettles(found, place) for place in range(len(found)))


def denies(found: Sequence[Word]) -> bool:
    """Whether a sentence says that something is not so."""
    return any(word.plain in _NEGATIONS or word.plain.endswith("n't") for word in found)


def _unsettles(found: Sequence[Word], place: int) -> bool:
    """Whether the word is a modal verb, a negation or opens a condition; the month of May is none."""
    word = found[place]
    if word.plain == "may" and word.capital and place > 0:
        return False
    return word.plain in _MODALS | _NEGATIONS | _OPEN or word.plain.endswith("n't")


def _governs(text: str, found: Sequence[Word], at: int, place: int) -> bool:
    """Whether "to", "for", "of" or "that" ties the mention to the word at `at`: "asked [the minister] to fine"."""
    if re.search(r"[,\])]", text[found[at].end : found[place].start]):
        return False
    between = {word.plain for word in found[at + 1 : place]}
    return bool(between & _JOINTS) or place == at + 1


def _in_a_condition(text: str, found: Sequence[Word], place: int) -> bool:
    """Whether "if" or "whether" opens the clause of the mention."""
    for at in range(place - 1, -1, -1):
        if _CLAUSE_ENDS.search(text[found[at].end : found[at + 1].start]):
            return False
        if found[at].plain in _OPEN:
            return True
    return False
