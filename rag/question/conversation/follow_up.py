"""Whether a question can be understood without the one before it, and whether it says itself what it asks for."""

import re

from rag.question.analysis import AUXILIARIES
from rag.text.leaning import ends_leaning, leans_back
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import words

_JOINS = lexicon.words("question_words", "joins")
_OPENS = (
    lexicon.words("question_words", "asks")
    | lexicon.words("question_words", "helps")
    | lexicon.words("question_words", "finite")
    | lexicon.words("question_words", "did")
    | lexicon.words("modals")
)
_LONGEST = 6  # words of a question that says no more than what else is meant
_ASKS = re.compile(
    rf"\b(?!(?:{lexicon.alternatives(lexicon.words('follow_ups', 'instead'))})\b)"
    rf"(?:{lexicon.alternatives(lexicon.words('question_words', 'asks'))})\b"
    rf"|^\W*(?:(?:{lexicon.alternatives(_JOINS)})\W+)?(?:{AUXILIARIES})\b",
    re.IGNORECASE,
)


def is_fragment(question: str) -> bool:
    """ "And the council?", "and since": it only adds to what was asked before, and asks nothing by itself."""
    found = [word.plain for word in words(question)]
    return 1 < len(found) <= _LONGEST and found[0] in _JOINS and _OPENS.isdisjoint(found[1:])


def says_nothing(question: str) -> bool:
    """ "And since?": what of the matter is asked for, none of its words tells."""
    return is_fragment(question) and not any(word.tells for word in words(question))


def asks_itself(question: str) -> bool:
    """Does it say by a word of its own what is asked for? "What about the council" does not."""
    return bool(_ASKS.search(question))


def leans(question: str) -> bool:
    """Does it point back at what was said before: "did he keep it", "what did they reply to that"?"""
    return is_fragment(question) or leans_back(question) or ends_leaning(question)
