"""The document that an item of an order names ("the review", "the Acme report"), under the day when it appeared."""

from collections.abc import Sequence

from rag.answering.forms.material import TOLD, Material
from rag.answering.forms.summing_up import KIND_OF
from rag.judging.reading import Reading
from rag.parties.speaker_keys import work_of
from rag.storage.catalogue import CatalogueEntry
from rag.text.tokens import stems, telling_stems
from rag.types import Evidence

WORKS = ("report", "response", "official", "research")  # kinds of document whose appearance is an event


def named_work(reading: Reading, material: Material, event: str) -> CatalogueEntry | None:
    """The document that an event's own words name, and nothing besides; None where they name none.

    Of several that are called so the first to appear is meant: what came after is not new.
    """
    work = work_of(event)
    if work is None:
        return None
    held = [entry for entry in material.held(reading) if entry.metadata.kind in WORKS]
    others = telling_stems(event) - stems(work)
    titled = [
        entry for entry in held if work_of(entry.metadata.title or "") == work and _names(entry, others)
    ]
    first = [entry for entry in titled if entry.metadata.kind == "report"] or titled
    if len(first) == 1:
        return first[0]
    return _earliest(_issued(held, material, event, work))


def opening(reading: Reading, material: Material, entry: CatalogueEntry) -> Evidence | None:
    """The first words of a document."""
    own = [
        each
        for each in material.sentences(reading, [entry.document_id])
        if each.sentence.role in ("heading", *TOLD)
    ]
    return min(own, key=lambda each: each.sentence.start, default=None)


def _names(entry: CatalogueEntry, others: frozenset[str]) -> bool:
    return others <= telling_stems(f"{entry.metadata.title} {entry.metadata.publisher}")


def _issued(
    held: Sequence[CatalogueEntry], material: Material, event: str, work: str
) -> list[CatalogueEntry]:
    """The documents of a publisher or author that the event names beside the kind of work, and nothing else."""
    mentions = [each for each in material.retriever.mentions(event) if each.documents]
    if not mentions:
        return []
    left = event
    for each in reversed(mentions):
        left = f"{left[: each.start]} {left[each.end :]}"
    rest = telling_stems(left) - stems(work)
    meant = frozenset.intersection(*(each.documents for each in mentions))
    found = [
        entry for entry in held if entry.document_id in meant and rest <= telling_stems(entry.metadata.title)
    ]
    return [entry for entry in found if entry.metadata.kind == KIND_OF.get(work)] or found


def _earliest(found: Sequence[CatalogueEntry]) -> CatalogueEntry | None:
    """The first to appear; of those of one day the one that its title calls most fully."""
    dated = [entry for entry in found if entry.metadata.date]
    return min(
        dated or found,
        key=lambda entry: (entry.metadata.date or "9", -len(entry.metadata.title or "")),
        default=None,
    )
