"""Bring the stores into step with files: new ones in, changed ones replaced, vanished ones out.

The one way in, for the command line and for the server alike.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.attribution import attribute, with_speakers
from ingest.metadata import merge_metadata
from ingest.originals import Originals
from ingest.reading import pages_of, sentences_of, text_of
from ingest.readers import READER_VERSION, media_type, read
from ingest.split import SPLITTER_VERSION, split
from ingest.walk import Candidate, NothingThere, candidates, stamp
from rag.errors import Unreadable
from rag.header import header
from rag.library import metadata_values
from rag.shelving import Place, Ready
from rag.stores import Stores
from rag.types import Document, Passage, Sentence

_LOT = 256  # passages that are embedded and written together
_ID_LENGTH = 16
_REVISION_LENGTH = 8


@dataclass(slots=True)
class Outcome:
    """What an ingestion did, by path; `documents` and `passages` are what is held afterwards."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[dict[str, str]] = field(default_factory=list)
    documents: int = 0
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingestion has come: files looked at, of how many, passages written, and what it reads now."""

    files: int
    total: int
    passages: int
    current: str


def sync(
    stores: Stores,
    paths: Sequence[Path],
    report: Callable[[Progress], None] = lambda _: None,
    max_bytes: int = 50 * 2**20,
) -> Outcome:
    """Ingest these files and folders; what has gone from a folder named here is removed, the rest stays.

    Raises NothingThere for a path that does not exist or a folder that holds and held nothing, and
    DataFolderBusy while another process writes.
    """
    found = candidates(paths)
    with stores.writing():
        stores.check_model()
        run = _Run(stores, len(found), report, max_bytes)
        known = run.places
        roots = {str(path.expanduser().resolve()) for path in paths}
        gone = [path for path, place in known.items() if place.root in roots and path not in _paths(found)]
        if not found and not gone:
            named = ", ".join(str(path) for path in paths)
            raise NothingThere(f"There are no documents in {named}. Put files there, or name another folder.")
        for candidate in found:
            run.take(candidate)
        run.write()
        run.forget(gone)
        counts = stores.library.counts()
        run.outcome.documents, run.outcome.passages = counts["documents"], counts["passages"]
    return run.outcome


def _paths(found: Sequence[Candidate]) -> set[str]:
    return {str(candidate.path) for candidate in found}


class _Run:
    """One ingestion under way: documents gather in a lot until it is worth embedding."""

    def __init__(
        self, stores: Stores, total: int, report: Callable[[Progress], None], max_bytes: int
    ) -> None:
        self.outcome = Outcome()
        self.places = stores.shelving.places()
        self._stores = stores
        self._originals = Originals(stores.folder / "originals")
        self._report = report
        self._total = total
        self._max_bytes = max_bytes
        self._versions = f"{READER_VERSION}:{SPLITTER_VERSION}:{stores.embedder.fingerprint}"
        self._lot: list[Ready] = []
        self._looked_at = 0
        self._passages = 0

    def take(self, candidate: Candidate) -> None:
        """Read one file and put it in the lot; what is wrong with it is noted and the rest goes on."""
        path = str(candidate.path)
        self._report(Progress(self._looked_at, self._total, self._passages, candidate.path.name))
        self._looked_at += 1
        try:
            size = candidate.path.stat().st_size
            if size > self._max_bytes:
                raise Unreadable(
                    f"It has {size / 2**20:.0f} MB, more than the limit of {self._max_bytes / 2**20:.0f} MB. "
                    "Raise REPORT_QA_MAX_FILE_MB or split the file."
                )
            content = candidate.path.read_bytes()
            mark = stamp(candidate, content, self._versions)
            before = self.places.get(path)
            if before is not None and before.stamp == mark:
                if before.root != str(candidate.root):
                    self._stores.shelving.note_place(Place(path, before.document_id, str(candidate.root), mark))
                self.outcome.unchanged.append(path)
                return
            self._take_in(candidate, content, mark, before)
        except Unreadable as error:
            self.outcome.failed.append({"path": path, "error": str(error)})
        except OSError as error:
            self.outcome.failed.append({"path": path, "error": f"It cannot be opened: {error.strerror}."})

    def _take_in(self, candidate: Candidate, content: bytes, mark: str, before: Place | None) -> None:
        path = str(candidate.path)
        shelving = self._stores.shelving
        document = self._document(candidate, content)
        twin = shelving.twin(document.text, metadata_values(document.metadata)) or self._twin_in_lot(document)
        if twin is not None and (before is None or before.document_id != twin):
            if before is not None:
                self.forget([path], say=False)
            shelving.note_place(Place(path, twin, str(candidate.root), mark))
            (self.outcome.added if before is None else self.outcome.replaced).append(path)
            return
        id = before.document_id if before is not None and self._only_place(before) else self._free_id(path)
        revision = mark[:_REVISION_LENGTH]
        slices, sentences = split(
            document.text, document.sentences, header(document.metadata), self._stores.embedder
        )
        text = document.text
        passages = tuple(
            Passage(f"{id}-{revision}-{number}", id, each.start, each.end, text[each.start : each.end])
            for number, each in enumerate(slices)
        )
        whole = Document(id, path, text, document.metadata, document.pages, sentences)
        self._lot.append(
            Ready(
                whole,
                revision,
                passages,
                (Place(path, id, str(candidate.root), mark),),
                self._warnings,
                self._originals.keep(content),
                media_type(candidate.path),
            )
        )
        (self.outcome.added if before is None else self.outcome.replaced).append(path)
        if sum(len(ready.passages) for ready in self._lot) >= _LOT:
            self.write()

    def _document(self, candidate: Candidate, content: bytes) -> Document:
        """Read and attribute; its id is given later."""
        reading = read(candidate.path, content)
        sidecar = candidate.sidecar.read_text(encoding="utf-8") if candidate.sidecar else None
        metadata = merge_metadata(reading, sidecar)
        text = text_of(reading.blocks)
        sentences: tuple[Sentence, ...] = sentences_of(reading.blocks)
        sentences = with_speakers(sentences, attribute(text, sentences, metadata), metadata)
        self._warnings = reading.warnings
        return Document("", str(candidate.path), text, metadata, pages_of(reading), sentences)

    def write(self) -> None:
        """Embed and store what has gathered."""
        if self._lot:
            self._stores.put(self._lot)
            self._passages += sum(len(ready.passages) for ready in self._lot)
            self._lot = []
            self._report(Progress(self._looked_at, self._total, self._passages, ""))

    def forget(self, paths: Sequence[str], say: bool = True) -> None:
        """Drop these places, and the documents that were nowhere else."""
        orphans = [self._stores.shelving.forget_place(path) for path in paths]
        self._stores.remove([id for id in orphans if id is not None])
        if say:
            self.outcome.removed += paths

    def _only_place(self, place: Place) -> bool:
        return all(other.path == place.path or other.document_id != place.document_id for other in self.places.values())

    def _twin_in_lot(self, document: Document) -> str | None:
        same = (
            ready.document.id
            for ready in self._lot
            if ready.document.text == document.text and ready.document.metadata == document.metadata
        )
        return next(same, None)

    def _free_id(self, path: str) -> str:
        """An id made from the path, so that the same corpus gets the same links in another data folder."""
        taken = {place.document_id for place in self.places.values()}
        salt = ""
        while (id := hashlib.sha256((path + salt).encode()).hexdigest()[:_ID_LENGTH]) in taken:
            salt += "+"
        return id
