"""The audit log: who did what in which affair, and when. It holds nothing that was asked, unless that is switched on.

A line of JSON for each request that changes something or shows what documents say, of servers that know who asks.
"""

import json
import logging
import os
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send

from server.affairs.beside import HANDED_ON
from server.affairs.folders import is_name
from server.affairs.paths import affair_of
from server.responses import Watched

_FILE = "audit.jsonl"
_LARGEST, _KEPT = 10 * 2**20, 9  # bytes of a file; files before it
# The page's own looks at what there is; they show no text of a document.
_QUIET = re.compile(
    r"/(library|timeline|claims|briefing|search|pins|openapi\.json|healthz|readyz|metrics)?|/(web|answers|documents|conversations)/.*"
    r"|/api/(status|session|suggestions|filters|affairs|conversations|pins|documents|ingestions(/.*)?|briefings/[^/]+)"
)
_log = logging.getLogger(__name__)


class AuditLog:
    """The log of a data folder; older files are `audit.jsonl.1` to `.9`."""

    def __init__(self, root: Path, with_questions: bool) -> None:
        self._file = root / _FILE
        self._with_questions = with_questions
        self._turn = threading.Lock()

    def note(self, scope: Scope, status: int) -> None:
        """Write a line about a request that was answered; a full disk costs the line, and no answer."""
        state = scope["state"]
        person = state.get("person")
        values: dict[str, Any] = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "who": person.name if person else None,
            # An address where nothing is may be anything that was typed.
            "affair": affair if is_name(affair := affair_of(scope)) else "(no affair)",
            "did": f"{scope['method']} {scope['path'] if status != 404 else '(nothing there)'}",
            "status": status,
        }
        if self._with_questions and (asked := state.get("asked") or _searched(scope)):
            values["asked"] = asked
        line = json.dumps(values, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        try:
            with self._turn:
                self._write(line)
        except OSError as error:
            _log.error("the audit log cannot be written: %s", error)

    def _write(self, line: bytes) -> None:
        opened = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(opened, line)
            full = os.fstat(opened).st_size > _LARGEST
        finally:
            os.close(opened)
        if full:
            for number in range(_KEPT, 0, -1):
                before = self._file.with_name(f"{_FILE}.{number - 1}" if number > 1 else _FILE)
                if before.exists():
                    before.replace(self._file.with_name(f"{_FILE}.{number}"))


def _searched(scope: Scope) -> str:
    """The words of a search."""
    query: bytes = scope["query_string"]
    return parse_qs(query.decode("utf-8", "replace")).get("q", [""])[0]


class Audit:
    """Notes each request that is worth it when it has been answered; the guard inside finds out who asks."""

    def __init__(self, app: ASGIApp, log: AuditLog) -> None:
        self._app = app
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or (
            scope["method"] in ("GET", "HEAD") and _QUIET.fullmatch(scope["path"])
        ):
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})  # one for the guard, the routes and this
        watched = Watched(send, 500)
        try:
            await self._app(scope, receive, watched)
        finally:
            if HANDED_ON not in scope["state"]:  # else the server that did it has noted it
                self._log.note(scope, watched.status)


def lines(root: Path) -> Iterator[dict[str, Any]]:
    """What the log holds, the oldest first; a line that was cut off is left out."""
    files = [root / f"{_FILE}.{number}" for number in range(_KEPT, 0, -1)]
    for file in (*files, root / _FILE):
        try:
            written = file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
        for line in written:
            try:
                found = json.loads(line)
            except ValueError:
                continue
            if isinstance(found, dict):
                yield found
