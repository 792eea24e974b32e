"""One ingestion: each file is read in another process and prepared for the stores, in order."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.attribution import ATTRIBUTION_VERSION
from ingest.attribution.compiler_notes import CompilerNotes
from ingest.fetching.content import Content
from ingest.fetching.fetch import Fetch
from ingest.isolation.limits import Limits, check_size
from ingest.isolation.parsed import Parsed, ReadingTask
from ingest.isolation.pool import Workers
from ingest.readers import READER_VERSION, media_type
from ingest.sync.ahead import Ahead, FileBeingRead
from ingest.sync.contents import Contents
from ingest.sync.file_walk import Candidate, printable
from ingest.sync.held import Held
from ingest.sync.progress import ALREADY_HELD, Outcome
from ingest.sync.same_document import attached
from ingest.sync.write_queue import WriteQueue
from ingest.text.reading import Attachment
from ingest.text.split import SPLITTER_VERSION, split
from rag.errors import Unreadable
from rag.storage.locations import Place
from rag.storage.metadata import corrected, metadata_values
from rag.storage.originals import sha_of
from rag.storage.revision.passage_context import header
from rag.storage.revision.values import Ready
from rag.storage.stores import Stores
from rag.types import Document, Metadata, Passage

_REVISION_LENGTH = 8
_AHEAD = 64 * 2**20  # bytes of files that are read ahead of the one whose turn it is
_DEPTH = 5  # mails in mails
_NAMED = 200  # files that were left out of one


class IngestionRun:
    """Takes candidates one by one and records the result in `outcome`. `finish` waits for the last."""

    def __init__(
        self, stores: Stores, queue: WriteQueue, workers: Workers, limits: Limits, fetch: Fetch
    ) -> None:
        self.outcome = Outcome()
        self._stores = stores
        self._queue = queue
        self._workers = workers
        self._limits = limits
        self._fetch = fetch
        self._versions = (
            f"{READER_VERSION}:{SPLITTER_VERSION}:{ATTRIBUTION_VERSION}:{stores.embedder.fingerprint}"
        )
        self._notes = CompilerNotes(stores.embedder)
        self._held = Held(stores)
        self._ahead = Ahead()

    def take(self, candidate: Candidate) -> None:
        """Start to read one file; an error is recorded and the rest goes on."""
        if printable(candidate.place) != candidate.place:
            self._fail(candidate.place, "Its name is not valid in this system's encoding. Rename it.")
            return
        try:
            content = self._load(candidate)
            stamp = content.stamp(self._versions)
            uploaded = candidate.uploaded
            place = self._held.upload_place(candidate, content.body) if uploaded else candidate.place
            if self._held.is_unchanged(place, stamp):
                self.outcome.unchanged.append(place)
                return
            self._ahead.add(self._begin(place, content, stamp, document_id=candidate.document_id))
        except Unreadable as error:
            self._fail(candidate.place, str(error))
        except OSError as error:
            self._fail(candidate.place, f"It cannot be opened: {error.strerror or error}.")
        while len(self._ahead) > self._workers.count * 2 or (
            len(self._ahead) > 1 and self._ahead.size > _AHEAD
        ):
            self._settle_next()

    def finish(self, stopped: Callable[[], bool]) -> None:
        """Write what was taken; once `stopped`, only what is embedded is, and `outcome` tells only of that."""
        while self._ahead and not stopped():
            self._settle_next()
        self._ahead.clear()
        self.outcome.leave_out(self._queue.finish(stopped))

    def _load(self, candidate: Candidate) -> Content:
        if candidate.file is None:
            return self._fetch(candidate.place, self._limits)
        check_size(candidate.file.stat().st_size, self._limits)
        sidecar = candidate.sidecar.read_bytes() if candidate.sidecar else candidate.metadata.encode() or None
        return Content(candidate.name, candidate.file.read_bytes(), sidecar)

    def _begin(
        self, place: str, content: Content, stamp: str, within: str = "", document_id: str | None = None
    ) -> FileBeingRead:
        before = self._held.places.get(place)
        known_as = document_id or (before.document_id if before else None)
        corrections = self._stores.shelving.corrections(known_as) if known_as else {}
        task = ReadingTask(content.name, content.body, content.sidecar, content.url, corrections)
        return FileBeingRead(
            place, content, stamp, within, self._workers.submit(task), document_id=document_id
        )

    def _settle_next(self) -> None:
        reading = self._ahead.next()
        try:
            self._settle(reading)
        except Unreadable as error:
            self._fail(reading.place, str(error))

    def _fail(self, place: str, reason: str) -> None:
        self.outcome.failed.append({"path": printable(place), "error": reason})

    def _settle(self, reading: FileBeingRead, contents: Contents | None = None, depth: int = 0) -> None:
        """Store a file that was read, and its attachments; one that fails is told as such, and the rest goes on.

        `contents` collects everything that the outermost file contains.
        """
        parsed = reading.parsed.result()
        outer = reading.within or reading.place
        contents = contents or Contents()
        kept = contents.places
        warnings = list(parsed.warnings)
        begun: list[FileBeingRead] = []
        attachment_warnings: list[str] = []
        for attachment, place in _named(
            reading.place, self._room(reading.place, parsed, contents, depth, warnings)
        ):
            content = Content(attachment.name, attachment.content)
            stamp = content.stamp(self._versions)
            if self._held.is_unchanged(place, stamp):
                kept |= self._held.inside(place)
            else:
                begun.append(self._begin(place, content, stamp, outer))
        for each in begun:
            if error := each.parsed.exception():
                if not isinstance(error, Unreadable):
                    raise error
                self._fail(each.place, str(error))
                attachment_warnings.append(f"attachment {each.content.name} was not ingested: {error}")
            else:
                kept.add(each.place)
        self.outcome.warnings += [{"path": reading.place, "warning": each} for each in warnings]
        id = self._shelve(reading, parsed, (*warnings, *attachment_warnings))
        for each in begun:
            if each.place in kept:
                carried = replace(each, attached_to=id, carrier=parsed.metadata)
                self._settle(carried, contents, depth + 1)
        if depth == 0:
            self.outcome.removed += self._forget(self._held.attachments_lost(outer, kept))
            if reading.document_id is not None:
                self._forget(self._held.replaced(reading.document_id, kept | {reading.place}))

    def _room(
        self, place: str, parsed: Parsed, contents: Contents, depth: int, warnings: list[str]
    ) -> Sequence[Attachment]:
        """The attachments that are ingested; of the others it is told why they are not."""
        if depth >= _DEPTH:
            self._leave_out(place, parsed.attachments, "it is nested too deep in other mails", warnings)
            return ()
        room = contents.room_for(parsed.attachments, self._limits)
        self._leave_out(place, parsed.attachments[room:], contents.limit(self._limits), warnings)
        return parsed.attachments[:room]

    def _leave_out(self, place: str, left: Sequence[Attachment], reason: str, warnings: list[str]) -> None:
        """Tell which attachments are not ingested, if any: how many, and the first by name."""
        if not left:
            return
        for each in left[:_NAMED]:
            self._fail(f"{place}#{each.name}", f"It was left out: {reason}. Save it as a file of its own.")
        warnings.append(f"not ingested: {len(left)} of its attachments, as {reason}")

    def _forget(self, gone: list[str]) -> list[str]:
        if gone:
            self._queue.flush()
            with self._stores.writing():
                self._stores.forget(gone)
            for path in gone:
                self._held.drop(path)
        return gone

    def _shelve(self, reading: FileBeingRead, parsed: Parsed, warnings: tuple[str, ...]) -> str:
        """Queue a document for writing, or add a place to one that is held; gives its id."""
        metadata = parsed.metadata
        if reading.attached_to:
            metadata = attached(metadata, reading.attached_to, reading.carrier)
        values = metadata_values(metadata)
        renews = reading.document_id and self._held.homes[reading.document_id]
        new = reading.place not in self._held.places and not renews
        (self.outcome.added if new else self.outcome.replaced).append(reading.place)
        id, told_already = self._held.document_of(reading.place, parsed.text, values, reading.document_id)
        place = Place(reading.place, id, reading.stamp, reading.within)
        self._held.move(place)
        if told_already or (new and self._held.twin(reading.place, id) is not None):
            warning = f"{ALREADY_HELD}, as {self._held.twin(reading.place, id) or id}"
            warning += "" if told_already else "; what this file tells of it besides was added"
            self.outcome.warnings.append({"path": reading.place, "warning": warning})
        if told_already:
            self._queue.add_twin(place)
            return id
        self._queue.add(self._ready(id, reading, parsed, metadata, warnings), reading.content.body)
        self._held.send(id, values, parsed.text)
        return id

    def _ready(
        self, id: str, reading: FileBeingRead, parsed: Parsed, metadata: Metadata, warnings: tuple[str, ...]
    ) -> Ready:
        text = parsed.text
        corrections = self._stores.shelving.corrections(id)
        known = corrected(metadata_values(metadata), corrections)
        slices, sentences = split(text, parsed.sentences, header(known), self._stores.embedder)
        if known.text_type == "summary":
            sentences = self._notes.marked(text, sentences)
        revision = reading.stamp[:_REVISION_LENGTH]
        passages = tuple(
            Passage(f"{id}-{revision}-{number}", id, each.start, each.end, text[each.start : each.end])
            for number, each in enumerate(slices)
        )
        return Ready(
            Document(id, reading.place, text, metadata, parsed.pages, sentences),
            revision,
            passages,
            (self._held.places[reading.place],),
            warnings,
            sha_of(reading.content.body),
            media_type(Path(reading.content.name)),
            corrections,
            parsed.layout,
        )


def _named(place: str, attachments: Sequence[Attachment]) -> list[tuple[Attachment, str]]:
    """Each attachment and its place: `mail.eml#letter.pdf`, and `mail.eml#2:letter.pdf` for a
    second of that name."""
    named: list[tuple[Attachment, str]] = []
    seen: Counter[str] = Counter()
    for attachment in attachments:
        name = attachment.name.replace("#", "_").replace("\\", "/").rsplit("/", 1)[-1] or "unnamed"
        seen[name] += 1
        named.append((attachment, f"{place}#{seen[name]}:{name}" if seen[name] > 1 else f"{place}#{name}"))
    return named
