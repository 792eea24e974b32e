"""What to read first, which originals are still to be fetched, and which documents are copies of one another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.answering.citations import cite
from rag.parties.parties import Parties
from rag.storage.catalogue import CatalogueEntry
from rag.storage.library import Library
from rag.text.tokens import telling_stems
from rag.types import Citation, Evidence, Hit

_FIRST = 6
_PARTIES = 8
_REPORTS = 3  # of them, at most
_FEWEST = 4  # words that tell, of a lead

ReadingReason = Literal["report", "party", "voices"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list; `url` is where its original may be found."""

    document_id: str
    title: str | None
    publisher: str | None
    date: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class ToRead:
    """A document, its first sentence, and why it comes first: it is a "report", the text of a "party", or one in which
    several "voices" are heard; `named` are that party or those voices."""

    document: Listed
    reason: ReadingReason
    named: tuple[str, ...]
    citations: tuple[Citation, ...]


def originals_wanted(catalogue: Sequence[CatalogueEntry]) -> list[Listed]:
    """By date, undated last."""
    found = [_listed(entry) for entry in catalogue if entry.metadata.text_type == "summary"]
    return sorted(found, key=_by_date)


def copies(library: Library) -> Iterator[tuple[Listed, ...]]:
    """Each group of documents that count as one source."""
    groups: dict[str, list[Listed]] = {}
    for entry in library.catalogue():
        groups.setdefault(library.source(entry.document_id), []).append(_listed(entry))
    for members in groups.values():
        if len(members) > 1:
            yield tuple(sorted(members, key=_by_date))


def reading_list(library: Library, parties: Parties) -> Iterator[ToRead]:
    """The reports, the main parties' own texts, and the documents in which most parties are heard; one of a source."""
    entries = {entry.document_id: entry for entry in library.catalogue()}
    main = parties.disputants()[:_PARTIES]
    heard = {
        id: [party.name for party in main if not party.speakers.isdisjoint(entry.speakers)]
        for id, entry in entries.items()
    }
    order = sorted(
        entries,
        key=lambda each: (
            -len(heard[each]),
            entries[each].metadata.text_type == "summary",
            _date(entries[each]),
        ),
    )
    reasons: list[tuple[str, ReadingReason, Sequence[str]]] = []
    reports = [id for id in order if entries[id].metadata.kind == "report"]
    reasons += [(id, "report", ()) for id in reports[:_REPORTS]]
    reasons += [(id, "party", (name,)) for id, name in _own_texts(entries, order, parties)]
    reasons += [(id, "voices", heard[id]) for id in order]
    taken: set[str] = set()
    for id, reason, named in reasons:
        source = library.source(id)
        if source in taken:
            continue
        taken.add(source)
        lead = _lead(library, entries[id])
        yield ToRead(_listed(entries[id]), reason, tuple(named), lead)
        if len(taken) == _FIRST:
            return


def _own_texts(
    entries: Mapping[str, CatalogueEntry], order: Sequence[str], parties: Parties
) -> Iterator[tuple[str, str]]:
    """For each main party a response or official paper that it published itself."""
    for party in parties.disputants()[:_PARTIES]:
        for id in order:
            metadata = entries[id].metadata
            if metadata.kind in ("response", "official") and parties.of(metadata.publisher) is party:
                yield id, party.name
                break


def _date(entry: CatalogueEntry) -> str:
    return entry.metadata.date or "9"


def _lead(library: Library, entry: CatalogueEntry) -> tuple[Citation, ...]:
    """The first sentence of a document that says something."""
    document = library.document(entry.document_id)
    passages = library.passages(library.passage_ids([document.id])).values()
    for sentence in document.sentences:
        text = document.text[sentence.start : sentence.end]
        if sentence.role not in ("body", "item") or len(telling_stems(text)) < _FEWEST:
            continue
        holding = next(
            (each for each in passages if each.start <= sentence.start and sentence.end <= each.end), None
        )
        if holding is not None:
            evidence = Evidence(Hit(holding, document.metadata, 0.0), sentence, text, 0.0, 0.0, frozenset())
            return (cite(evidence, 1, document.pages),)
    return ()


def _listed(entry: CatalogueEntry) -> Listed:
    metadata = entry.metadata
    return Listed(entry.document_id, metadata.title, metadata.publisher, metadata.date, metadata.url)


def _by_date(listed: Listed) -> tuple[str, str]:
    return listed.date or "9", listed.title or ""
