"""Whether a question asks who wrote or published something, or when it appeared."""

import re

_ASKED = re.compile(
    r"\bwho (?:wrote|authored|published|(?:is|was|are|were) the (?:authors?|writers?|journalists?|publishers?))\b"
    r"|\b(?:author|writer|journalist|publisher|byline) of\b"
    r"|\bwhen (?:was|were|did) [^?]{1,80}\b(?:published|appear(?:ed)?|come out|printed|released|issued|written)\b"
    r"|\b(?:publication|release) date\b",
    re.IGNORECASE,
)


def asks_for_byline(question: str) -> bool:
    """Whether a question asks who wrote or published something, or when it appeared."""
    return bool(_ASKED.search(question))
