"""The catalogue: what is known of all documents without their texts, read again when they change."""

from collections.abc import Mapping
from dataclasses import dataclass

from rag.storage.database import Database
from rag.storage.metadata import corrected
from rag.storage.near_duplicates import groups
from rag.storage.superseded import superseded_by
from rag.types import Filters, Metadata


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A document without its text. `speakers` are all who are quoted in it."""

    document_id: str
    path: str
    metadata: Metadata
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All documents at one revision of the Library."""

    version: int
    entries: Mapping[str, CatalogueEntry]
    superseded: Mapping[str, str]  # a summary's id → the original's that stands in its place
    sources: Mapping[str, str]  # a document's id → the least id among its copies, its summaries and itself
    members: Mapping[str, tuple[str, ...]]  # that least id → all of them, where there are several
    passages: Mapping[str, int]  # how many each document has
    voices: Mapping[str, tuple[str, ...]]  # a word, in small letters → the speakers whose name holds it


def read_catalogue(database: Database, version: int) -> Catalogue:
    """Read the catalogue of the state that this thread sees, which is `version`."""
    rows = database.connection.execute
    corrections: dict[str, dict[str, str]] = {}
    for row in rows("SELECT * FROM corrections"):
        corrections.setdefault(row["document_id"], {})[row["field"]] = row["value"]
    speakers: dict[str, list[str]] = {}
    for row in rows(
        "SELECT DISTINCT s.document_id, s.speaker FROM sentences s JOIN shown d "
        "ON d.id = s.document_id AND d.revision = s.revision WHERE s.speaker IS NOT NULL"
    ):
        speakers.setdefault(row["document_id"], []).append(row["speaker"])
    entries = {}
    for row in rows(
        "SELECT id, metadata, (SELECT path FROM places WHERE document_id = id ORDER BY rowid LIMIT 1) AS path "
        "FROM shown"
    ):
        known = corrected(database.decoded(row["metadata"]), corrections.get(row["id"], {}))
        entries[row["id"]] = CatalogueEntry(
            row["id"], row["path"] or "", known, tuple(speakers.get(row["id"], ()))
        )
    superseded = superseded_by(entries.values())
    copies = rows(
        "SELECT c.document_id, c.other_id FROM copies c "
        "JOIN shown a ON a.id = c.document_id AND a.revision = c.revision "
        "JOIN shown b ON b.id = c.other_id AND b.revision = c.other_revision"
    )
    pairs = [(row["document_id"], row["other_id"]) for row in copies]
    sources = groups(entries, [*pairs, *superseded.items()])
    members: dict[str, tuple[str, ...]] = {}
    for id in sorted(id for pair in (*pairs, *superseded.items()) for id in pair):
        if id not in members.get(sources[id], ()):
            members[sources[id]] = (*members.get(sources[id], ()), id)
    counted = {
        row["document_id"]: row["passages"]
        for row in rows(
            "SELECT p.document_id, count(*) AS passages FROM passages p "
            "JOIN shown d ON d.id = p.document_id AND d.revision = p.revision GROUP BY p.document_id"
        )
    }
    voices: dict[str, set[str]] = {}
    for name in {speaker for several in speakers.values() for speaker in several}:
        for word in name.casefold().split(" "):
            voices.setdefault(word, set()).add(name)
    heard = {word: tuple(sorted(names)) for word, names in voices.items()}
    return Catalogue(version, entries, superseded, sources, members, counted, heard)


def passes(entry: CatalogueEntry, filters: Filters) -> bool:
    """Does a document pass the filters on its metadata?"""
    metadata = entry.metadata
    publisher = (metadata.publisher or "").casefold()
    if filters.kind and metadata.kind not in filters.kind:
        return False
    if filters.publisher and publisher not in {name.casefold() for name in filters.publisher}:
        return False
    if filters.document_id and entry.document_id not in filters.document_id:
        return False
    latest = [bound for bound in (filters.date_to, filters.as_of) if bound]
    if not (filters.date_from or latest):
        return True
    date = metadata.date
    if date is None:
        return False
    # A date known to the month passes where part of that month may lie inside the bounds' own precision.
    if filters.date_from and date < filters.date_from[: len(date)]:
        return False
    return all(date[: len(bound)] <= bound for bound in latest)


@dataclass(frozen=True, slots=True)
class Holding:
    """A document in a list."""

    id: str
    path: str
    places: tuple[str, ...]
    metadata: Metadata
    pages: int
    passages: int
    characters: int
    warnings: tuple[str, ...]
    media_type: str | None
    file_sha: str | None
    ingested_at: str
    superseded_by: str | None
    same_source: tuple[str, ...] = ()  # other documents that are copies or summaries of this one


def read_holdings(database: Database, current: Catalogue) -> list[Holding]:
    """Every document that is held, by date and title, undated last."""
    with database.reading():
        places: dict[str, list[str]] = {}
        for row in database.rows("SELECT path, document_id FROM places ORDER BY rowid"):
            places.setdefault(row["document_id"], []).append(row["path"])
        counted = database.rows(
            "SELECT d.id, d.pages, d.warnings, d.media_type, d.file_sha, d.ingested_at,"
            " length(d.text) AS characters,"
            " (SELECT count(*) FROM passages p WHERE p.document_id = d.id AND p.revision = d.revision) AS passages"
            " FROM shown d"
        )

    def members(id: str) -> tuple[str, ...]:
        return current.members.get(current.sources[id], ())

    found = [
        Holding(
            row["id"],
            current.entries[row["id"]].path,
            tuple(places.get(row["id"], ())),
            current.entries[row["id"]].metadata,
            len(database.decoded(row["pages"])),
            row["passages"],
            row["characters"],
            tuple(database.decoded(row["warnings"])),
            row["media_type"],
            row["file_sha"],
            row["ingested_at"],
            current.superseded.get(row["id"]),
            tuple(id for id in members(row["id"]) if id != row["id"]),
        )
        for row in counted
    ]
    return sorted(found, key=lambda held: (held.metadata.date or "9", held.metadata.title or "", held.path))
