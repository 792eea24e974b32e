"""The same words printed in several papers: cited once, with the others named beside."""

from collections.abc import Sequence

from rag.text.tokens import numbered
from rag.types import Evidence

_AS_PRINTED = 0.9  # of the stems of two sentences together, where one reprints the other
_FEWEST = 6  # stems: a shorter sentence is written twice by chance


def is_copy(one: Evidence, other: Evidence) -> bool:
    """Whether two sentences of different documents are the same but for a word."""
    together = len(one.stems | other.stems) or 1
    return (
        one.hit.passage.document_id != other.hit.passage.document_id
        and len(one.stems & other.stems) >= _AS_PRINTED * together
    )


def is_reprint(one: Evidence, other: Evidence) -> bool:
    """Whether one is the other's sentence printed again: long enough, of the same speaker and with the same figures."""
    return (
        is_copy(one, other)
        and min(len(one.stems), len(other.stems)) >= _FEWEST
        and one.sentence.speaker == other.sentence.speaker
        and numbered(one.stems) == numbered(other.stems)
    )


def once(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences without those that are copies of one before them."""
    kept: list[Evidence] = []
    for each in evidence:
        if not any(is_copy(each, other) for other in kept):
            kept.append(each)
    return kept
