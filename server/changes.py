"""Changes of what is held, made in this process: by the server for its routes, by a command where no server runs."""

from collections.abc import Callable, Mapping, Sequence

from ingest.fetching.content import Content
from ingest.fetching.fetch import fetch
from ingest.isolation.limits import Limits
from ingest.sync.corrections import correct
from ingest.sync.progress import Outcome, Progress
from ingest.sync.sync import remove, sync
from rag.service import Service

Report = Callable[[Progress], None]


class Changes:
    """Every method raises DataFolderBusy where another process holds the data folder."""

    def __init__(self, service: Service, stopped: Callable[[], bool] = lambda: False) -> None:
        self._service = service
        self._stopped = stopped

    def ingest(self, named: Sequence[str], report: Report) -> Outcome:
        settings = self._service.settings

        def fetched(url: str, limits: Limits) -> Content:
            return fetch(url, limits, settings.fetch_seconds)

        return sync(
            self._service.stores,
            named,
            report,
            Limits.of(settings),
            settings.parse_workers,
            fetched,
            self._stopped,
        )

    def rebuild(self, report: Report) -> int:
        """The number of passages."""
        done = 0
        with self._service.stores.writing():
            for done in self._service.stores.rebuild():
                report(Progress(passages=done))
        return done

    def remove(self, document_id: str) -> None:
        remove(self._service.stores, [document_id])

    def correct(self, document_id: str, values: Mapping[str, str]) -> None:
        correct(self._service.stores, document_id, values)
