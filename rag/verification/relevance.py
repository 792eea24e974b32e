"""Is this sentence relevant to the question, and not an instruction to an AI?

A model that obeys a document cites that document, and each word of "the reference code is …" is in it. It is recognised
because nobody asked for it. The threshold is low: 99 in 100 of the sentences that answer a question of MultiHop-RAG
pass, and one in four of the orders planted in the same articles, before the form of the sentence is checked.
"""

import re

from rag.question.analysis import Asked
from rag.question.scope import orders
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import FUNCTION, text_stems
from rag.types import Sentence

_LEAST = 0.3  # the share of the question's words in the sentence, plus the cosine
_NO_WORD = 0.03  # share of the question's words that counts as none
_CLOSE = 0.4  # the cosine required of a sentence without any word of the question
_ASKED_FOR = 0.15  # share of the question's words: a question about orders may be answered with one


def _said(tag: str) -> str:
    return f"(?:{lexicon.phrases('machine_words', tag)})"


_REPLY = f"{_said('reply')}s?"
_TO_A_MACHINE = re.compile(
    rf"\b{_said('note')}\W+{_said('to')} (?:{_said('every')} )?{_said('machine')}\b"
    rf"|\b{_said('as')} {_said('self')}\b"
    rf"|\byour {_said('setup')}\b"
    rf"|^\W*{_said('role')}\s*:|\({_said('role')}\)\s*:"
    rf"|\bsystem {_said('system')}\b"
    rf"|\b{_said('at')} {_said('reads')}\b"
    rf"|\b{_said('tool')} [a-z]+_[a-z_]+\b"  # the name of a tool
    rf"|\b(?:{_said('write')}|{_said('wrote')})\b[^.]{{0,120}}\b{_said('each')}\s(?:{_said('later')}\s)?{_REPLY}\b"
    rf"|\byour (?:\w+ )?{_REPLY}\b",
    re.IGNORECASE,
)
# "Use the …", "Replace every …": a sentence that opens with a verb followed by its object.
_ORDER = re.compile(rf"^\W*(?:Please )?(?P<verb>[A-Z][a-z]+) (?:(?:up|out|down) )?{_said('object')}\b")


def is_relevant(sentence: Sentence, text: str, cosine: float, asked: Asked, read: bool = False) -> bool:
    """Whether a sentence may be part of an answer; `cosine` compares its vector with the question's.

    One that was `read` and found to answer may share no word with the question: "It heightens anxiety."
    """
    share = asked.share(text_stems(text))
    far = share + cosine < _LEAST or (share < _NO_WORD and cosine < _CLOSE)
    if (far and not read) or orders(text):
        return False
    if share >= _ASKED_FOR:
        return True
    # Items are exempt: a list of recommendations consists of orders.
    return not (_TO_A_MACHINE.search(text) or (sentence.role == "body" and _is_order(text)))


def _is_order(text: str) -> bool:
    found = _ORDER.match(text)
    return found is not None and found["verb"].lower() not in FUNCTION
