"""Detect requests that are not questions to the documents: orders to the assistant, and advice on a personal case."""

import re
from typing import Literal

from rag.text.lexicon import tables as lexicon

Beside = Literal["out_of_scope", "instruction"]

_ANY_MODAL = lexicon.alternatives(lexicon.words("modals"))


def _said(tag: str) -> str:
    return f"(?:{lexicon.phrases('order_words', tag)})"


_ORDER = re.compile(
    rf"^\W*(?:{_said('lead')}\s+|(?:{_ANY_MODAL}) you\s+|you (?:{_ANY_MODAL})\s+)*"
    rf"(?:{_said('order')}"
    rf"|{_said('copies')} (?:{_said('me')} )?(?:the |this |that )?{_said('whole')}\b"
    rf"|{_said('makes')}\b.{{0,60}}\b{_said('made')}s?\b"
    rf"|{_said('does')}\b)",
    re.IGNORECASE,
)
_IGNORE = _said("ignores")
_RULES = rf"(?:\w+\s+)?{_said('rules')}\b"
# A council may ignore "the rules". It is an order if they are the reader's own, or if a sentence begins with it.
_OVERRIDE = re.compile(
    rf"\b{_IGNORE}\s+(?:{_said('all')}\s+)*{_said('yours')}\s+{_RULES}"
    rf"|(?:^|[.!?:;])\W*(?:{_said('lead')}\s+)*{_IGNORE}\s+(?:{_said('some')}\s+)*{_said('those')}\s+{_RULES}"
    rf"|\b{_IGNORE}\s+(?:{_said('some')}\s+)*{_said('those')}\s+{_RULES}\s+{_said('there')}\b"
    rf"|\b{_said('takes_over')}\b",
    re.IGNORECASE,
)
# Every match contains one of these; searching for them first takes a tenth of the time.
_HINTS = (*sorted(lexicon.words("order_words", "ignores")), " prompt", " mode", "jailbreak", "you are now")
_SAY_FOR_ME = re.compile(
    rf"\b(?:then|and|,)\s+(?:just\s+)?{_said('says')} that\b|\bthen say\b", re.IGNORECASE
)
_MODALS = lexicon.alternatives(lexicon.words("modals", "possible") | lexicon.words("modals", "due"))
_OWN_CASE = re.compile(
    rf"\b(?:how (?:{_said('i')}|{_MODALS})\s+{_said('we')}"
    rf"|(?:do|am|{_MODALS}) {_said('we')}|what (?:do|{_MODALS}) {_said('we')})\b"
    rf"|\b{_said('our')} {_said('own')}\b",
    re.IGNORECASE,
)


def orders(sentence: str) -> bool:
    """Whether a sentence of a document gives orders to an AI that reads it. Such a sentence is never evidence."""
    lowered = sentence.casefold()
    return any(hint in lowered for hint in _HINTS) and bool(_OVERRIDE.search(sentence))


def beside(question: str) -> Beside | None:
    """The kind of a request that is not a question to the documents; None for a question."""
    if _OVERRIDE.search(question) or _ORDER.search(question):
        return "instruction"
    if _SAY_FOR_ME.search(question) and not question.rstrip().endswith("?"):
        return "instruction"
    if _OWN_CASE.search(question):
        return "out_of_scope"
    return None
