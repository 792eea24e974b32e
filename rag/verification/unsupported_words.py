"""The words of a draft for which its source has neither the same nor a like one.

A share of words says little of a long sentence: "closed" may become "painted", and a clause be hung on that nobody
said. In a draft that follows its source closely every word that carries meaning must therefore be borne by itself:
repeated, worded anew by one that is like it ("bought", "purchased"), or said around the sentence, where it takes no
other word's place.
"""

from collections.abc import Sequence

from rag.text.synonyms import mentions
from rag.text.tokens import stems
from rag.text.word_similarity import built_in
from rag.verification.alignment import Alignment, critical
from rag.verification.passages import Ground

_LIKE = 0.28  # cosine of two words; random pairs of words have about .05, "fell" and "dropped" .42
# A document's word for itself, where it says "we" or "the authors".
_ITSELF = stems("study report review article paper survey letter statement document author")


def foreign(found: Alignment, ground: Ground, counted: Sequence[int]) -> str:
    """The first word of the draft, among the places `counted`, that nothing bears; empty where all are borne."""
    draft, source = found.draft, found.source
    lacking = [place for place in counted if not found.held(place)]
    if not lacking:
        return ""
    taken = {at for at in found.places if at is not None}
    free = [at for at, word in enumerate(source.words) if word.tells and at not in taken]
    others = [source.words[at].plain for at in free]
    around = ground.antecedents.union(*(told.stems for told in ground.lent))
    ordinary = set(free) - critical(source)
    for place in lacking:
        word = draft.words[place]
        if word.stem in _ITSELF or next(mentions(word.stem, source.words), None) is not None:
            continue
        if others and float(built_in().between([word.plain], others).max()) >= _LIKE:
            continue
        if word.stem in around and not _in_place(found, place, ordinary):
            continue
        return word.plain
    return ""


def _in_place(found: Alignment, place: int, others: set[int]) -> bool:
    """Whether the source has one of these words of its own where the draft has this one."""
    return any(place in ours and not others.isdisjoint(theirs) for ours, theirs in found.replaced)
