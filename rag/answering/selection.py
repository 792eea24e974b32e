"""Which of the sentences found an answer quotes: as many as the kind of question needs, each thing said once.

Who asks for one fact is given the sentence that states it and what confirms it, and no other that shares its topic.
"""

from collections.abc import Sequence

from rag.question.analysis import NEGATED, Asked
from rag.retrieval.sentences import fits
from rag.text.quantities import figures
from rag.types import Evidence

_MOST = 5  # citations of a plain answer
_ENOUGH = 0.65  # of the best score; what bears less on the question is left out
_FACTS = ("number", "date", "who", "where", "name")  # what one sentence can state
_MOST_FOR_A_FACT, _ENOUGH_FOR_A_FACT = 3, 0.76
_SHARE = 0.5  # for a fact: of what the best few cover of the question's words
_TOPIC = 0.15  # for all else
_AS_NEAR = 0.92  # of the best cosine: a sentence in other words
_REPRINTING = ("article", "other")
_AS_PRINTED = 0.9  # of the words of two sentences, where one reprints the other
_SAME = 0.7  # of the words shared: the same thing said again, by a caption or a reprint


def chosen(evidence: Sequence[Evidence], asked: Asked | None = None, most: int = _MOST) -> list[Evidence]:
    """The sentences that bear on the question nearly as much as the best; without `asked` by their scores alone."""
    fact = asked is not None and asked.wants in _FACTS
    enough = _ENOUGH_FOR_A_FACT if fact else _ENOUGH
    most = min(most, _MOST_FOR_A_FACT) if fact else most
    found: list[Evidence] = []
    for each in evidence:
        if len(found) == most or each.score < _ENOUGH * evidence[0].score:
            break
        confirms = fact and found and _values(each) & _values(found[0])
        if each.score < enough * evidence[0].score and not confirms:
            continue
        if found and asked is not None and not _bears(asked, each, found[0]):
            continue
        if not any(_say_the_same(each, other) for other in found):
            found.append(each)
    return [_first_hand(each, evidence) for each in found]


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


def _bears(asked: Asked, each: Evidence, best: Evidence) -> bool:
    """Whether a sentence below the best is more than one on the same topic."""
    if each.sentence.role == "heading" and best.sentence.role != "heading":
        return False
    share, most = asked.share(each.stems), asked.share(best.stems)
    if asked.wants == "number" and _values(each) & _values(best):
        return True  # it confirms the figure
    if asked.wants in _FACTS:
        of_the_kind = asked.wants not in ("number", "date") or fits(asked, each.text)
        return of_the_kind and share >= _SHARE * most
    if share >= _TOPIC * most or each.cosine >= _AS_NEAR * best.cosine:
        return True
    return asked.wants == "reason" and fits(asked, each.text)


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
    told, else_told = _values(one), _values(other)
    return (told <= else_told or else_told <= told) and bool(NEGATED.search(one.text)) == bool(
        NEGATED.search(other.text)
    )


def _values(evidence: Evidence) -> set[float]:
    return {figure.value for figure in figures(evidence.text)}
