"""May a heading that a model wrote stand over sentences of the sources?

It may only repeat words of the question and of the sentences under it, and it may not turn what they say: a word that
they all deny is not repeated without its denial, and nothing is denied.
"""

from collections.abc import Sequence

from rag.text.analysis import tell
from rag.text.lexicon import tables as lexicon
from rag.text.negation import polarity
from rag.text.tokens import words
from rag.types import Evidence

_MOST = 8  # words
_LONGEST = 80  # characters
_FREE = (
    lexicon.words("stop_words", "article")
    | lexicon.words("stop_words", "preposition")
    | lexicon.words("stop_words", "conjunction")
)


def heading_over(heading: str, question: str, evidence: Sequence[Evidence]) -> str | None:
    """The heading as it is shown, None if it may not be: it names who or what stands under it, and states nothing
    that the sentences do not."""
    shown = " ".join(heading.split()).strip("#*_ :.“”\"'")
    found = words(shown)
    if not found or len(found) > _MOST or len(shown) > _LONGEST or shown[-1:] in "!?":
        return None
    told = tell(shown)
    if polarity(told).negators:
        return None
    own = _words(evidence)
    named = {place for name in told.names if not name.opens for place in range(name.first, name.last + 1)}
    asked = {word.plain for word in words(question)}
    known = {word.plain for each in own for word in words(each)}
    denied = _denied(evidence)
    for place, word in enumerate(found):
        allowed = known if place in named else known | asked | _FREE
        if word.plain not in allowed or word.plain in denied:
            return None
    return shown


def _words(evidence: Sequence[Evidence]) -> list[str]:
    """The sentences under a heading, with who says them and what they stand under."""
    return [
        text
        for each in evidence
        for text in (each.text, each.heading, each.sentence.speaker, each.hit.metadata.title)
        if text
    ]


def _denied(evidence: Sequence[Evidence]) -> frozenset[str]:
    """The words that the sentences only deny: "apology" of "no apology"."""
    denied: set[str] = set()
    stated: set[str] = set()
    for each in evidence:
        told = tell(each.text)
        negated = polarity(told).negated
        for place, word in enumerate(told.words):
            (denied if place in negated else stated).add(word.plain)
    return frozenset(denied - stated)
