"""The server's log as lines of JSON: one for each request, and one for each warning and fault.

It never holds what was asked: neither a query string nor an address of a document, and of a fault no message of an
error that nobody has worded, which may quote its input, but where in the code it came up.
"""

import json
import logging
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from server.operating.handled import Handled

_requests = logging.getLogger("report_qa.requests")


class JsonLines(logging.Formatter):
    """A record as a line of JSON; its `values` stand in the place of a message."""

    def format(self, record: logging.LogRecord) -> str:
        values: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        values |= getattr(record, "values", None) or {"message": record.getMessage()}
        if record.exc_info and (error := record.exc_info[1]) is not None:
            values["error"] = type(error).__name__
            values["where"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
        return json.dumps(values, ensure_ascii=False)


def write_json_lines() -> None:
    """From now on everything that this process logs goes to standard error as JSON, requests included."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    _requests.setLevel(logging.INFO)


def request_log(affairs: Callable[[], set[str]]) -> Callable[[Handled], None]:
    """Logs a request; `affairs` gives the names that there are, for an address may name anything."""

    def log(handled: Handled) -> None:
        values = {
            "method": handled.method,
            "route": handled.route,
            "status": handled.status,
            "ms": round(handled.seconds * 1000, 1),
            "affair": handled.affair if handled.affair in affairs() else None,
        }
        _requests.info("request", extra={"values": values})

    return log
