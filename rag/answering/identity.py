"""Who or what somebody is: the sentences that hold the name, those that say what it is first."""

import re
from collections.abc import Callable, Sequence

from rag.answering.reporter_voice import in_reporters_voice
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import words
from rag.types import Evidence

_MOST = 5
# "Jo Hill is", "Jo Hill, leader of", "Jo Hill, Leith's", "Jo Hill (the leader": what a name is said to be stands behind
# it; "Jo Hill, the LGA and" is a list.
_AFTER = re.compile(
    rf"^(?:[’']s)?\s*(?:\(|–|(?:{lexicon.phrases('identity_words')})\b"
    r"|,\s+(?:(?!the\s+[A-Z]|and\b)[a-z]|\w+[’']s\s))"
)


def named_in(evidence: Sequence[Evidence], name: frozenset[str]) -> list[Evidence]:
    """The sentences that hold every stem of a name, and are no headings."""
    return [each for each in evidence if name and name <= each.stems and each.sentence.role != "heading"]


def identifying(
    name: frozenset[str],
    evidence: Sequence[Evidence],
    ranked: Callable[[Sequence[Evidence]], Sequence[Evidence]],
) -> tuple[Evidence, ...]:
    """Of the sentences that hold the name at most five, the most relevant first; those where something is said of the
    name beside it come before the others. Nothing where no sentence
    says it: chance mentions do not tell who somebody is."""
    holding = list(ranked(named_in(evidence, name)))
    telling = [each for each in holding if _says_what_it_is(each.text, name)]
    rest = [each for each in holding if each not in telling]
    return (*map(in_reporters_voice, telling), *rest)[:_MOST] if telling else ()


def _says_what_it_is(text: str, name: frozenset[str]) -> bool:
    found = [word for word in words(text) if word.stem in name]
    return any(
        _AFTER.search(text[word.end :]) or text[: word.start].endswith("(")  # "Harbour Board (HB)"
        for word in found
    )
