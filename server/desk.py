"""Where changes of what is held are made: here, or at the server that holds the data folder already.

A data folder has one writing process. While a server holds it, the commands hand their work over and show how it
gets on; the work itself is the same.
"""

import http.client
import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from ingest.fetching.content import Content
from ingest.fetching.fetch import fetch
from ingest.isolation.limits import Limits
from ingest.sync.corrections import correct
from ingest.sync.file_walk import is_address
from ingest.sync.progress import Outcome, Progress
from ingest.sync.sync import remove, sync
from rag.errors import OperatorError, ReportQAError, UserError
from rag.service import Service
from server.serving import Serving, headers, running_server

_EVERY = 0.25  # seconds between two looks at how work gets on
_PATIENCE = 600.0  # seconds for one answer; a correction may wait for a lot that is being written

Report = Callable[[Progress], None]


class Refused(UserError):
    """The server's own words about what cannot be done as asked."""

    code = "refused"


class ServerGone(OperatorError):
    code = "server_gone"

    def __init__(self) -> None:
        super().__init__(
            "The server stopped while it was at work. What was finished is kept: run the command again."
        )


class Desk(Protocol):
    """Takes changes in, one at a time."""

    def ingest(self, named: Sequence[str], report: Report) -> Outcome: ...

    def rebuild(self, report: Report) -> int:
        """Gives the number of passages."""
        ...

    def remove(self, document_id: str) -> None: ...

    def correct(self, document_id: str, values: Mapping[str, str]) -> None: ...


def desk(service: Service) -> Desk:
    """The server's where one holds the data folder, else our own."""
    serving = running_server(service.settings.data_dir)
    return Here(service) if serving is None else There(serving, service.settings.embedding_model)


class Here:
    """Does the work in this process; raises DataFolderBusy where another holds the folder."""

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
        done = 0
        with self._service.stores.writing():
            for done in self._service.stores.rebuild():
                report(Progress(passages=done))
        return done

    def remove(self, document_id: str) -> None:
        remove(self._service.stores, [document_id])

    def correct(self, document_id: str, values: Mapping[str, str]) -> None:
        correct(self._service.stores, document_id, values)


class There:
    """Hands the work to a running server; raises Refused, and ServerGone where it stops meanwhile."""

    def __init__(self, serving: Serving, embedding_model: str) -> None:
        self._serving = serving
        self._embedding_model = embedding_model

    def ingest(self, named: Sequence[str], report: Report) -> Outcome:
        whole = [each if is_address(each) else str(Path(each).expanduser().resolve()) for each in named]
        return self._wait({"named": whole}, report)

    def rebuild(self, report: Report) -> int:
        return self._wait({"rebuild": True}, report).passages

    def remove(self, document_id: str) -> None:
        self._ask("DELETE", f"/api/documents/{quote(document_id, safe='')}")

    def correct(self, document_id: str, values: Mapping[str, str]) -> None:
        self._ask("PATCH", f"/api/documents/{quote(document_id, safe='')}", dict(values))

    def _wait(self, work: Mapping[str, Any], report: Report) -> Outcome:
        asked = {**work, "embedding_model": self._embedding_model}
        id = self._ask("POST", "/api/ingestions", asked)["ingestion_id"]
        try:
            while True:
                seen = self._ask("GET", f"/api/ingestions/{id}")
                report(Progress(**seen["progress"]))
                if seen["state"] == "done":
                    return Outcome(**seen["outcome"])
                if seen["state"] == "failed":
                    raise Refused(seen["error"]["message"])
                time.sleep(_EVERY)
        except KeyboardInterrupt:
            self._ask("DELETE", f"/api/ingestions/{id}")
            raise

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        connection = http.client.HTTPConnection(self._serving.host, self._serving.port, timeout=_PATIENCE)
        try:
            content = None if body is None else json.dumps(body)
            sent = headers(self._serving) | ({"Content-Type": "application/json"} if content else {})
            connection.request(method, path, content, sent)
            response = connection.getresponse()
            answer = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise ServerGone from error
        finally:
            connection.close()
        found = json.loads(answer) if answer else {}
        if response.status >= http.client.BAD_REQUEST:
            raise _refusal(response.status, found)
        return found


def _refusal(status: int, answer: Any) -> ReportQAError:
    message = answer["error"]["message"]
    return OperatorWords(message) if status >= http.client.INTERNAL_SERVER_ERROR else Refused(message)


class OperatorWords(OperatorError):
    """The server's own words about what whoever runs it must do."""

    code = "server_refused"
