"""Errors over HTTP: the one table from an error to its status, and the JSON that every error has."""

import sqlite3
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from rag.errors import BadSpan, DiskFull, NotFound, OperatorError, ReportQAError, UserError
from server.affairs.folders import AffairExists
from server.affairs.rooms import AffairBusy
from server.export.press import NotDone, PressBusy
from server.failures import failure_of
from server.ingestions import TooMuchWaiting
from server.load import Overloaded
from server.roles import NoRole
from server.routes.ingestions import NotOurs
from server.routes.session import WrongKey
from server.sentences_at import NoSentence, TooManySentences
from server.uploads import NotReplaceable, TooLarge, TooSlow

_STATUS: tuple[tuple[type[ReportQAError], int], ...] = (
    (WrongKey, 401),
    (NotFound, 404),
    (BadSpan, 404),
    (NoSentence, 404),
    (TooManySentences, 409),
    (NotDone, 409),
    (AffairExists, 409),
    (AffairBusy, 409),
    (NotReplaceable, 409),
    (PressBusy, 429),
    (TooMuchWaiting, 429),
    (Overloaded, 503),
    (TooLarge, 413),
    (TooSlow, 408),
    (NotOurs, 403),
    (NoRole, 403),
    (UserError, 422),
    (DiskFull, 507),
    (OperatorError, 503),
    (ReportQAError, 500),
)
_METHODS = ("GET", "POST", "PATCH", "DELETE")


def error_response(
    status: int, code: str, message: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """The JSON of an error. Characters that UTF-8 cannot hold are replaced."""
    readable = message.encode("utf-8", "replace").decode()
    return JSONResponse({"error": {"code": code, "message": readable}}, status, headers)


def response_to(error: BaseException) -> JSONResponse:
    """The response to any error, without paths of this machine."""
    if isinstance(error, ReportQAError):
        status = next(status for kind, status in _STATUS if isinstance(error, kind))
        return error_response(status, error.code, error.without_paths, _retry_after(error))
    failure = failure_of(error)
    return error_response(failure.status, failure.code, failure.message)


def add_error_handlers(app: FastAPI) -> None:
    """Answer errors inside the application with their JSON."""
    for kind in (ReportQAError, OSError, sqlite3.Error, UnicodeEncodeError):
        app.add_exception_handler(kind, _any_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)


def _retry_after(error: ReportQAError) -> dict[str, str]:
    """The header that says when to try again, for errors that know it."""
    seconds = getattr(error, "retry_after", None)
    return {} if seconds is None else {"Retry-After": str(seconds)}


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
    """Every method that the address takes, as it is described; the framework names those of one route alone.

    `/briefings/preview` is described by itself, and is no id of `/briefings/{id}`. What is not described is a page.
    """
    paths = request.app.openapi()["paths"]
    fitting = [path for path in paths if compile_path(path)[0].fullmatch(request.url.path)]
    described = paths[min(fitting, key=lambda path: path.count("{"))] if fitting else {"get": ()}
    found = [method for method in _METHODS if method.lower() in described]
    return ["GET", "HEAD", *found[1:]] if "GET" in found else found
