"""Where a paper puts right what a sentence of it, or of an earlier paper, says: neither is shown without the other.

"We said that the council pays £1.2 million. The correct figure is £2.1 million" answers with the false figure, if the
sentence that tells it is nearer to the question; and so does the paper of which a later one says that.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from rag.answering.disagreement import source_words
from rag.text.dates import dates
from rag.text.lexicon import tables as lexicon
from rag.text.quantities import Figure, figures
from rag.text.tokens import numbered
from rag.types import Evidence

_BEHIND = 2  # sentences of its paper in which what a sentence says is put right
_SHARED = 2  # stems of two sentences that say the same, figures apart
_TELLING = 10  # a smaller figure stands in too many sentences
_FAR = 300  # characters between the two, at most
_PUTS_RIGHT = re.compile(
    rf"\b(?:{lexicon.phrases('correcting_words', 'right')})\s+(?:{lexicon.phrases('correcting_words', 'value')})\b"
    rf"[^.?!;]{{0,60}}?\s(?:{lexicon.phrases('correcting_words', 'is')})\b"
    rf"|\b(?:{lexicon.phrases('correcting_words', 'instead')})\b"
    rf"|^\W*(?:{lexicon.phrases('correcting_words', 'denies')})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A sentence that is shown, and the one of the same paper or of a later one that puts it right."""

    wrong: Evidence
    right: Evidence

    def warning(self, marker: Callable[[Evidence], int | None]) -> str:
        """What an answer says of it; empty where it could not show both. `marker` gives that of a sentence."""
        wrong, right = marker(self.wrong), marker(self.right)
        if not (wrong and right):
            return ""
        first, later = self.wrong.hit.metadata, self.right.hit.metadata
        if self.wrong.hit.passage.document_id == self.right.hit.passage.document_id:
            return f"{source_words(first)} [{wrong}], corrects this itself further on [{right}]."
        return f"{source_words(first)} [{wrong}], is corrected later by {source_words(later)} [{right}]."


def corrections(picked: Sequence[Evidence], evidence: Sequence[Evidence]) -> tuple[Correction, ...]:
    """The picked sentences that the same speaker puts right in the same paper, or a later paper that repeats their
    figure, among all of the `evidence`."""
    found = ((each, _put_right(each, evidence) or _put_right_later(each, evidence)) for each in picked)
    return tuple(Correction(wrong, right) for wrong, right in found if right is not None)


def with_corrections(picked: Sequence[Evidence], found: Sequence[Correction]) -> list[Evidence]:
    """The picked sentences, each with what puts it right behind it."""
    behind = {_place(each.wrong): each.right for each in found}
    led = [each for one in picked for each in (one, behind.get(_place(one))) if each is not None]
    return list({_place(each): each for each in led}.values())


def _put_right(wrong: Evidence, evidence: Sequence[Evidence]) -> Evidence | None:
    if _PUTS_RIGHT.search(wrong.text):
        return None  # the last word on it
    id, end = wrong.hit.passage.document_id, wrong.sentence.end
    following = sorted(
        (
            each
            for each in evidence
            if each.hit.passage.document_id == id and end <= each.sentence.start <= end + _FAR
        ),
        key=lambda each: each.sentence.start,
    )
    return next(
        (
            each
            for each in islice(following, _BEHIND)
            if each.sentence.speaker == wrong.sentence.speaker and _PUTS_RIGHT.search(each.text)
        ),
        None,
    )


def _put_right_later(wrong: Evidence, evidence: Sequence[Evidence]) -> Evidence | None:
    """What stands behind a sentence of a later paper that says the same with the same figure, and puts it right."""
    told = _amounts(wrong)
    if not told or _PUTS_RIGHT.search(wrong.text):
        return None
    again = (
        each
        for each in evidence
        if each.hit.passage.document_id != wrong.hit.passage.document_id
        and (each.hit.metadata.date or "") > (wrong.hit.metadata.date or "9")
        and len((each.stems & wrong.stems) - numbered(each.stems)) >= _SHARED
        and any(mine.same_amount(theirs) for mine in told for theirs in _amounts(each))
    )
    return next(filter(None, (_put_right(each, evidence) for each in again)), None)


def _amounts(evidence: Evidence) -> list[Figure]:
    return [each for each in figures(evidence.text, dates(evidence.text)) if each.value >= _TELLING]


def _place(evidence: Evidence) -> tuple[str, int]:
    return evidence.hit.passage.document_id, evidence.sentence.start
