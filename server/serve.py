"""Listening: on this machine by default, elsewhere only with a key."""

import socket

from rag.build import Service
from rag.errors import OperatorError
from server.app import create_app

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class CannotListen(OperatorError):
    code = "cannot_listen"


def serve(service: Service, host: str, port: int) -> int:
    """Serve until stopped; raises CannotListen where the address is taken or would be open to anyone."""
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
        except OSError as error:
            raise CannotListen(
                f"Cannot listen on {host}:{port}: {error.strerror}. Choose another port with --port."
            ) from error
    service.stores.check_model()
    print(f"report-qa: http://{host}:{port}  (stop with Ctrl+C)", flush=True)
    uvicorn.run(create_app(service), host=host, port=port, log_level="warning")
    return 0
