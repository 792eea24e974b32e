"""How a sentence that shares a question's words may yet speak of something else: the contrary, another, the reverse.

A question that nearly fits is harder to refuse than one about nothing: "the last king" where the text has the first,
"which state did not sign" where it tells who signed, a year or a name that is not the one in the sentence.
"""

import re

from rag.question.analysis import Asked
from rag.text.negation import denial_in
from rag.text.opposites import opposites
from rag.text.tokens import text_stems, words
from rag.types import Evidence

# "First", "oldest", "only": of all that could be meant, the one.
_THE_ONE = re.compile(
    r"\b(?:first|second|third|last|only|sole|most|least|main|primary|original|latest|final|best|worst|\w{2,}[^aeiou\W]est)\b",
    re.IGNORECASE,
)
CONTRASTS = (
    "contraries in place of words asked",
    "contraries in its passage",
    "a denial lacking",
)  # no mere lack


def contrasts(asked: Asked, best: Evidence) -> dict[str, float]:
    """Signs that the best sentence is about something else, each by its name, none below 0."""
    found = words(best.text)
    passage = text_stems(best.hit.passage.text)
    lacking = asked.missing(best.stems)
    # Who speaks need not name himself: "I opened an inquiry".
    metadata = best.hit.metadata
    told = (best.sentence.speaker, metadata.publisher, metadata.title)
    known = frozenset().union(*(text_stems(name) for name in told if name))
    put = {match.casefold() for match in _THE_ONE.findall(best.text)}
    figures_too = any(word.plain[:1].isdigit() for word in found)
    numbers = any(term.number for term in lacking)
    return {
        "contraries in place of words asked": float(_contraries(asked.text, best.stems)),
        "contraries in its passage": float(_contraries(asked.text, passage)),
        "names lacking": sum(t.weight for t in lacking if t.name and t.stem not in known) / asked.weight,
        "the one asked for lacking": float(
            sum(match.casefold() not in put for match in _THE_ONE.findall(asked.text))
        ),
        "another number lacking its own": float(numbers and figures_too),
        "a denial lacking": float(denial_in(words(asked.text)) and not denial_in(found)),
    }


def _contraries(question: str, held: frozenset[str]) -> int:
    """How many words of the question are not held while a contrary of theirs is, which the question has not itself."""
    own = text_stems(question)
    return sum(bool(opposites(each) & held - own) for each in own - held)
