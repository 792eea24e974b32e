"""Whether a sentence of a document has to do with the question at all, and speaks to its readers and to no machine.

A model that obeys what a document tells it cites that very document, and each word of "the reference code is …" stands
there. What gives it away is that nobody asked for it. The bar is low: of the sentences that answer a question of
MultiHop-RAG 99 in 100 pass, of orders planted in the same articles one in four, before their form is looked at.
"""

import re

from rag.question.analysis import Asked
from rag.question.scope import orders
from rag.text.tokens import FUNCTION, text_stems
from rag.types import Sentence

_LEAST = 0.3  # the share of the question's words that a sentence holds, and the cosine of the two, added
_NO_WORD = 0.03  # of the question's words: next to none
_CLOSE = 0.4  # the cosine that a sentence needs which has no word of the question
_ASKED_FOR = 0.15  # of the question's words; one that asks about orders may be answered with one
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
    r"|^\W*(?:system|assistant|user)\s*:|\((?:system|assistant|user)\)\s*:"
    r"|\bsystem (?:update|override|message|note)\b|\byour (?:rules|restrictions|long-term memory)\b"
    r"|\bwhen(?:ever)? you (?:read|process|summari[sz]e|review|answer|reply|respond)\b"
    r"|\b(?:call|use|run) [a-z]+_[a-z_]+\b"  # the name of a tool
    rf"|\b(?:{_WRITE}|included|added|appended|shown)\b[^.]{{0,120}}\b(?:your|every|each|all|any)\s(?:future\s)?{_REPLY}\b"
    rf"|\byour (?:\w+ )?{_REPLY}\b",
    re.IGNORECASE,
)
# "Use the …", "Replace every …": a verb that opens its sentence and has its object after it.
_ORDER = re.compile(
    r"^\W*(?:Please )?(?P<verb>[A-Z][a-z]+) (?:(?:up|out|down) )?(?:the|an?|all|any|every|each|your|this|that|these|"
    r"those|me|us|it|in|with|from|as|random|numbers|letters|words)\b"
)


def bears(sentence: Sentence, text: str, cosine: float, asked: Asked) -> bool:
    """Whether a sentence may be part of an answer; `cosine` is of its vector to the question's."""
    share = asked.share(text_stems(text))
    if share + cosine < _LEAST or (share < _NO_WORD and cosine < _CLOSE) or orders(text):
        return False
    if share >= _ASKED_FOR:
        return True
    # A list of recommendations is made of orders.
    return not (_TO_A_MACHINE.search(text) or (sentence.role == "body" and _is_order(text)))


def _is_order(text: str) -> bool:
    found = _ORDER.match(text)
    return found is not None and found["verb"].lower() not in FUNCTION
