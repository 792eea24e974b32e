"""Listening: on this machine by default, elsewhere only with a key."""

import ctypes
import gc
import socket
from contextlib import suppress
from threading import Thread

from rag.errors import OperatorError, ReportQAError
from rag.service import Service
from server.app import create_app
from server.connections import LIMITS
from server.running_server import announced, new_server

_ARENAS = -8  # M_ARENA_MAX in malloc.h
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class CannotListen(OperatorError):
    code = "cannot_listen"


def serve(service: Service, host: str, port: int) -> int:
    """Serve until stopped, and hold the data folder meanwhile.

    Raises CannotListen where the address is taken or would be open to anyone, DataFolderBusy where another
    process writes.
    """
    import uvicorn

    if host not in _LOOPBACK and not service.settings.api_key:
        raise CannotListen(
            f"Listening on {host} would let anyone on the network ask and remove. Set REPORT_QA_API_KEY first."
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or "a port is a number from 0 to 65535"
            raise CannotListen(
                f"Cannot listen on {host}:{port}: {why}. Choose another port with --port."
            ) from error
    _keep_memory_together()
    stores = service.stores
    serving = new_server(host, port)
    with stores.hold(), announced(stores.folder, serving):
        stores.check_model()
        app = create_app(service, serving.token)
        app.state.ingestions.clear_leftovers()
        # The page is still on its way to the browser; nobody's first question waits for this.
        Thread(target=_warm_up, args=(service,), name="warm-up", daemon=True).start()
        print(f"report-qa: http://{host}:{port}  (stop with Ctrl+C)", flush=True)
        uvicorn.run(app, host=host, port=port, log_level="warning", **LIMITS)
    return 0


def _keep_memory_together() -> None:
    """Let all threads allocate from two places; glibc gives each its own, which keeps what it once took."""
    with suppress(AttributeError, OSError):  # other systems do not know it
        ctypes.CDLL(None).mallopt(_ARENAS, 2)


def _warm_up(service: Service) -> None:
    with suppress(ReportQAError):  # whoever asks is told of it
        service.pipeline.warm_up()
    # What is loaded now stays; to look through it for what may go would be a tenth of the time of an answer.
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
