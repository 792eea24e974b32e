"""Whether one sentence of a source bears what a draft says: not by likeness, by what must agree.

Every number, date and name of the draft stands there; what is denied there is denied here; nobody has changed sides;
and enough of the other words are there. Sentences next to it may lend a word, or say who "he" is; never a number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.text.tokens import REPORTING_STEMS, stems
from rag.verification.alignment import Alignment, critical
from rag.verification.contradictions import contradiction
from rag.verification.names import unnamed
from rag.verification.numbers import miscounted, uncounted
from rag.verification.passages import Ground
from rag.verification.unsupported_words import foreign

# Shares of the words that carry meaning, names and numbers apart, which are held to more. Looser shares let more of a
# free wording through, and as much of what is false (benchmarks/lies.py: SQuAD's questions made statements).
ENOUGH = 0.65  # those that only a neighbour holds counted half
# Of them in the sentence itself: a draft that follows it so closely has no room for a word of its own.
_NEAR = 0.7
_OWN = 0.5  # of them in the sentence itself
_LENT = 0.5
# With which a note gives a figure: "puts the cost at", "the total is". They claim nothing.
_GIVING = REPORTING_STEMS | stems("give put cite date count call total figure amount number")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fault` is what does not agree, in words for whoever wrote the draft; empty where all does. `share` is of the
    words that carry meaning; `contradicts`: the sentence says otherwise, and does not merely say less."""

    fault: str
    share: float
    contradicts: bool


def weigh(
    found: Alignment, ground: Ground, aside: frozenset[int], exact: frozenset[int], vouched: frozenset[int]
) -> Verdict:
    """Compare a draft with one sentence. The places in `aside` say only who reports it, and are judged elsewhere; of
    these, the `vouched` ones are known to be right; those in `exact` are quoted from the sentence."""
    draft = found.draft
    apart = aside | exact | critical(draft)
    counted = [
        place
        for place, word in enumerate(draft.words)
        if word.tells and place not in apart and word.stem not in _GIVING
    ]
    share, own = _shares(found, counted, ground)
    otherwise = miscounted(found, ground, aside) or contradiction(found, aside, vouched)
    missing = uncounted(found, ground, aside) or unnamed(found, ground, aside)
    if not missing and (share < ENOUGH or own < _OWN):
        lacking = [draft.words[place].plain for place in counted if not found.held(place)]
        missing = f"the cited sentences do not say “{' '.join(lacking[:5])}”"
    if not (otherwise or missing) and own >= _NEAR and (strange := foreign(found, ground, counted)):
        missing = f"the cited sentences do not say “{strange}”"
    return Verdict(otherwise or missing, share, bool(otherwise))


def _shares(found: Alignment, counted: Sequence[int], ground: Ground) -> tuple[float, float]:
    if not counted:
        return 1.0, 1.0
    lent = frozenset().union(*(told.stems for told in ground.lent)) | ground.known
    own = sum(found.held(place) for place in counted)
    near = sum(not found.held(place) and found.draft.words[place].stem in lent for place in counted)
    return (own + _LENT * near) / len(counted), own / len(counted)
