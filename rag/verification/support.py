"""Whether one source sentence supports a draft, judged by what must agree and not by similarity.

Every number, date and name of the draft must be in the sentence; what the source denies must be denied; nobody may have
swapped roles; and enough of the other words must be there. Neighbouring sentences may contribute a word, or say who
"he" is, but never a number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.speech_verbs import all_forms
from rag.text.tokens import REPORTING_STEMS, stem
from rag.verification.alignment import Alignment, critical
from rag.verification.comparisons import compared_otherwise
from rag.verification.contradictions import contradiction
from rag.verification.names import unsupported_name
from rag.verification.near_copies import added_words, exchanged_figures, told_otherwise
from rag.verification.numbers import changed_number, unsupported_number
from rag.verification.passages import SourceContext
from rag.verification.roles import roles_changed
from rag.verification.strengthening import added_focus
from rag.verification.unsupported_words import unsupported_word, worded_otherwise

# Shares of the content words; names and numbers are checked separately. Lower shares let more free wordings through,
# and as many false ones (benchmarks/lies.py, with SQuAD's questions turned into statements).
ENOUGH = 0.65  # in the sentence, with words that only a neighbour has counted by half
# In the sentence itself: above this every content word of the draft needs a counterpart, and no two stand together
# that the source lacks.
_NEAR = 0.7
_OWN = 0.5  # in the sentence itself, at least
_COPIED = 0.85  # in the sentence itself: then order and omissions are looked at
_REWORDED = 0.8  # the weight of a word for which the sentence has another wording
_NEIGHBOURS = 0.5  # the weight of a word that only a neighbour has
# Words that introduce a figure and claim nothing: "puts the cost at", "the total is".
_GIVING = REPORTING_STEMS | frozenset(map(stem, lexicon.words("figure_words", "giving")))

# "Admitted" for "acknowledged" tells how it was said, and supports nothing of what was.
_SAID = all_forms()


@dataclass(frozen=True, slots=True)
class Comparison:
    """`fault` says what does not agree, empty if everything does; `share` is the share of content words found;
    `contradicts`: the source says otherwise, rather than only less."""

    fault: str
    share: float
    contradicts: bool


def compare(
    found: Alignment,
    context: SourceContext,
    aside: frozenset[int],
    exact: frozenset[int],
    vouched: frozenset[int],
) -> Comparison:
    """Compare a draft with one source sentence.

    The places in `aside` only say who reports it and are checked elsewhere (`attribution`); the `vouched` ones among
    them are known to be right; those in `exact` are quoted from the sentence.
    """
    draft = found.draft
    apart = aside | exact | critical(draft)
    counted = [
        place
        for place, word in enumerate(draft.words)
        if word.tells and place not in apart and word.stem not in _GIVING
    ]
    share, own, copied = _shares(found, counted, context)
    otherwise = (
        changed_number(found, context, aside)
        or contradiction(found, aside, vouched)
        or exchanged_figures(found)
    )
    missing = unsupported_number(found, context, aside) or unsupported_name(found, context, aside)
    if not missing and (share < ENOUGH or own < _OWN):
        lacking = [draft.words[place].plain for place in counted if not found.held(place)]
        missing = f"the cited sentences do not say “{' '.join(lacking[:5])}”"
    if not (otherwise or missing) and own >= _NEAR and (strange := unsupported_word(found, context, counted)):
        missing = f"the cited sentences do not say “{strange}”"
    if not (otherwise or missing):
        missing = (
            added_focus(found, aside)
            or compared_otherwise(found)
            or ((added_words(found, aside) or roles_changed(found, aside)) if own >= _NEAR else "")
            or (told_otherwise(found, aside) if own >= _COPIED else "")
        )
    return Comparison(otherwise or missing, copied, bool(otherwise))


def _shares(found: Alignment, counted: Sequence[int], context: SourceContext) -> tuple[float, float, float]:
    """Of the words `counted`: the share that the sentence, a neighbour or another wording has, the share that the
    sentence has in any wording, and the first without other wordings."""
    if not counted:
        return 1.0, 1.0, 1.0
    nearby = frozenset().union(*(told.stems for told in context.neighbours)) | context.known
    otherwise = worded_otherwise(found)
    own = sum(found.held(place) for place in counted)
    lacking = [place for place in counted if not found.held(place)]
    reworded = sum(place in otherwise and found.draft.words[place].plain not in _SAID for place in lacking)
    near = sum(found.draft.words[place].stem in nearby for place in lacking if place not in otherwise)
    alone = sum(found.draft.words[place].stem in nearby for place in lacking)
    shares = (
        own + _REWORDED * reworded + _NEIGHBOURS * near,
        own + _REWORDED * reworded,
        own + _NEIGHBOURS * alone,
    )
    return shares[0] / len(counted), shares[1] / len(counted), shares[2] / len(counted)
