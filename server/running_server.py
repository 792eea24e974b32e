"""Where the server that holds a data folder can be reached, for the commands that hand their work to it."""

import http.client
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from server.private_file import write_private

_NOTE = "serving.json"
_PATIENCE = 5.0  # seconds that a server may take to answer
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 not bound to, but replaced


@dataclass(frozen=True, slots=True)
class RunningServer:
    """Whoever can read the data folder knows the server's `token`, and may hand work to it."""

    host: str
    port: int
    pid: int
    token: str


def new_server(host: str, port: int) -> RunningServer:
    """This process as a server, with a token of its own."""
    return RunningServer(_EVERYWHERE.get(host, host), port, os.getpid(), secrets.token_urlsafe(24))


@contextmanager
def announced(folder: Path, server: RunningServer) -> Iterator[None]:
    """Inside, `running_server` of this folder gives `server`; only the owner can read the note."""
    note = folder / _NOTE
    write_private(note, json.dumps(asdict(server)))
    try:
        yield
    finally:
        if _noted(folder) == server:
            note.unlink(missing_ok=True)


def running_server(folder: Path) -> RunningServer | None:
    """The server that holds this folder, if it answers; one that was killed leaves only its note."""
    server = _noted(folder)
    if server is None:
        return None
    connection = http.client.HTTPConnection(server.host, server.port, timeout=_PATIENCE)
    try:
        # Another program may listen there by now: only the server that wrote the note knows its token.
        connection.request("GET", "/api/ingestions", headers=headers(server))
        return server if connection.getresponse().status == http.client.OK else None
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def headers(server: RunningServer) -> dict[str, str]:
    """What shows that a request comes from the person who runs the server."""
    return {"Authorization": f"Bearer {server.token}", "Host": f"localhost:{server.port}"}


def _noted(folder: Path) -> RunningServer | None:
    try:
        return RunningServer(**json.loads((folder / _NOTE).read_text()))
    except (OSError, ValueError, TypeError):
        return None
