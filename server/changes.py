"""Changes of what is held, made in this process: by the server for its routes, by a command where no server runs."""

from collections.abc import Callable, Mapping, Sequence

from ingest.fetching.content import Content
from ingest.fetching.fetch import fetch
from ingest.isolation.limits import Limits
from ingest.sync.corrections import correct
from ingest.sync.file_walk import Candidate
from ingest.sync.moving import move
from ingest.sync.progress import Outcome, Progress
from ingest.sync.sync import remove, sync, take_in
from rag.service import Service
from server.export.press import Press

ReportProgress = Callable[[Progress], None]


class Changes:
    """Every method raises DataFolderBusy where another process holds the data folder."""

    def __init__(self, service: Service, stopped: Callable[[], bool] = lambda: False) -> None:
        self._service = service
        self._stopped = stopped
        self._press = Press(service)

    def ingest(self, named: Sequence[str], report: ReportProgress) -> Outcome:
        settings = self._service.settings

        def fetched(url: str, limits: Limits) -> Content:
            return fetch(url, limits, settings.fetch_seconds)

        outcome = sync(
            self._service.stores,
            named,
            report,
            Limits.of(settings),
            settings.parse_workers,
            fetched,
            self._stopped,
        )
        self._press.delete_erased()
        return outcome

    def take_in(self, found: Sequence[Candidate], report: ReportProgress) -> Outcome:
        """Ingest files that were uploaded."""
        settings = self._service.settings
        outcome = take_in(
            self._service.stores,
            found,
            report,
            Limits.of(settings),
            settings.parse_workers,
            stopped=self._stopped,
        )
        self._press.delete_erased()
        return outcome

    def rebuild(self, report: ReportProgress) -> int:
        """The number of passages."""
        done = 0
        with self._service.stores.writing():
            for done in self._service.stores.rebuild():
                report(Progress(passages=done))
        return done

    def remove(self, document_ids: Sequence[str]) -> None:
        """All or none of them."""
        remove(self._service.stores, document_ids)
        self._press.delete_erased()

    def move(self, document_ids: Sequence[str], target: Service) -> None:
        """To another affair: all or none of them."""
        move(self._service.stores, target.stores, document_ids)
        self._press.delete_erased()

    def erase_conversation(self, id: str) -> None:
        self._service.archive.erase(id)
        self._press.delete_erased()

    def correct(self, document_id: str, values: Mapping[str, str]) -> None:
        correct(self._service.stores, document_id, values)
