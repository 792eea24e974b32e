"""The claim in a question that asks whether it may be made: "can I write that the bridge closed?"."""

import re

from rag.text.lexicon import tables as lexicon

_FRAME = re.compile(
    rf"^\W*(?:so\W+|and\W+|but\W+)*(?:{lexicon.alternatives(lexicon.words('claim_frames'))})\b[\s,:]*(?:that\b)?\s*",
    re.IGNORECASE,
)
_FEWEST = 3  # words of a claim


def claimed(question: str) -> str | None:
    """What is claimed in a question that asks whether it may be said; None where it asks nothing of the kind."""
    frame = _FRAME.match(question)
    rest = question[frame.end() :].strip(" ?.") if frame else ""
    return rest if len(rest.split()) >= _FEWEST else None
