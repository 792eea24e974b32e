"""Resolves filters to documents, speakers and passages of the Library.

This must cost less than a search: the passages in which somebody speaks are read once and cached, and the number of
a document's passages is in the catalogue.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.storage.catalogue import Catalogue, passes
from rag.storage.database import Database
from rag.types import Filters


@dataclass(frozen=True, slots=True)
class PassageScope:
    """Passages of these `documents` (None: of all), in which one of each group of speakers is `heard`."""

    documents: frozenset[str] | None = None
    heard: tuple[frozenset[str], ...] = ()

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self.documents is None and not self.heard

    def within(self, documents: frozenset[str]) -> "PassageScope":
        """Only those of it that are of these documents."""
        return replace(self, documents=documents if self.documents is None else documents & self.documents)

    def hearing(self, speakers: frozenset[str]) -> "PassageScope":
        """Only those of it in which one of these speakers is heard too."""
        return replace(self, heard=tuple(dict.fromkeys((*self.heard, speakers))))


_KEPT = 64  # filters whose documents and extent are remembered
_VOICES = 64  # groups of speakers whose passages are


class Narrowing:
    """Over one `Database`; `current` gives the catalogue as it is now."""

    def __init__(self, database: Database, current: Callable[[], Catalogue]) -> None:
        self._database = database
        self._current = current
        self._extents = lru_cache(maxsize=_KEPT)(self._measured)
        self._matching = lru_cache(maxsize=_KEPT)(self._passing)
        self._voices = lru_cache(maxsize=_VOICES)(self._passages_hearing)
        self._heard = lru_cache(maxsize=_VOICES)(self._passages_heard)

    def extent(self, filters: Filters) -> dict[str, int]:
        """How many documents and passages a question with these filters searches."""
        return dict(self._extents(self._current().version, filters))

    def matching(self, filters: Filters) -> frozenset[str] | None:
        """The documents that pass; None where nothing restricts them. A summary whose original is held does not."""
        bounds = (filters.date_from, filters.date_to, filters.as_of)
        if not any((filters.kind, filters.publisher, filters.document_id, *bounds)):
            return None
        return self._matching(self._current().version, replace(filters, speaker=()))

    def selected(self, filters: Filters) -> PassageScope:
        """What filters leave, to be searched."""
        scope = PassageScope(self.matching(filters))
        return scope.hearing(self.voices(filters.speaker)) if filters.speaker else scope

    def voices(self, speakers: Iterable[str]) -> frozenset[str]:
        """The speakers that these names let pass: "Ofsted" also finds "An Ofsted spokesman"."""
        wanted = Filters(speaker=tuple(speakers))
        known = self._current().voices
        telling = [max(name.casefold().split(" "), key=len) for name in wanted.speaker]
        return frozenset(name for word in telling for name in known.get(word, ()) if wanted.hears(name))

    def hearing(self, speakers: frozenset[str]) -> list[str]:
        """The passages in which one of these is heard."""
        return list(self._voices(self._current().version, speakers))

    def few(self, scope: PassageScope, most: int) -> list[str] | None:
        """The ids of the passages of a scope; None where they are more than `most`."""
        if scope.heard:
            heard = self._heard(self._current().version, scope)
            return list(heard) if len(heard) <= most else None
        counts = self._current().passages
        if scope.documents is None or sum(counts.get(id, 0) for id in scope.documents) > most:
            return None
        rows = self._database.each(
            "SELECT p.id FROM passages p JOIN shown d ON d.id = p.document_id AND d.revision = p.revision "
            "WHERE p.document_id IN",
            scope.documents,
        )
        return [row["id"] for row in rows]

    def documents(self, scope: PassageScope) -> frozenset[str] | None:
        """The documents that passages of a scope may be in, as few as are known; None where it may be any."""
        if scope.documents is None or not scope.heard:
            return scope.documents
        version = self._current().version
        where = self._voices(version, scope.heard[0])
        return frozenset(where[id] for id in self._heard(version, scope) if id in where)

    def among(self, passage_ids: Iterable[str], scope: PassageScope) -> frozenset[str]:
        """Those of these passages that are in a scope."""
        if scope.heard:
            return frozenset(passage_ids).intersection(self._heard(self._current().version, scope))
        if scope.documents is None:
            return frozenset(passage_ids)
        rows = self._database.each(
            "SELECT id, document_id FROM passages INDEXED BY passages_whose WHERE id IN", passage_ids
        )
        return frozenset(row["id"] for row in rows if row["document_id"] in scope.documents)

    def _passing(self, _version: int, filters: Filters) -> frozenset[str]:
        current = self._current()
        return frozenset(
            id
            for id, entry in current.entries.items()
            if id not in current.superseded and passes(entry, filters)
        )

    def _passages_heard(self, version: int, scope: PassageScope) -> tuple[str, ...]:
        """The passages of a scope in which one of each group of its speakers is heard."""
        first, *others = (self._voices(version, speakers) for speakers in scope.heard)
        within = scope.documents
        if within is None and not others:
            return tuple(first)
        return tuple(
            id
            for id, document_id in first.items()
            if (within is None or document_id in within) and all(id in other for other in others)
        )

    def _passages_hearing(self, _version: int, speakers: frozenset[str]) -> Mapping[str, str]:
        """The passages in which one of these is heard, and their documents."""
        rows = self._database.each(
            "SELECT h.passage_id, p.document_id FROM heard h "
            "JOIN passages p INDEXED BY passages_whose ON p.id = h.passage_id "
            "JOIN shown d ON d.id = p.document_id AND d.revision = p.revision WHERE h.speaker IN",
            sorted(speakers),
        )
        return {row["passage_id"]: row["document_id"] for row in rows}

    def _measured(self, _version: int, filters: Filters) -> dict[str, int]:
        scope = self.selected(filters)
        current = self._current()
        if scope.heard:
            documents = self._voices(current.version, scope.heard[0])
            left = [id for id in self._heard(current.version, scope) if id in documents]
            return {"documents": len({documents[id] for id in left}), "passages": len(left)}
        counted = current.entries if scope.documents is None else scope.documents
        return {"documents": len(counted), "passages": sum(current.passages.get(id, 0) for id in counted)}
