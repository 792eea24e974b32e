"""Does a sentence lean on the one before it, so that it does not say by itself what it is about?"""

from rag.text.lexicon import tables as lexicon
from rag.text.tokens import words

_POINTING = lexicon.words("stop_words", "pronoun", "subject") | lexicon.words(
    "stop_words", "determiner", "points"
)
_BEING = (
    lexicon.words("stop_words", "be")
    | lexicon.words("stop_words", "have")
    | lexicon.words("stop_words", "do")
)


def leans(text: str) -> bool:
    """ "It was late", "These have …"; not "This review was late", which names its subject."""
    first, second = (*words(text)[:2], None, None)[:2]
    return first is not None and second is not None and first.plain in _POINTING and second.plain in _BEING


def opens_leaning(text: str) -> bool:
    """Does it open with such a word at all: "They said …", "This approach …"?"""
    first = next(iter(words(text)), None)
    return first is not None and first.plain in _POINTING
