"""The alternatives between which a question asks to decide: "how many homes were cold, 1300 or 1164?", "was it the
council or Acme that paid?".
"""

import re
from dataclasses import dataclass

from rag.question.analysis import AUXILIARIES
from rag.text.lexicon import tables as lexicon

_ASKS = lexicon.alternatives(lexicon.words("question_words", "asks"))
_EITHER = lexicon.alternatives(lexicon.words("question_words", "either"))
_BEHIND = re.compile(
    rf"^(?P<asked>\W*(?:{_ASKS})\b.*?\w)\s*[,:?–—-]\s+(?P<one>[^,?]{{1,40}}?)\s+(?:{_EITHER})\s+(?P<other>[^,?]{{1,40}}?)\s*\??\s*$",
    re.IGNORECASE,
)
_RELATIVE = lexicon.alternatives(lexicon.words("stop_words", "relative"))
_INSIDE = re.compile(
    rf"^\W*(?:{AUXILIARIES})\b.*?\s(?:{_EITHER})\s+(?P<other>.+?)(?=\s+(?:{_RELATIVE})\b|\s*\??\s*$)",
    re.IGNORECASE,
)
_OPENS = lexicon.words("stop_words", "article") | lexicon.words("stop_words", "preposition")
_MOST = 4  # words of an alternative inside a question


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of two, in the asker's words, and the question with this one alone."""

    text: str
    question: str


def alternatives(question: str) -> tuple[Alternative, ...]:
    """The two between which a question asks to decide; nothing where it does not."""
    behind = _BEHIND.match(question)
    if behind:
        return tuple(Alternative(behind[name], behind["asked"]) for name in ("one", "other"))
    inside = _INSIDE.match(question)
    if inside is None:
        return ()
    other = inside["other"].split()
    joint = question[: inside.start("other")].rstrip()
    first = joint[: len(joint) - len(joint.split()[-1])].split()
    one = _before(first, other)
    if len(other) > _MOST or not (_names(one) and _names(other)):
        return ()  # "was anyone hurt or killed", "or was it replaced" leave no such choice
    start, rest = " ".join(first[: -len(one)]), question[inside.end("other") :]
    return tuple(Alternative(" ".join(each), f"{start} {' '.join(each)}{rest}") for each in (one, other))


def _before(first: list[str], other: list[str]) -> list[str]:
    """As many words before "or" as behind it, an article with them: "in 2013" of "in 2013 or in 2024"."""
    opened = 1 if other[0].casefold() in _OPENS else 0
    start = max(0, len(first) - max(1, len(other) - opened))
    if start > 1 and first[start - 1].casefold() in _OPENS:
        start -= 1
    return first[start:]


def _names(several: list[str]) -> bool:
    """Is it something by its name, with an article or by a figure?"""
    return bool(several) and (
        several[0].casefold() in _OPENS
        or any(word[0].isupper() or any(map(str.isdigit, word)) for word in several)
    )
