"""Serving until stopped: on this machine by default, elsewhere only with a key."""

import ctypes
import gc
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from types import FrameType

import uvicorn
from uvicorn.config import LOGGING_CONFIG

from rag.errors import OperatorError
from rag.service import Service
from rag.storage.stores import Stores
from server.access import Access, kept_key
from server.app import create_app
from server.connections import LIMITS
from server.keys import Keys
from server.operating.log import write_json_lines
from server.proxies import Peers, ProxyUser
from server.running_server import RunningServer, announced, new_server

_ARENAS = -8  # M_ARENA_MAX in malloc.h
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PATIENCE = 10  # seconds in which requests may still be answered after a signal to stop


class CannotListen(OperatorError):
    code = "cannot_listen"


def serve(service: Service, host: str, port: int, with_key: bool, beside: bool = False) -> int:
    """Serve until stopped by SIGINT or SIGTERM, and hold the data folder meanwhile; `beside` another server, leave it
    to that one.

    Raises CannotListen where the address is taken or would be open to anyone, DataFolderBusy where another process
    writes, BadKeyFile where the key is kept but cannot be used.
    """
    settings = service.settings
    named = bool(settings.user_header or Keys(settings.data_dir).all())
    if host not in _LOOPBACK and not (with_key or settings.api_key or named):
        raise CannotListen(
            f"Listening on {host} would let anyone on the network ask and remove. Start with --key, or set "
            "REPORT_QA_API_KEY."
        )
    _check_free(host, port)
    _keep_memory_together()
    if settings.log_format == "json":
        write_json_lines()
    stores = service.stores
    server = new_server(host, port)
    address = f"[{server.host}]" if ":" in server.host else server.host
    with _stopped_by_sigterm(), nullcontext() if beside else _holding(stores, server):
        stores.check_model()
        proxy_user = ProxyUser(settings.user_header, settings.trusted_proxies)
        key = settings.api_key or (kept_key(stores.folder) if with_key or named else "")
        access = Access(key, server.token, stores.folder, proxy_user)
        app = create_app(service, access, address, beside)
        if not beside:
            app.state.rooms.default.ingestions.clear_leftovers()
        # The page is still on its way to the browser; nobody's first question waits for this.
        stores.background.start("warm-up", lambda: _warm_up(service))
        _print_address(f"http://{address}:{port}", access, with_key)
        with suppress(KeyboardInterrupt):
            uvicorn.run(
                Peers(app, settings.trusted_proxies),
                proxy_headers=False,
                host=host,
                port=port,
                log_level="warning",
                log_config=LOGGING_CONFIG if settings.log_format == "text" else None,
                timeout_graceful_shutdown=_PATIENCE,
                **LIMITS,
            )
    return 0


@contextmanager
def _holding(stores: Stores, server: RunningServer) -> Iterator[None]:
    """Inside, nobody else writes to the folder, and commands hand their work to this server."""
    with stores.hold(), announced(stores.folder, server):
        yield


def _print_address(address: str, access: Access, with_link: bool) -> None:
    print(f"report-qa: {address}  (stop with Ctrl+C)", flush=True)
    if with_link:
        print(f"Open it with this link, once: {address}/open?token={access.new_link_token()}", flush=True)
    elif not access.needs_key:
        print(
            "report-qa: no key is set, so any program on this machine can ask this server. --key sets one.",
            file=sys.stderr,
            flush=True,
        )


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotListen(
                f"Cannot listen on {host}:{port}: {error.strerror}. Choose another port with --port."
            ) from error


@contextmanager
def _stopped_by_sigterm() -> Iterator[None]:
    """Inside, SIGTERM stops the program as Ctrl+C does: what is open is closed, and the note of this server removed."""

    def stop(_: int, __: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _keep_memory_together() -> None:
    """Let all threads allocate from two places; glibc gives each its own, which keeps what it once took."""
    with suppress(AttributeError, OSError):  # other systems do not know it
        ctypes.CDLL(None).mallopt(_ARENAS, 2)


def _warm_up(service: Service) -> None:
    service.pipeline.warm_up()
    service.overview.now()
    # What is loaded now stays; to look through it for garbage would take a tenth of the time of an answer.
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
