"""Rebuilds a library whose own file is lost or damaged, from the original files and the records beside them.

The documents get their old ids, metadata and corrections. Answers and conversations are only in a backup.
"""

import shutil
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path, PurePosixPath

import yaml

from ingest.isolation.limits import Limits
from ingest.readers import FORMATS, media_type
from ingest.sync.corrections import correct
from ingest.sync.file_walk import Candidate, is_address, printable
from ingest.sync.progress import Outcome, Progress
from ingest.sync.sync import take_in
from rag.errors import LibraryDamaged, LibraryMissing, UserError
from rag.storage.data_folder import WriteLock
from rag.storage.database import RECOVERING, Database, open_database
from rag.storage.locations import Place
from rag.storage.originals import OriginalRecord, Originals, any_originals
from rag.storage.revision.indexes import discard_indexes
from rag.storage.sqlite.library_file import SQLite
from rag.storage.stores import Stores

UNRECOVERED = "unrecovered"  # the folder for originals that could not be read again


class NothingToRecover(UserError):
    code = "nothing_to_recover"


def begin_recovery(folder: Path, database_url: str = "", affair: str = "") -> None:
    """Replace a lost or damaged library with an empty one; continues a recovery that was interrupted.

    `database_url` and `affair` are as in `open_database`. To be called while no stores are open in this process.
    Raises NothingToRecover where the library is there and undamaged, or no original files are; DataFolderBusy where
    another process writes.
    """
    if not any_originals(folder):
        raise NothingToRecover(f"There are no original files in {folder} to recover a library from.")
    with WriteLock(folder, lambda _: None)():
        library = partial(open_database, folder, database_url, affair)
        state = _state(library)
        if state == "sound":
            raise NothingToRecover(
                "The library is there and undamaged. Run `report-qa verify`, or `report-qa rebuild` for the indexes."
            )
        discard_indexes(folder)
        if state == "lost":
            if not database_url:
                SQLite(folder).put_aside()
            _create(library)


def recover(
    stores: Stores,
    report: Callable[[Progress], None] = lambda _: None,
    limits: Limits | None = None,
    workers: int = 2,
) -> Outcome:
    """Ingest all original files again, into stores that were opened after `begin_recovery`.

    Files that cannot be read again are copied to the folder `unrecovered`.
    """
    with stores.hold():
        known = [
            (sha, record) for sha in stores.originals.hashes() for record in _records(stores.originals, sha)
        ]
        places = {path for _, record in known for path, within in record.places if not within}
        found = {
            record.places[0][0]: (sha, record) for sha, record in known if record.places[0][1] not in places
        }
        candidates = [_candidate(stores.originals, sha, record) for sha, record in found.values()]
        outcome = take_in(stores, candidates, report, limits, workers)
        held = {place.document_id for place in stores.places.all().values()}
        for record in (record for _, record in known if record.document_id in held):
            _restore(stores, record)
        for failure in outcome.failed:
            _set_aside(stores, *found[failure["path"]])
        stores.database.forget_setting(RECOVERING)
        with stores.writing():
            stores.sweep_originals()
    return outcome


def _create(library: Callable[..., Database]) -> None:
    """Create a library to be filled from the original files; while `RECOVERING` is set, none of them is deleted."""
    with closing(library(beside_originals=True)) as database:
        database.set_setting(RECOVERING, "yes")


def _state(library: Callable[[], Database]) -> str:
    """The state of the library: "lost", "sound", or "begun" if a recovery was interrupted."""
    try:
        database = library()
    except (LibraryMissing, LibraryDamaged):
        return "lost"
    try:
        if database.damage():
            return "lost"
        return "begun" if database.setting(RECOVERING) else "sound"
    except LibraryDamaged:
        return "lost"
    finally:
        database.close()


def _records(originals: Originals, sha: str) -> list[OriginalRecord]:
    """The records of an original; where they are lost, one that names the file by its hash."""
    known = [record for record in originals.records(sha) if record.places]
    return known or [OriginalRecord(sha[:16], ((f"recovered/{sha[:16]}", ""),), {})]


def _candidate(originals: Originals, sha: str, record: OriginalRecord) -> Candidate:
    place = record.places[0][0]
    name = "page" if is_address(place) else PurePosixPath(place).name
    if record.media_type and media_type(Path(name)) != record.media_type:
        suffixes = [each.suffixes[0] for each in FORMATS if each.media_type == record.media_type]
        name += suffixes[0] if suffixes else ""
    metadata = yaml.safe_dump(record.metadata, allow_unicode=True, sort_keys=False) if record.metadata else ""
    return Candidate(place, name, originals.open(sha), document_id=record.document_id, metadata=metadata)


def _restore(stores: Stores, record: OriginalRecord) -> None:
    """Restore the other places of a document, and the corrections that people made."""
    further = [
        Place(path, record.document_id, "", within) for path, within in record.places[1:] if not within
    ]
    if further:
        with stores.writing():
            stores.put([], [], further)
    if record.corrections:
        correct(stores, record.document_id, record.corrections)


def _set_aside(stores: Stores, sha: str, record: OriginalRecord) -> None:
    target = stores.folder / UNRECOVERED / f"{sha[:12]}-{printable(PurePosixPath(record.places[0][0]).name)}"
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(stores.originals.open(sha), target)
