"""`serve`: the API and the chat page."""

from typing import Annotated

from typer import Option

from server.backends import local_service


def serve(
    host: Annotated[str, Option(metavar="HOST", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, Option(min=0, max=65535, metavar="PORT", help="The port.")] = 8000,
) -> int:
    """Serve the HTTP API and the chat page. Ingests nothing."""
    from server.serve import serve as serve_until_stopped

    with local_service() as service:
        return serve_until_stopped(service, host, port)
