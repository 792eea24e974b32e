"""The claim in a question that asks whether it may be made, or who makes it: "can I write that the bridge closed?"."""

import re

from rag.text.lexicon import tables as lexicon

_SPEAKER = lexicon.words("claim_frames", "speaker")
_OPENS = r"^\W*(?:so\W+|and\W+|but\W+)*"
_FRAME = re.compile(
    rf"{_OPENS}(?:{lexicon.alternatives(lexicon.words('claim_frames') - _SPEAKER)})\b[\s,:]*(?:that\b)?\s*",
    re.IGNORECASE,
)
_WHO = re.compile(rf"{_OPENS}(?:{lexicon.alternatives(_SPEAKER)})\s+that\s+", re.IGNORECASE)
_FEWEST = 3  # words of a claim


def claimed(question: str) -> str | None:
    """What is claimed in a question that asks whether it may be said; None where it asks nothing of the kind."""
    return _behind(_FRAME, question)


def claim_in(question: str) -> str | None:
    """The same, also of a question that asks who says so: "who says that the bridge closed?"."""
    return claimed(question) or _behind(_WHO, question)


def _behind(frame: re.Pattern[str], question: str) -> str | None:
    found = frame.match(question)
    rest = question[found.end() :].strip(" ?.") if found else ""
    return rest if len(rest.split()) >= _FEWEST else None
