"""The real application, listening on this machine for as long as a test needs it."""

import socket
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import uvicorn
from loaded import service_of

from ingest.sync.sync import sync
from rag.service import Service
from rag.settings import Settings
from server.access import Access
from server.app import create_app
from server.connections import LIMITS


class Running:
    """`service` behind HTTP on a port of its own; it can be stopped and started again on the same port."""

    def __init__(self, service: Service, access: Access | None = None) -> None:
        self.service = service
        self._access = access
        self._port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", self._port))
        self._port = listening.getsockname()[1]
        config = uvicorn.Config(
            create_app(self.service, self._access), log_level="error", timeout_graceful_shutdown=1, **LIMITS
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([listening],))
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive(), "the server did not start"
            self._thread.join(0.02)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()

    def close(self) -> None:
        self.stop()
        self.service.stores.close()


def made_ready(service: Service) -> None:
    """What is made in the background is made now: on a busy machine later than a page waits for it."""
    service.overview.now()
    while not service.suggestions.held()[1]:
        time.sleep(0.2)


def over(folder: Path, paths: Iterable[Path]) -> Service:
    """A service whose library in `folder` holds these files and folders."""
    service = service_of(Settings(data_dir=folder, _env_file=None))
    named = list(paths)
    if named:
        assert sync(service.stores, named).failed == []
    return service
