"""Synchronises the stores with files: adds new ones, replaces changed ones, removes deleted ones.

The command line and the server both use it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.fetching.fetch import Fetch, fetch
from ingest.isolation.limits import Limits
from ingest.isolation.pool import Workers
from ingest.sync.file_walk import Candidate, NothingThere, candidates, folders, printable
from ingest.sync.ingestion import IngestionRun
from ingest.sync.progress import Outcome, Progress, ProgressClock
from ingest.sync.write_queue import WriteQueue
from rag.storage.locations import Place
from rag.storage.stores import Stores

_SIZE_UNKNOWN = 100_000  # bytes assumed for a page before it is fetched


def sync(
    stores: Stores,
    named: Sequence[Path | str],
    report: Callable[[Progress], None] = lambda _: None,
    limits: Limits | None = None,
    workers: int = 2,
    fetch: Fetch = fetch,
    stopped: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Ingest these files, folders and addresses; remove what was deleted from a folder named here.

    `stopped` is called between files: what is written by then is kept, and nothing is removed. Raises
    NothingThere for a path that does not exist or a folder that holds and held nothing, and DataFolderBusy while
    another process writes.
    """
    found = candidates(named)
    with stores.hold():
        gone = _gone(folders(named), {each.place for each in found}, stores.places.all())
        if not found and not gone:
            where = ", ".join(str(each) for each in named)
            raise NothingThere(f"There are no documents in {where}. Put files there, or name another folder.")
        outcome = take_in(stores, found, report, limits, workers, fetch, stopped)
        if gone and not stopped():
            with stores.writing():
                stores.forget(gone)
                stores.erase()
            outcome.removed += gone
        _count(stores, outcome)
    return outcome


def take_in(
    stores: Stores,
    found: Sequence[Candidate],
    report: Callable[[Progress], None] = lambda _: None,
    limits: Limits | None = None,
    workers: int = 2,
    fetch: Fetch = fetch,
    stopped: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Ingest these and remove nothing; raises DataFolderBusy while another process writes."""
    limits = limits or Limits()
    sizes = [_size(each) for each in found]
    clock = ProgressClock(len(found), sum(sizes), report)
    with stores.taking_in():
        stores.check_model()
        with Workers(limits, workers) as pool, WriteQueue(stores, clock.written) as queue:
            run = IngestionRun(stores, queue, pool, limits, fetch)
            for candidate, size in zip(found, sizes, strict=True):
                if stopped():
                    break
                clock.at(printable(candidate.name or candidate.place))
                run.take(candidate)
                clock.done(size)
            run.finish(stopped)
        clock.end()
        with stores.writing():
            stores.sweep_originals()
            stores.erase()
        _count(stores, run.outcome)
    order = {printable(candidate.place): number for number, candidate in enumerate(found)}
    run.outcome.failed.sort(key=lambda failure: order.get(failure["path"], len(order)))
    return run.outcome


def remove(stores: Stores, document_ids: Sequence[str]) -> None:
    """Remove documents, all or none, and erase what is kept of them; raises NotFound, DataFolderBusy. Erasing
    rewrites whole files, so removals by several threads at once are done together. Not to be called inside
    `writing`.
    """

    def preparation() -> None:
        with stores.writing():
            stores.remove(list(dict.fromkeys(document_ids)))

    def erasing() -> None:
        with stores.writing():
            stores.erase()

    stores.erasing.after(preparation, erasing)


def _size(candidate: Candidate) -> int:
    if candidate.file is None:
        return _SIZE_UNKNOWN
    try:
        return candidate.file.stat().st_size
    except OSError:  # gone since it was listed; reading it will say so
        return 0


def _gone(roots: Sequence[Path], found: set[str], places: dict[str, Place]) -> list[str]:
    """The places below these folders whose file was deleted, with their attachments."""
    files = {path: place.within or path for path, place in places.items()}
    return [
        path
        for path, file in files.items()
        if file not in found and any(Path(file).is_relative_to(root) for root in roots)
    ]


def _count(stores: Stores, outcome: Outcome) -> None:
    counts = stores.library.counts()
    outcome.documents, outcome.passages = counts["documents"], counts["passages"]
