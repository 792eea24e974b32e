"""Words of a draft for which its source has neither the same word nor a similar one.

In a long sentence a share of words says little: "closed" can become "painted", and an invented clause can be added. In
a draft that follows its source closely, every content word must therefore have its own counterpart: the same word, a
similar one ("bought", "purchased"), or one from the surrounding sentences that takes no other word's place.
"""

from collections.abc import Sequence

from rag.text.lexicon import tables as lexicon
from rag.text.synonyms import reworded
from rag.text.tokens import stem
from rag.text.word_similarity import built_in
from rag.verification.alignment import Alignment, critical
from rag.verification.passages import SourceContext

_SIMILAR = 0.28  # cosine of two words; random pairs have about .05, "fell" and "dropped" .42
# Words for the document itself, where the source says "we" or "the authors".
_ITSELF = frozenset(map(stem, {*lexicon.words("works", "titled"), "statement", "author"}))


def worded_otherwise(found: Alignment) -> frozenset[int]:
    """The places of the draft's words that stand for others of the source, which it has nowhere else."""
    held = {at for at in found.places if at is not None}
    ours = [word.stem if found.places[place] is None else "" for place, word in enumerate(found.draft.words)]
    theirs = [
        word.stem if at not in held or not word.tells else "" for at, word in enumerate(found.source.words)
    ]
    return reworded(ours, theirs)


def unsupported_word(found: Alignment, context: SourceContext, counted: Sequence[int]) -> str:
    """The first word of the draft, among the places `counted`, without a counterpart; empty if all have one."""
    draft, source = found.draft, found.source
    lacking = [place for place in counted if not found.held(place)]
    if not lacking:
        return ""
    taken = {at for at in found.places if at is not None}
    free = [at for at, word in enumerate(source.words) if word.tells and at not in taken]
    others = [source.words[at].plain for at in free]
    around = context.antecedents.union(*(told.stems for told in context.neighbours))
    ordinary = set(free) - critical(source)
    otherwise = worded_otherwise(found)
    for place in lacking:
        word = draft.words[place]
        if word.stem in _ITSELF or place in otherwise:
            continue
        if others and float(built_in().between([word.plain], others).max()) >= _SIMILAR:
            continue
        if word.stem in around and not _in_place(found, place, ordinary):
            continue
        return word.plain
    return ""


def _in_place(found: Alignment, place: int, others: set[int]) -> bool:
    """Whether the source has one of the words `others` where the draft has this one."""
    return any(place in ours and not others.isdisjoint(theirs) for ours, theirs in found.replaced)
