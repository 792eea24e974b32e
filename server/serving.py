"""Where the server that holds a data folder can be reached, for the commands that hand their work to it."""

import http.client
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

_NOTE = "serving.json"
_PATIENCE = 5.0  # seconds that a server may take to say that it is there
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 not bound to, but replaced


@dataclass(frozen=True, slots=True)
class Serving:
    """A running server. Whoever can read the data folder knows its `token`, and may hand work over."""

    host: str
    port: int
    pid: int
    token: str


def announcement(host: str, port: int) -> Serving:
    return Serving(_EVERYWHERE.get(host, host), port, os.getpid(), secrets.token_urlsafe(24))


@contextmanager
def announced(folder: Path, serving: Serving) -> Iterator[None]:
    """Inside, `running_server` of this folder gives `serving`; the note is for the owner's eyes alone."""
    note = folder / _NOTE
    half_written = note.with_suffix(".part")
    half_written.unlink(missing_ok=True)
    with os.fdopen(os.open(half_written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(serving), file)
    half_written.replace(note)
    try:
        yield
    finally:
        if _noted(folder) == serving:
            note.unlink(missing_ok=True)


def running_server(folder: Path) -> Serving | None:
    """The server that holds this folder, where one answers; one that was killed has left only its note."""
    serving = _noted(folder)
    if serving is None:
        return None
    connection = http.client.HTTPConnection(serving.host, serving.port, timeout=_PATIENCE)
    try:
        # Something else may listen there by now: only the server that wrote the note knows its own token.
        connection.request("GET", "/api/ingestions", headers=headers(serving))
        return serving if connection.getresponse().status == http.client.OK else None
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def headers(serving: Serving) -> dict[str, str]:
    """What shows a request to be of the same person's who runs the server."""
    return {"Authorization": f"Bearer {serving.token}", "Host": f"localhost:{serving.port}"}


def _noted(folder: Path) -> Serving | None:
    try:
        return Serving(**json.loads((folder / _NOTE).read_text()))
    except (OSError, ValueError, TypeError):
        return None
