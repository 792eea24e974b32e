"""Which of the sentences found an answer quotes: as many as the kind of question needs, each thing said once.

A factual question gets the sentence that states the fact and what confirms it, not others on the same topic.
"""

from collections.abc import Sequence

from rag.question.analysis import NEGATED, Asked
from rag.text.quantities import figures
from rag.types import Evidence

_MOST = 5  # citations of a plain answer
_FACTS = ("number", "date", "who", "where", "name")  # what one sentence can state
_MOST_FOR_A_FACT = 3
# Logits below the best, with what is in a sentence's favour. Over 185 typed questions of five affairs the first three
# within them hold an answer for .746 (.735 within 4.0).
_WITHIN = 5.0
_ENOUGH = 0.9  # of the best score, where no encoder has read the sentences
_REPRINTING = ("article", "other")
_AS_PRINTED = 0.9  # of the words of two sentences, where one reprints the other
_SAME = 0.7  # of the words shared: the same thing said again, by a caption or a reprint


def chosen(
    evidence: Sequence[Evidence], asked: Asked | None = None, most: int = _MOST, within: float | None = None
) -> list[Evidence]:
    """The sentences that answer nearly as well as the best, the best first; `within` so many logits of it."""
    fact = asked is not None and asked.wants in _FACTS
    within = within if within is not None else _WITHIN
    most = min(most, _MOST_FOR_A_FACT) if fact else most
    found: list[Evidence] = []
    for each in evidence:
        if len(found) == most:
            break
        if found and (not _as_good(each, found[0], within) or _is_mere_heading(each, found[0])):
            continue
        if not any(_say_the_same(each, other) for other in found):
            found.append(each)
    return [_first_hand(each, evidence) for each in found]


def _as_good(each: Evidence, best: Evidence, within: float) -> bool:
    if best.relevance is None:
        return each.score >= _ENOUGH * best.score
    least = best.relevance + best.favour - within
    return each.relevance is not None and each.relevance + each.favour >= least


def _is_mere_heading(each: Evidence, best: Evidence) -> bool:
    return each.sentence.role == "heading" and best.sentence.role != "heading"


def _first_hand(each: Evidence, evidence: Sequence[Evidence]) -> Evidence:
    """The same sentence from whoever issued it, where a paper prints it: a release, a ruling, the report itself."""
    if each.hit.metadata.kind not in _REPRINTING:
        return each
    day = each.hit.metadata.date or ""
    for other in evidence:
        issued = other.hit.metadata
        own = (
            issued.kind not in _REPRINTING
            and issued.text_type == "original"
            and other.sentence.manner != "reported"
        )
        if (
            own
            and (issued.date or "9") <= day
            and _AS_PRINTED * len(each.stems | other.stems) <= len(each.stems & other.stems)
        ):
            return other
    return each


def with_both(wanted: Sequence[Evidence], picked: Sequence[Evidence]) -> list[Evidence]:
    """The best of what was picked, then what must be shown, then the rest as far as there is room."""
    return list({id(each): each for each in (*picked[:1], *wanted, *picked[1:])}.values())[:_MOST]


def grouped(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best first; then the others of its source as they follow each other there, then the next source's."""
    sources: dict[tuple[str, str | None], list[Evidence]] = {}
    for each in evidence:
        sources.setdefault((each.hit.passage.document_id, each.sentence.speaker), []).append(each)
    found = []
    for number, several in enumerate(sources.values()):
        first = several[:1] if number == 0 else []
        found += first + sorted(several[len(first) :], key=lambda each: each.sentence.start)
    return found


def _say_the_same(one: Evidence, other: Evidence) -> bool:
    """Alike in words, and in the figures and denials on which all may turn."""
    smaller = min(len(one.stems), len(other.stems)) or 1
    if len(one.stems & other.stems) < _SAME * smaller:
        return False
    told, else_told = told_values(one), told_values(other)
    return (told <= else_told or else_told <= told) and bool(NEGATED.search(one.text)) == bool(
        NEGATED.search(other.text)
    )


def told_values(evidence: Evidence) -> set[float]:
    """The values of the figures that a sentence tells."""
    return {figure.value for figure in figures(evidence.text)}
