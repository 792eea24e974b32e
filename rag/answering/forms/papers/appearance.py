"""The document that an item of an order names ("the review", "the Acme report"), under the day when it appeared."""

from collections.abc import Sequence

from rag.answering.forms.material import TOLD, Material
from rag.judging.reading import Reading
from rag.storage.catalogue import CatalogueEntry
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import REPORTING_STEMS, Word, stem, telling_stems, words
from rag.types import Evidence

WORKS = ("report", "response", "official", "research")  # kinds of document whose appearance is an event
KIND_OF = {
    entry.word: entry.values["kind"] for entry in lexicon.entries("document_words") if "kind" in entry.values
}
_ISSUED = ("response", "official")  # the kinds of a letter, a statement or a notice
_PUBLISHING = REPORTING_STEMS | frozenset(map(stem, lexicon.words("publishing_words")))
CARRIES = lexicon.words("works", "carries")
# What a document may be called: "report", "letter", "response".
NOUNS = lexicon.words("document_words", "named") | {entry.word for entry in lexicon.entries("works")}


def named_work(reading: Reading, material: Material, event: str) -> CatalogueEntry | None:
    """The document that an event's own words name, and nothing besides; None if they name none.

    Of several that are called so the first to appear is meant: what came after is not new. A document of the kind
    that is named comes before one that only has the word in its title: "our answer to the report" is no report.
    """
    noun = next((word for word in reversed(words(event)) if word.plain in NOUNS), None)
    if noun is None:
        return None
    held = [entry for entry in material.held(reading) if entry.metadata.kind in WORKS]
    kind, others = KIND_OF.get(noun.plain), telling_stems(event) - _PUBLISHING - {noun.stem}
    named = [entry for entry in held if _names(entry, others)]
    of_kind = [entry for entry in named if entry.metadata.kind == kind]
    titled = [
        entry
        for entry in named
        if noun.stem in telling_stems(entry.metadata.title)
        and (noun.plain in CARRIES or entry.metadata.kind != "response")
    ]
    issued = [entry for entry in named if noun.plain in CARRIES and entry.metadata.kind in _ISSUED]
    found = of_kind or titled or issued
    if others and found:
        return _earliest(found)
    return found[0] if len(found) == 1 else _earliest(_issued(held, material, event, noun))


def opening(reading: Reading, material: Material, entry: CatalogueEntry) -> Evidence | None:
    """The first words of a document."""
    own = [
        each
        for each in material.sentences(reading, [entry.document_id])
        if each.sentence.role in ("heading", *TOLD)
    ]
    return min(own, key=lambda each: each.sentence.start, default=None)


def _names(entry: CatalogueEntry, others: frozenset[str]) -> bool:
    metadata = entry.metadata
    return others <= telling_stems(f"{metadata.title} {metadata.publisher} {metadata.author}")


def _issued(
    held: Sequence[CatalogueEntry], material: Material, event: str, noun: Word
) -> list[CatalogueEntry]:
    """The documents of a publisher or author that the event names beside the kind of work, and nothing else."""
    mentions = [each for each in material.retriever.mentions(event) if each.documents]
    if not mentions:
        return []
    left = event
    for each in reversed(mentions):
        left = f"{left[: each.start]} {left[each.end :]}"
    rest = telling_stems(left) - {noun.stem}
    meant = frozenset.intersection(*(each.documents for each in mentions))
    found = [
        entry for entry in held if entry.document_id in meant and rest <= telling_stems(entry.metadata.title)
    ]
    return [entry for entry in found if entry.metadata.kind == KIND_OF.get(noun.plain)] or found


def _earliest(found: Sequence[CatalogueEntry]) -> CatalogueEntry | None:
    """The first to appear; of those of one day the one that its title calls most fully."""
    dated = [entry for entry in found if entry.metadata.date]
    return min(
        dated or found,
        key=lambda entry: (entry.metadata.date or "9", -len(entry.metadata.title or "")),
        default=None,
    )
