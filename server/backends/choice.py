"""Which backend a command gets: the server that holds the data folder, or the stores in this process.

Modules are imported inside functions: `--help` needs neither HTTP nor pydantic, and a command that is handed to a
server needs no stores, whose import takes a second.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from server.affairs.folders import DEFAULT, affair_folder, library_of
from server.backends.interface import Backend

if TYPE_CHECKING:
    from rag.service import Service


@contextmanager
def backend(affair: str = DEFAULT) -> Iterator[Backend]:
    """The running server of the configured data folder, or this process; raises BadSetting, and NoAffair where the
    server is not asked."""
    from rag.settings import settings
    from server.backends.remote import Remote
    from server.running_server import running_server

    configured = settings()
    server = running_server(configured.data_dir)
    if server is not None:
        yield Remote(server, configured.embedding_model, affair)
        return
    from server.backends.local import Local

    with local_service(affair) as service:
        yield Local(service, configured.data_dir)


@contextmanager
def lasting_backend(affair: str = DEFAULT) -> Iterator[Callable[[], Backend]]:
    """The same for a process that lasts: each call gives the backend of the moment, for a server may start and stop."""
    from rag.settings import settings
    from server.backends.remote import Remote
    from server.running_server import running_server

    configured = settings()
    guard = Lock()
    with ExitStack() as opened:
        own: list[Backend] = []

        def now() -> Backend:
            server = running_server(configured.data_dir)
            if server is not None:
                return Remote(server, configured.embedding_model, affair)
            with guard:
                if not own:
                    from server.backends.local import Local

                    service = opened.enter_context(local_service(affair))
                    service.stores.check_model()
                    own.append(Local(service))
            return own[0]

        yield now


@contextmanager
def local_service(affair: str = DEFAULT) -> Iterator["Service"]:
    """The stores of an affair in this process, closed at the end; temporary files go to the data folder. Raises
    BadSetting and NoAffair."""
    from rag.service import Service
    from rag.settings import settings
    from server.temporary import temporary_files_in

    configured = settings()
    inside = configured.model_copy(update={"data_dir": affair_folder(configured.data_dir, affair)})
    with temporary_files_in(configured.data_dir), closing(Service(inside, library_of(affair))) as service:
        yield service
