"""What a catalogue says about speakers, by the key of their name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rag.parties.speaker_keys import bare_name, key_of, keys_of, work_of
from rag.storage.catalogue import CatalogueEntry
from rag.types import Metadata

_REPORTING_KINDS = ("article", "other", "research")  # a publisher of these reports on others


@dataclass(frozen=True, slots=True)
class SpeakerIndex:
    """What a catalogue says about speakers, by the key of their name (`key_of`)."""

    documents: Mapping[str, set[str]]  # in which the key speaks
    speakers: Mapping[str, set[str]]  # the descriptions after the key
    outlets: frozenset[str]  # keys that publish articles in their own voice
    works: Mapping[str, set[str | None]]  # a publisher's key → the kinds of work its reports' titles name
    authors: frozenset[str]  # keys of those who wrote one of the papers


def speaker_index(entries: Sequence[CatalogueEntry], bodies: Iterable[str]) -> SpeakerIndex:
    """The speakers of a catalogue, and the keys of the `bodies` that others speak for, which may be heard in no word
    of their own."""
    documents: dict[str, set[str]] = {body: set() for body in bodies}
    speakers: dict[str, set[str]] = {body: set() for body in documents}
    works: dict[str, set[str | None]] = {}
    outlets: set[str] = set()
    authors = frozenset(key_of(entry.metadata.author) for entry in entries if entry.metadata.author)
    alone = frozenset(bare_name(speaker) for entry in entries for speaker in entry.speakers)
    for entry in entries:
        metadata = entry.metadata
        for speaker in entry.speakers:
            for key in keys_of(speaker, alone):
                documents.setdefault(key, set()).add(entry.document_id)
                speakers.setdefault(key, set()).add(speaker)
            if _reports(speaker, metadata):
                outlets.add(key_of(speaker))
        if metadata.kind == "report" and metadata.publisher:
            works.setdefault(key_of(metadata.publisher), set()).add(work_of(metadata.title or ""))
    return SpeakerIndex(documents, speakers, frozenset(outlets), works, authors)


def _reports(speaker: str, metadata: Metadata) -> bool:
    """Whether a speaker is a publisher who reports on others; what a body signs itself is its own word."""
    signs = (metadata.author or "").casefold() == speaker.casefold()
    return speaker == metadata.publisher and metadata.kind in _REPORTING_KINDS and not signs
