"""The parts of a question that asks several things: "Who paid for the review, and how much did it cost?" has two."""

import re

from rag.text.lexicon import tables as lexicon

_JOINS = lexicon.alternatives(lexicon.words("question_words", "joins"))
_OPENS = lexicon.alternatives(
    lexicon.words("question_words", "asks") | lexicon.words("question_words", "helps")
)
# A part begins where a word that opens a question follows "and", "but" or a question mark.
_JOINT = re.compile(
    rf"(?:\s*[,;]?\s+(?:{_JOINS})\s+|\s*[?;]\s*(?:and\s+)?|\s*,\s+)(?=(?:{_OPENS})\b)",
    re.IGNORECASE,
)
_MOST = 4
_FEWEST_WORDS = 2


def parts(question: str) -> tuple[str, ...]:
    """Each part in the asker's own words; the question alone where it has one part, or too many to be parts."""
    found = [part.strip(" ,;?") for part in _JOINT.split(question.strip())]
    whole = [part for part in found if len(part.split()) >= _FEWEST_WORDS]
    return tuple(whole) if 1 < len(whole) == len(found) <= _MOST else (question,)
