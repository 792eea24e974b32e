"""Whether a sentence of a document has to do with the question at all, and speaks to its readers and to no machine.

A model that obeys what a document tells it cites that very document, and each word of "the reference code is …" stands
there. What gives it away is that nobody asked for it. The bar is low: of the sentences that answer a question of
MultiHop-RAG 99 in 100 pass, of orders planted in the same articles one in four (benchmarks/injection.py).
"""

import re

from rag.asked import Asked
from rag.scope import orders
from rag.words import words

_LEAST = 0.3  # the share of the question's words that a sentence holds, and the cosine of the two, added
_ASKED_FOR = 0.15  # of the question's words; one that asks about orders to machines may be answered with one
_WRITE = (
    r"include|append|add|insert|mention|integrate|modify|augment|enhance|introduce|replace|convert|remove|render|suggest|"
    r"provide|scramble|group|repeat|end|begin|start"
)
_REPLY = r"(?:response|reply|answer|output|summary|message|report|review)s?"
_TO_A_MACHINE = re.compile(
    r"\b(?:notes?|notice|message|instructions?|important)\W+(?:to|for) (?:the |any |all )?"
    r"(?:ai|bots?|assistants?|agents?|(?:language )?models?|llms?|chatbots?)\b"
    r"|\b(?:you are|as) an? (?:ai|llm|language model|assistant|chatbot|bot)\b"
    r"|\byour (?:instructions|system (?:prompt|instructions)|guidelines|developers|real task)\b"
    r"|^\W*(?:system|assistant|user)\s*:"
    r"|\b(?:call|use|run) [a-z]+_[a-z_]+\b"  # the name of a tool
    rf"|\b(?:{_WRITE}|included|added|appended|shown)\b[^.]{{0,120}}\b(?:your|every|each|all|any)\s(?:future\s)?{_REPLY}\b"
    rf"|\b(?:in|to|of|with) your {_REPLY}\b[^.]{{0,80}}\b(?:{_WRITE})\b",
    re.IGNORECASE,
)


def bears(text: str, cosine: float, asked: Asked) -> bool:
    """Whether a sentence may be part of an answer; `cosine` is of its vector to the question's."""
    share = asked.share(frozenset(word.stem for word in words(text)))
    if share + cosine < _LEAST:
        return False
    return not (orders(text) or (share < _ASKED_FOR and _TO_A_MACHINE.search(text)))
