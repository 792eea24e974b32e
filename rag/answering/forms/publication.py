"""When a document appeared, who published and who wrote it, as the library's catalogue has it."""

from rag.answering.compose import Draft
from rag.answering.forms.material import Material
from rag.answering.forms.papers.meant import meant
from rag.judging.reading import Reading
from rag.parties.parties import Parties
from rag.storage.catalogue import CatalogueEntry
from rag.text.dates import spoken_date
from rag.types import AnswerSentence

_MOST = 6  # documents that may be meant, each told


def publication(reading: Reading, parties: Parties, material: Material) -> Draft | None:
    """A sentence of the catalogue for each document that may be meant, the earliest first; None if the question
    names none, or too many."""
    documents = meant(reading, material.held(reading), material, parties)
    if not 0 < len(documents) <= _MOST:
        return None
    ordered = sorted(documents, key=lambda entry: entry.metadata.date or "9")
    several = [AnswerSentence("Several documents are called so.", "catalogue", "verified")]
    told = [
        AnswerSentence(_told(entry), "catalogue", "verified", document_id=entry.document_id)
        for entry in ordered
    ]
    return Draft("answered", (*(several if len(told) > 1 else ()), *told), ())


def _told(entry: CatalogueEntry) -> str:
    """ "“The roof”: published by Acme on 3 March 2018; by Jo Hill." """
    metadata = entry.metadata
    title = f"“{metadata.title}”" if metadata.title else entry.path.rsplit("/", 1)[-1]
    day = spoken_date(metadata.date)
    by = f"published by {metadata.publisher}" if metadata.publisher else "its publisher is not known"
    dated = f"dated {day}" if day else "undated"
    written = f"; written by {metadata.author}" if metadata.author else ""
    return f"{title}: {by}, {dated}{written}."
