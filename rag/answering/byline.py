"""Who wrote a document and when it appeared: asked of the document itself, answered by what is known of it."""

import re
from collections.abc import Collection, Sequence

from rag.text.dates import spoken_date
from rag.text.lexicon import tables as lexicon
from rag.types import Evidence

_WHO = re.compile(rf"\bwho\b|\b(?:{lexicon.phrases('authorship_words', 'maker')})s?\b", re.IGNORECASE)
_WHEN = re.compile(rf"\b(?:{lexicon.phrases('authorship_words', 'when')})\b", re.IGNORECASE)
_TOP = 1200  # characters from the start of a document; its title and byline stand there
_SHORT = 16  # words


def asks_for_both(question: str) -> bool:
    """Are both the author or publisher and the date asked for?"""
    return bool(_WHO.search(question)) and bool(_WHEN.search(question))


def bylines(question: str, evidence: Sequence[Evidence], documents: Collection[str]) -> list[Evidence]:
    """The lines at the top of these documents that give the author or the date which their metadata gives."""
    who, when = bool(_WHO.search(question)), bool(_WHEN.search(question))
    top = [each for each in evidence if each.hit.passage.document_id in documents]
    asked_for = [each for each in top if _is_byline(each, who or not when, when or not who)]
    # A line with the author alone is led in by the date.
    return asked_for or [each for each in top if _is_byline(each, True, True)]


def _is_byline(evidence: Evidence, who: bool, when: bool) -> bool:
    metadata = evidence.hit.metadata
    # What we wrote of a document names its author, and is no byline.
    if metadata.text_type == "summary":
        return False
    if evidence.sentence.start > _TOP or len(evidence.text.split()) > _SHORT:
        return False
    text = evidence.text.casefold()
    if who and metadata.author and metadata.author.casefold() in text:
        return True
    told = spoken_date(metadata.date).casefold().split()
    return when and bool(told) and all(part in re.findall(r"\w+", text) for part in told)
