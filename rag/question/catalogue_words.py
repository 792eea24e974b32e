"""The words by which a question asks of the catalogue, by what they do there: they are data of the lexicon."""

import re
from collections.abc import Sequence

from rag.text.lexicon import tables as lexicon
from rag.text.tokens import FUNCTION, Word

_TAGS = {entry.word: entry.tags for entry in lexicon.entries("catalogue_words")}
DOCUMENTS = {entry.word: entry for entry in lexicon.entries("document_words")}
_FILLERS = lexicon.words("question_fillers")
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
