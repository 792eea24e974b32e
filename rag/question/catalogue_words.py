"""The words by which a question asks of the catalogue, by what they do there: they are data of the lexicon."""

import itertools
import re
from collections.abc import Sequence

from rag.text.lexicon import tables as lexicon
from rag.text.tokens import FUNCTION, Word, words

_TAGS = {entry.word: entry.tags for entry in lexicon.entries("catalogue_words")}
DOCUMENTS = {entry.word: entry for entry in lexicon.entries("document_words")}
_FILLERS = lexicon.words("question_fillers")
_NOT = lexicon.words("negations", "not")
_REACH = 4  # words between a "not" and the verb that it denies
_NONE: frozenset[str] = frozenset()


def tells(plain: Sequence[Word], at: int) -> bool:
    """Is it no word of the asking?"""
    word = plain[at]
    return word.plain not in FUNCTION and (not frames(word) or (word.capital and at > 0))


def frames(word: Word) -> bool:
    typed = re.sub("['’]", "", word.plain)
    return typed in _TAGS or typed in DOCUMENTS or typed in _FILLERS


def is_document(word: Word) -> bool:
    """Does it stand for documents, of a kind or any?"""
    held = DOCUMENTS.get(word.plain)
    return held is not None and ("kind" in held.values or "any" in held.tags)


def tags_of(word: Word) -> frozenset[str]:
    held = DOCUMENTS.get(word.plain)
    return _TAGS.get(word.plain, _NONE) | (held.tags if held else _NONE)


def tagged(word: Word, *tags: str) -> bool:
    return not _TAGS.get(word.plain, _NONE).isdisjoint(tags)


def written_by(text: str, phrase: str) -> str:
    """The phrase, where it stands for whoever wrote the documents: "everything Jo Hill wrote", "papers by Jo Hill"; ""
    where it is something they have to mention."""
    start = text.find(phrase)
    before = [
        word for word in words(text[: max(start, 0)]) if word.plain not in FUNCTION or tagged(word, "maker")
    ]
    behind = [
        word
        for word in words(text[start + len(phrase) :])
        if word.plain not in FUNCTION and not tagged(word, "passive", "frame")
    ]
    made = bool(before) and tagged(before[-1], "maker")
    wrote = bool(behind) and tagged(behind[0], "wrote")
    return phrase if start >= 0 and (made or wrote) else ""


def without_date(plain: Sequence[Word]) -> frozenset[str]:
    """The tag of "undated", for "with no date" and "without a date"."""
    for at, word in enumerate(plain):
        near = plain[max(0, at - 2) : at]
        if tagged(word, "year") and any(each.plain in _NOT or tagged(each, "not") for each in near):
            return frozenset({"undated"})
    return _NONE


def denied(plain: Sequence[Word], first: int) -> bool:
    """Does a "not" stand among the words before it, or before its "mentioned"?"""
    begun = next((at for at, word in enumerate(plain) if word.start >= first), len(plain))
    verbs = [at for at, word in enumerate(plain) if tagged(word, "mention", "about", "word")]
    leading = [at for at in verbs if at < begun] or verbs or [begun]
    near = {at for end in leading for at in range(max(0, end - _REACH), end)}
    return any(
        plain[at].plain in _NOT or plain[at].plain.endswith("n't") or tagged(plain[at], "not") for at in near
    )


def joined(phrase: str) -> tuple[tuple[str, ...], bool]:
    """The parts of "Rotherham and Hull" or "Rotherham or Hull", and whether one of them is enough."""
    found = words(phrase)
    cuts = [place for place, word in enumerate(found) if tagged(word, "and", "or")]
    either = any(tagged(found[place], "or") for place in cuts)
    runs = [found[start + 1 : end] for start, end in itertools.pairwise([-1, *cuts, len(found)])]
    pieces = [piece for run in runs if run for piece in phrase[run[0].start : run[-1].end].split(", ")]
    return tuple(pieces), either
