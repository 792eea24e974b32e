"""Is this sentence relevant to the question, and not an instruction to an AI?

A model that obeys a document cites that document, and each word of "the reference code is …" is in it. It is recognised
because nobody asked for it. The threshold is low: 99 in 100 of the sentences that answer a question of MultiHop-RAG
pass, and one in four of the orders planted in the same articles, before the form of the sentence is checked.
"""

import re

from rag.question.analysis import Asked
from rag.question.scope import orders
from rag.text.tokens import FUNCTION, text_stems
from rag.types import Sentence

_LEAST = 0.3  # the share of the question's words in the sentence, plus the cosine
_NO_WORD = 0.03  # share of the question's words that counts as none
_CLOSE = 0.4  # the cosine required of a sentence without any word of the question
_ASKED_FOR = 0.15  # share of the question's words: a question about orders may be answered with one
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
# "Use the …", "Replace every …": a sentence that opens with a verb followed by its object.
_ORDER = re.compile(
    r"^\W*(?:Please )?(?P<verb>[A-Z][a-z]+) (?:(?:up|out|down) )?(?:the|an?|all|any|every|each|your|this|that|these|"
    r"those|me|us|it|in|with|from|as|random|numbers|letters|words)\b"
)


def is_relevant(sentence: Sentence, text: str, cosine: float, asked: Asked) -> bool:
    """Whether a sentence may be part of an answer; `cosine` compares its vector with the question's."""
    share = asked.share(text_stems(text))
    if share + cosine < _LEAST or (share < _NO_WORD and cosine < _CLOSE) or orders(text):
        return False
    if share >= _ASKED_FOR:
        return True
    # Items are exempt: a list of recommendations consists of orders.
    return not (_TO_A_MACHINE.search(text) or (sentence.role == "body" and _is_order(text)))


def _is_order(text: str) -> bool:
    found = _ORDER.match(text)
    return found is not None and found["verb"].lower() not in FUNCTION
