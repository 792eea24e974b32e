"""Which of two alternatives the papers tell: the best sentence for each that has one."""

from dataclasses import replace

from rag.answering.compose import Draft, with_missing
from rag.answering.forms.choices.alternatives import Alternative, alternatives
from rag.answering.forms.material import TOLD, Material, distinct
from rag.judging.reading import Reading
from rag.text.quantities import figures
from rag.text.tokens import telling_stems
from rag.types import AskedKind, Evidence

_PASSAGES = 12  # looked through besides those found for the whole question
_DECIDES = 1.0  # the logit from which on a sentence answers the question with its alternative
_IN_ITS_WORDS = -2.0  # the same for one that holds every word of the question
_SHARE = 0.6  # of the words of the question besides, that such a sentence holds
_SURELY = 4.0  # the logit from which on one with the figure or the day that is asked for need not
_WHICH = ("which of the two",)
_OTHERS: tuple[AskedKind, ...] = ("order", "catalogue")  # have forms of their own


def decided(reading: Reading, material: Material) -> Draft | None:
    """None where the question leaves no choice, names something that is not held, or no sentence decides."""
    given = alternatives(reading.query.meant)
    if not given or reading.parts or reading.understood.kind in _OTHERS or reading.judgement.missing:
        return None
    found = [*reading.evidence, *material.found(reading, given[0].question, _PASSAGES)]
    pool = [replace(each, relevance=None) for each in distinct(found) if each.sentence.role in TOLD]
    best = [each for one in given if (each := _best(one, given, pool, material)) is not None]
    best.sort(key=lambda each: -(each.relevance or 0.0))
    return material.quoted(distinct(best))


def undecided(draft: Draft | None, reading: Reading) -> Draft | None:
    """A draft that leaves open which of the two alternatives it is, where a question gives two."""
    if draft is None or draft.status != "answered" or not alternatives(reading.query.meant):
        return draft
    return with_missing(draft, _WHICH, _WHICH)


def _best(
    one: Alternative, given: tuple[Alternative, ...], pool: list[Evidence], material: Material
) -> Evidence | None:
    """The sentence that holds an alternative and is the most relevant to the question with it."""
    of_both = telling_stems(given[0].text) | telling_stems(given[1].text)
    rest = telling_stems(one.question) - of_both
    counted = any(map(str.isdigit, one.text))
    holding = [each for each in pool if _holds(one, given, each)]
    for each in material.read(one.question, holding) if holding else ():
        if each.relevance is None:
            return None
        share = len(rest & each.stems) / (len(rest) or 1)
        least = _IN_ITS_WORDS if share == 1 else _DECIDES if share >= _SHARE else _SURELY
        if each.relevance >= least and (share >= _SHARE or counted):
            return each
    return None


def _holds(one: Alternative, given: tuple[Alternative, ...], each: Evidence) -> bool:
    """Does a sentence hold what tells one alternative from the other: its figure, or its own words?"""
    asked = {figure.value for figure in figures(one.text)}
    if asked:
        return asked <= {figure.value for figure in figures(each.text)}
    others = frozenset(stem for other in given if other is not one for stem in telling_stems(other.text))
    own = telling_stems(one.text) - others
    return bool(own) and own <= each.stems | telling_stems(each.sentence.speaker)
