"""The parts of a question that asks several things: "Who paid for the review, and how much did it cost?" has two."""

import re

from rag.text.lexicon import tables as lexicon

_JOINS = lexicon.alternatives(lexicon.words("question_words", "joins"))
_OPENS = lexicon.alternatives(
    lexicon.words("question_words", "asks") | lexicon.words("question_words", "helps")
)
_INTRODUCES = lexicon.words("question_words", "introduces")
# A part begins where a word that opens a question follows "and", "but" or a question mark.
_JOINT = re.compile(
    rf"(?:\s*[,;]?\s+(?:{_JOINS})\s+|\s*[?;]\s*(?:and\s+)?|\s*,\s+|\s+[–—-]\s+)(?=(?:{_OPENS})\b)",
    re.IGNORECASE,
)
_MOST = 4
_FEWEST_WORDS = 2


def parts(question: str) -> tuple[str, ...]:
    """Each part in the asker's own words; the question alone where it has one part, or too many to be parts.

    What is said before a question belongs to the part behind it: "I am writing about the pier - who built it?".
    """
    whole = question.strip()
    joints = list(_JOINT.finditer(whole))[int(_introduces(whole)) :]
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(whole)]
    found = [whole[start:end].strip(" ,;?") for start, end in zip(starts, ends, strict=True)]
    long = all(len(part.split()) >= _FEWEST_WORDS for part in found)
    return tuple(found) if long and 1 < len(found) <= _MOST else (question,)


def _introduces(question: str) -> bool:
    first = question.split(maxsplit=1)[:1]
    return bool(first) and first[0].casefold().replace("’", "'") in _INTRODUCES
