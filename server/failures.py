"""Failures without an error class of their own: a full or broken disk, bugs, panics of native libraries."""

import errno
import logging
import sqlite3
from dataclasses import dataclass

from rag.errors import ReportQAError

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# These end a task or the process and are never sent as an answer.
ENDING = (GeneratorExit, KeyboardInterrupt, SystemExit)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """An HTTP status, a code for programs, and a sentence for people."""

    status: int
    code: str
    message: str


_INTERNAL = Failure(
    500,
    "internal",
    "Something went wrong in this program. The server's log has the details. Try again, or run `report-qa verify`.",
)
_HALF_CHARACTER = Failure(
    422, "invalid", "The request contains half a character (a lone surrogate). Send valid Unicode."
)


def failure_of(error: BaseException) -> Failure:
    """What to answer for an error that is no ReportQAError; it is logged."""
    if isinstance(error, UnicodeEncodeError):
        return _HALF_CHARACTER
    if isinstance(error, OSError | sqlite3.Error) and (found := _storage_failure(error)):
        _log.error("the data folder cannot be used: %s", error)
        return found
    _log.error("a fault of this program", exc_info=error)
    return _INTERNAL


def error_values(error: BaseException) -> dict[str, str]:
    """Code and message of any error, without paths of this machine."""
    if isinstance(error, ReportQAError):
        return {"code": error.code, "message": error.without_paths}
    failure = failure_of(error)
    return {"code": failure.code, "message": failure.message}


def _storage_failure(error: OSError | sqlite3.Error) -> Failure | None:
    """The failure of the disk, if that is the cause."""
    number = getattr(error, "errno", None)
    text = str(error)
    if number in _DISK_FULL or "disk is full" in text:
        return Failure(
            507, "disk_full", "Nothing was kept: the disk is full. Free some space, then try again."
        )
    if number == errno.EROFS or "readonly database" in text:
        return Failure(
            503,
            "read_only",
            "Nothing was kept: the data folder is read-only. Make it writable, then try again.",
        )
    if number == errno.EIO or "disk I/O error" in text:
        return Failure(503, "disk_fault", "The disk reports an error. Check it, then run `report-qa verify`.")
    if "database is locked" in text:
        return Failure(503, "busy", "Another process is writing to the data folder. Try again in a moment.")
    return None
