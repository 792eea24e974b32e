"""What is held while an ingestion runs: which file has which document, and which documents have which text."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from itertools import count
from typing import Any

from ingest.sync.file_walk import Candidate, numbered, printable
from ingest.sync.same_document import Fullness, telling
from rag.errors import Unreadable
from rag.storage.locations import Place
from rag.storage.originals import sha_of
from rag.storage.revision.values import text_hash
from rag.storage.stores import Stores

_ID_LENGTH = 16


class Held:
    """The places of the library's files and the documents that are in them, with what this run adds and moves.

    `places` are by path. `homes` counts the places of each document: one that has none any more is on its way out.
    """

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self.places = stores.places.all()
        self.homes = Counter(place.document_id for place in self.places.values())
        self._holders = {place.within for place in self.places.values()}
        self._sent: dict[str, dict[str, Any]] = {}  # the metadata of what this run has sent on, by id
        self._texts: dict[str, list[str]] = {}  # the hash of a text → who was sent on with it
        self._uploaded: dict[str, str] = {}  # the place of each upload of this run → the hash of its file

    def is_unchanged(self, path: str, stamp: str) -> bool:
        """Whether this very file was read before, by the same versions of everything."""
        before = self.places.get(path)
        return before is not None and before.stamp == stamp

    def inside(self, path: str) -> set[str]:
        """A file's place and those of its attachments."""
        return {each for each in self.places if each == path or each.startswith(f"{path}#")}

    def attachments_lost(self, outer: str, kept: set[str]) -> list[str]:
        """The places inside a file that it has no more."""
        if outer not in self._holders:
            return []
        return [path for path, place in self.places.items() if place.within == outer and path not in kept]

    def replaced(self, id: str, kept: set[str]) -> list[str]:
        """The places that a replaced document had, with what lay in its files."""
        files = {path for path, place in self.places.items() if place.document_id == id} - kept
        return [
            path
            for path, place in self.places.items()
            if path not in kept and (path in files or place.within in files)
        ]

    def drop(self, path: str) -> None:
        self.homes[self.places.pop(path).document_id] -= 1

    def move(self, place: Place) -> None:
        """Say which document a file now has."""
        before = self.places.get(place.path)
        if before is not None:
            self.homes[before.document_id] -= 1
        self.homes[place.document_id] += 1
        self.places[place.path] = place

    def send(self, id: str, values: dict[str, Any], text: str) -> None:
        """Note what this run writes."""
        self._sent[id] = values
        self._texts.setdefault(text_hash(text), []).append(id)

    def upload_place(self, candidate: Candidate, body: bytes) -> str:
        """The first of `name`, `name (2)`, … that no other file holds; the same file again gets the place that it had.

        Raises Unreadable where the document that it replaces is gone.
        """
        if candidate.document_id is not None and not self.homes[candidate.document_id]:
            raise Unreadable(f"The document {candidate.document_id} that it replaces is not held any more.")
        sha = sha_of(body)
        for number in count(1):
            place = numbered(candidate.place, number)
            held = self.places.get(place)
            if place not in self._uploaded and held is not None:
                self._uploaded[place] = self._stores.library.file_sha(held.document_id) or ""
            replaced = held is not None and held.document_id == candidate.document_id
            if replaced or self._uploaded.get(place, sha) == sha:
                break
        self._uploaded[place] = sha
        return place

    def document_of(
        self, path: str, text: str, values: Mapping[str, Any], wanted: str | None
    ) -> tuple[str, bool]:
        """The id that the text of a file gets, and whether a document is held that tells it all already.

        `wanted` is the id of the document that it is to replace, if any.
        """
        before = self.places.get(path)
        own = before.document_id if before else None
        same = self._with(text, values)
        if wanted is not None:
            return wanted, False
        if own in same and own not in self._sent and (self.homes[own] == 1 or same[own] != "less"):
            return own, False
        if same:
            id = own if own in same else next(iter(same))
            return id, same[id] != "more"
        if own is not None and self.homes[own] == 1:
            return own, False
        return self._free_id(path), False

    def twin(self, path: str, id: str) -> str | None:
        """Under which other place a document is held."""
        places = (each for each, held in self.places.items() if held.document_id == id and each != path)
        return next(map(printable, places), None)

    def _with(self, text: str, values: Mapping[str, Any]) -> dict[str, Fullness]:
        """Documents with the same text and compatible metadata: id → how these metadata compare."""
        held = {id: self._sent[id] for id in self._texts.get(text_hash(text), ())}
        held |= {
            id: known
            for id, known in self._stores.shelving.same_text(text)
            if id not in self._sent and self.homes[id]
        }
        compared = {id: telling(values, known) for id, known in held.items()}
        return {id: told for id, told in compared.items() if told is not None}

    def _free_id(self, place: str) -> str:
        """An id made from the place, so that the same files get the same ids in another data folder."""
        salt = ""
        while (
            id := hashlib.sha256((place + salt).encode()).hexdigest()[:_ID_LENGTH]
        ) in self._sent or id in self.homes:
            salt += "+"
        return id
