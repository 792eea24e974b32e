"""Documents: the one that "the report" stands for."""

from bisect import bisect_left
from collections.abc import Sequence

from ingest.attribution.entities.entity_register import Entity
from ingest.attribution.entities.salience import Discourse, last_work
from ingest.attribution.noun_groups import SpeakerMention
from rag.text.lexicon.word_classes import work_family

_OPENING = 6  # units in which an article may speak of what it names below
_FRESH = (["a"], ["an"], ["another"], ["one"])


def work_meant(discourse: Discourse, mention: SpeakerMention, unit: int) -> Entity | None:
    """The document that "the report" stands for: one heard or named before, else the first that is named.

    A new one ("a poll") is itself, except in the opening of an article, which names it only below.
    """
    if mention.named:
        return None
    family = work_family(mention.head)
    before = works_before(discourse, mention)
    first = next(iter(discourse.entities.works.get(family, ())), None)
    opening = discourse.entities.text[mention.opens : mention.start].casefold().split()[:1]
    if opening in _FRESH:
        fresh = opening == ["another"] or bool(before) or unit >= _OPENING
        return None if fresh else first
    heard = last_work(discourse, unit)
    if heard is not None and heard.head in family:
        return heard
    if before:
        return None if discourse.entities.is_another_between(mention, before[-1]) else before[-1]
    return first if mention.definite else None


def works_before(discourse: Discourse, mention: SpeakerMention) -> Sequence[Entity]:
    """The documents of this kind that were named before."""
    named = discourse.entities.works.get(work_family(mention.head), ())
    return named[: bisect_left(named, mention.start, key=lambda each: each.start)]
