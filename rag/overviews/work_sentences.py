"""Sentences about a work and not of it: its purpose, how it was made, that sources differ. Nobody answers these."""

from collections.abc import Sequence

from rag.text.lexicon import tables as lexicon
from rag.text.negation import denial_in
from rag.text.tokens import Word, words

_PURPOSE, _TOUCHES, _METHOD, _BETWEEN, _SOURCE, _DIFFERS = (
    lexicon.words("work_words", tag)
    for tag in ("purpose", "touches", "method", "between", "source", "differs")
)
_BE = lexicon.words("stop_words", "be")
_OURS = lexicon.words("stop_words", "pronoun", "first_person")
_REACH = 8  # words between "aim" and "is to"
_NEAR = 3  # words between "sources" and "do not agree"


def tells_of_the_work(text: str) -> bool:
    """Is a sentence about the work itself, or about how sources compare?"""
    told = words(text)
    plain = [word.plain for word in told]
    return (
        not _TOUCHES.isdisjoint(plain)
        or _has_purpose(plain)
        or _tells_method(plain)
        or _compares(told, plain)
    )


def is_a_sentence(text: str) -> bool:
    """Has it a small word, as what stands on a cover or in a signature has not: "ISBN 978-0-00", "Acme Water 2023"?"""
    return any(not word.tells and word.plain.isalpha() for word in words(text))


def _has_purpose(plain: Sequence[str]) -> bool:
    """ "The aim of the review was to …"."""
    return any(
        plain[after] in _BE and plain[after + 1 : after + 2] == ["to"]
        for at, word in enumerate(plain)
        if word in _PURPOSE
        for after in range(at + 1, min(at + _REACH, len(plain)))
    )


def _tells_method(plain: Sequence[str]) -> bool:
    """ "We then visited …"."""
    if not plain or plain[0] not in _OURS:
        return False
    verb = next((word for word in plain[1:] if word not in _BETWEEN), "")
    return verb in _METHOD


def _compares(told: tuple[Word, ...], plain: Sequence[str]) -> bool:
    """ "Sources differ on …", "the studies do not agree"."""
    for at, word in enumerate(plain):
        if word not in _SOURCE:
            continue
        following = plain[at + 1 : at + 1 + _NEAR]
        if not _DIFFERS.isdisjoint(following[:1]):
            return True
        if "agree" in following and denial_in(told[at + 1 : at + 1 + _NEAR]):
            return True
    return False
