"""`serve`: the API and the chat page."""

from typing import Annotated

from typer import Option

from server.backends.choice import local_service


def serve(
    host: Annotated[str, Option(metavar="HOST", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, Option(min=0, max=65535, metavar="PORT", help="The port.")] = 8000,
    with_key: Annotated[
        bool, Option("--key", help="Ask for a key, and print a link that opens the page once.")
    ] = False,
    beside: Annotated[
        bool,
        Option("--beside", help="Answer beside a server that runs, which goes on to take documents in."),
    ] = False,
) -> int:
    """Serve the HTTP API and the chat page.

    Without a key, any program on this machine can ask the server; with `--key` it asks for one, which is made on first
    start and kept in the file `key` of the data folder. REPORT_QA_API_KEY sets another. Other hosts than this machine
    need a key. Nothing is ingested; the other commands hand their work to the running server.

    With `--beside` it is a further server over the folder of one that runs, so that more questions are answered at
    once; what changes documents it hands on to that one.
    """
    from server.serve import serve as serve_until_stopped

    with local_service() as service:
        return serve_until_stopped(service, host, port, with_key, beside)
