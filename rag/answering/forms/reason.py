"""Why, and how: the sentences that give it, with what goes on from them in the same paragraph."""

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.captions import text_first
from rag.answering.compose import Draft, with_missing
from rag.answering.forms.material import TOLD, Material, distinct, led, place
from rag.answering.not_found import perhaps_said, unanswered
from rag.answering.selection import chosen
from rag.judging.reading import Reading
from rag.question.analysis import NEGATED
from rag.retrieval.fitting import fits
from rag.retrieval.gathered import restates
from rag.text.tokens import telling_stems
from rag.types import Evidence

_MOST, _WITHIN = 3, 4.0  # sentences, and logits below the best
_FOLLOWING = 5.0  # logits below the best, for a sentence that goes on from one that gives the reason
# A sentence that tells the event is more relevant to "why" than the one that gives the reason: so many logits.
_BEHIND_THE_EVENT, _LEAST = 5.0, -3.0
_SAYS_AGAIN = 0.5  # of the question's words, in what a reply says that it was asked
_OF_IT = 0.2  # the share of the question's words, of a sentence that gives the reason of what is asked


def reasons(reading: Reading, material: Material) -> Draft | None:
    """None where the documents give no reason, and where no encoder has read the sentences."""
    evidence = text_first(reading.evidence)
    if reading.judgement.verdict == "none" or not evidence or evidence[0].relevance is None:
        return None
    replied = _replied(reading, evidence)
    if replied:
        return material.quoted(replied)
    best = _giving(reading, evidence)
    if not best:
        if unanswered(reading):
            return None
        best = chosen(evidence, reading.asked, _MOST, _WITHIN)
    following = [
        after for each in best if (after := _after(each, evidence)) is not None and after not in best
    ]
    read = material.read(reading.asked.text, following) if following else ()
    least = (best[0].relevance or 0.0) - _FOLLOWING
    kept = {place(each): each for each in read if (each.relevance or least - 1) >= least}
    told: list[Evidence] = []
    for each in best:
        told.append(each)
        after = _after(each, evidence)
        if after is not None and place(after) in kept:
            told.append(kept[place(after)])
    # Whose reason is asked for is told by the reasons; the surest sentence may be another's.
    told = distinct(told) if reading.asked.actor else led(distinct(told), reading)
    draft = material.quoted(told)
    missing = unanswered(reading)
    # "No reason is given" is no reason; whether a denial is part of one the judgement knows.
    if draft and missing and NEGATED.search(best[0].text):
        return replace(draft, status="partial", missing=missing)
    # A sentence that gives a reason may give that of something else.
    if draft and missing and not _tells_of_it(reading, best[0]):
        return with_missing(draft, missing, perhaps_said(reading))
    return draft


def _tells_of_it(reading: Reading, each: Evidence) -> bool:
    """Does a sentence, with the one before it, hold much of what the question asks the reason of?"""
    return reading.asked.share(each.stems | telling_stems(each.before)) >= _OF_IT


def _replied(reading: Reading, evidence: Sequence[Evidence]) -> list[Evidence]:
    """What a reply says behind the question that it was asked, with that: "You asked why the notice was not acted on.
    It was sent to our old address." To an encoder neither sentence alone answers."""
    asked = [
        each for each in evidence if restates(each.text) and reading.asked.share(each.stems) >= _SAYS_AGAIN
    ]
    for each in asked:
        after = _after(each, evidence)
        if after is not None:
            further = _after(after, evidence)
            goes_on = further is not None and fits(reading.asked, further.text)
            return [each, after, *([further] if goes_on and further else [])]
    return []


def _giving(reading: Reading, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences that hold a reason, where a reason is asked for, and are nearly as relevant as the event."""
    if reading.asked.wants != "reason":
        return []
    least = max((evidence[0].relevance or 0.0) - _BEHIND_THE_EVENT, _LEAST)
    giving = [
        each
        for each in evidence
        if each.relevance is not None and each.relevance >= least and fits(reading.asked, each.text)
    ]
    return chosen(giving, reading.asked, _MOST, _WITHIN) if giving else []


def _after(each: Evidence, evidence: Sequence[Evidence]) -> Evidence | None:
    """The sentence that follows one in its paragraph."""
    return next(
        (
            other
            for other in evidence
            if _adjoin(each, other)
            and other.hit.passage.document_id == each.hit.passage.document_id
            and other.sentence.role in TOLD
        ),
        None,
    )


def _adjoin(each: Evidence, other: Evidence) -> bool:
    """Does the `other` follow a sentence in its paragraph?"""
    passage = other.hit.passage
    between = passage.text[max(0, each.sentence.end - passage.start) : other.sentence.start - passage.start]
    return other.sentence.start >= each.sentence.end and not between.strip() and "\n\n" not in between
