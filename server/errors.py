"""Errors over HTTP: the one table from an error to its status, and the JSON that every error has."""

import errno
import logging
import sqlite3
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match, Mount

from rag.errors import NotFound, OperatorError, ReportQAError, UserError
from server.export.press import NotDone, PressBusy
from server.ingestions import TooMuchWaiting
from server.routes.ingestions import NotOurs
from server.routes.session import WrongKey
from server.uploads import TooLarge, TooSlow

_STATUS: tuple[tuple[type[ReportQAError], int], ...] = (
    (WrongKey, 401),
    (NotFound, 404),
    (NotDone, 409),
    (PressBusy, 429),
    (TooMuchWaiting, 429),
    (TooLarge, 413),
    (TooSlow, 408),
    (NotOurs, 403),
    (UserError, 422),
    (OperatorError, 503),
    (ReportQAError, 500),
)
_METHODS = ("GET", "POST", "PATCH", "DELETE")
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_INTERNAL = (
    "Something went wrong in this program. The server's log says more; try again, or run `report-qa verify`."
)
_log = logging.getLogger(__name__)


def error_response(
    status: int, code: str, message: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """The JSON of an error. Characters that UTF-8 cannot hold are replaced."""
    readable = message.encode("utf-8", "replace").decode()
    return JSONResponse({"error": {"code": code, "message": readable}}, status, headers)


def response_to(error: BaseException) -> JSONResponse:
    """The response to any error; one that is not expected is logged."""
    if isinstance(error, ReportQAError):
        status = next(status for kind, status in _STATUS if isinstance(error, kind))
        return error_response(status, error.code, str(error))
    if isinstance(error, OSError | sqlite3.Error) and (found := _storage_error(error)):
        _log.error("the data folder cannot be written to: %s", error)
        return error_response(*found)
    if isinstance(error, UnicodeEncodeError):
        return error_response(
            422, "invalid", "The request holds half a character (a lone surrogate). Send valid Unicode."
        )
    _log.error("a request failed", exc_info=error)
    return error_response(500, "internal", _INTERNAL)


def add_error_handlers(app: FastAPI) -> None:
    """Answer errors inside the application with their JSON."""
    for kind in (ReportQAError, OSError, sqlite3.Error, UnicodeEncodeError):
        app.add_exception_handler(kind, _any_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)


def _storage_error(error: OSError | sqlite3.Error) -> tuple[int, str, str] | None:
    """Status, code and message where the disk is the cause."""
    number = getattr(error, "errno", None)
    if number in _DISK_FULL or "disk is full" in str(error):
        return 507, "disk_full", "Nothing was kept: the disk is full. Free some space, then try again."
    if number == errno.EROFS or "readonly database" in str(error):
        return (
            503,
            "read_only",
            "Nothing was kept: the data folder is read-only. Make it writable, then try again.",
        )
    if number == errno.EIO or "disk I/O error" in str(error):
        return 503, "disk_fault", "The disk reports an error. Check it, then run `report-qa verify`."
    return None


async def _any_error(_: Request, error: Exception) -> Response:
    return response_to(error)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return error_response(
            422, "invalid", "The body is not valid JSON. See /openapi.json for what to send."
        )
    where = ".".join(str(part) for part in first["loc"] if part != "body") or "the request"
    return error_response(422, "invalid", f"{where}: {first['msg'].removeprefix('Value error, ')}.")


async def _http_error(request: Request, error: Exception) -> Response:
    """Errors of the framework, in our words."""
    assert isinstance(error, HTTPException)
    method, path = request.method, request.url.path
    if error.status_code == 404:
        return error_response(
            404, "not_found", f"There is nothing at {path}. /openapi.json lists the addresses."
        )
    if error.status_code == 405:
        allowed = ", ".join(_methods(request))
        return error_response(
            405,
            "method_not_allowed",
            f"{method} is not possible at {path}. Use {allowed}.",
            {"Allow": allowed},
        )
    if error.status_code == 400:
        return error_response(
            400,
            "bad_request",
            "The body cannot be read. Send UTF-8, without deep nesting, as /openapi.json says.",
        )
    return error_response(error.status_code, "http_error", str(error.detail), error.headers)


def _methods(request: Request) -> list[str]:
    """Every method that the path takes; the framework names those of one route alone."""
    routes = [route for route in request.app.routes if not isinstance(route, Mount)]
    found = [
        method
        for method in _METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    ]
    return ["GET", "HEAD", *found[1:]] if "GET" in found or not found else found
