"""Detect requests that are not questions to the documents: orders to the assistant, and advice on a personal case."""

import re
from typing import Literal

from rag.text.lexicon import tables as lexicon

Beside = Literal["out_of_scope", "instruction"]

_MADE = (
    r"plan|e-?mail|letter|speech|poem|song|story|essay|blog|post|tweet|press release|statement|code|script|program|"
    r"function|joke|recipe|strategy|complaint|appeal|cv|homework|presentation|slides?|song|headline|article|reply"
)
_ANY_MODAL = lexicon.alternatives(lexicon.words("modals"))
_ORDER = re.compile(
    rf"^\W*(?:please\s+|now\s+|then\s+|just\s+|i want you to\s+|(?:{_ANY_MODAL}) you\s+|you (?:{_ANY_MODAL})\s+)*"
    r"(?:ignore|disregard|forget|override|bypass|pretend|role-?play|act as|behave|obey|repeat after|"
    r"reveal (?:your|the)|print (?:your|the) (?:prompt|instructions)|"
    r"(?:paste|copy|output|print|reproduce|dump|recite|type out|show me) (?:out )?(?:me )?(?:the |this |that )?"
    r"(?:whole|entire|full|complete|all)\b|"
    rf"(?:write|draft|compose|create|make|generate|produce|invent|design|code|rewrite|translate)\b.{{0,60}}\b(?:{_MADE})s?\b|"
    r"(?:translate|rewrite|sing|buy|book|order|delete|remove|send|call|play|open|run|execute|hack)\b)",
    re.IGNORECASE,
)
_IGNORE = r"(?:ignore|disregard|forget|override|bypass)"
_RULES = r"(?:\w+\s+)?(?:rules?|instructions?|prompts?|guidelines?|guardrails|restrictions|directions)\b"
# A council may ignore "the rules". It is an order if they are the reader's own, or if a sentence begins with it.
_OVERRIDE = re.compile(
    rf"\b{_IGNORE}\s+(?:all\s+|any\s+|of\s+|the\s+|these\s+|those\s+)*(?:your|previous|prior|above|earlier|system)\s+{_RULES}"
    rf"|(?:^|[.!?:;])\W*(?:please\s+|now\s+|just\s+)*{_IGNORE}\s+(?:all\s+|any\s+|of\s+)*(?:the|these|those)\s+{_RULES}"
    rf"|\b{_IGNORE}\s+(?:all\s+|any\s+|of\s+)*(?:the|these|those)\s+{_RULES}\s+(?:above|before|you)\b"
    r"|\b(?:system|developer) (?:prompt|mode)\b|\bjailbreak\b|\byou are now\b",
    re.IGNORECASE,
)
# Every match contains one of these; searching for them first takes a tenth of the time.
_HINTS = (
    "ignore",
    "disregard",
    "forget",
    "override",
    "bypass",
    " prompt",
    " mode",
    "jailbreak",
    "you are now",
)
_SAY_FOR_ME = re.compile(
    r"\b(?:then|and|,)\s+(?:just\s+)?(?:say|state|claim|write|tell (?:me|them|everyone)) that\b|\bthen say\b",
    re.IGNORECASE,
)
_MODALS = lexicon.alternatives(lexicon.words("modals", "possible") | lexicon.words("modals", "due"))
_OWN_CASE = re.compile(
    rf"\b(?:how (?:do|would|to|{_MODALS})\s+(?:i|we)|(?:do|am|{_MODALS}) (?:i|we)|what (?:do|{_MODALS}) (?:i|we))\b"
    r"|\b(?:my|our) (?:own )?(?:son|daughter|child|children|kids?|school|case|rights|job|house|landlord|council"
    r"|doctor|tax|application|claim|money|boss|employer|wife|husband|mother|father|parents|neighbour|business|company)\b",
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
