"""The HTTP application: its routes, its guards and the one table from errors to statuses."""

import hmac
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from rag.errors import NotFound, OperatorError, ReportQAError, UserError
from rag.service import Service
from server.export.press import NotDone, Press, PressBusy
from server.ingestions import Ingestions, TooMuchWaiting
from server.routes import (
    answers,
    ask,
    briefings,
    claims,
    conversations,
    documents,
    exports,
    filters,
    ingestions,
    page_images,
    pages,
    status,
    suggestions,
    timeline,
)
from server.routes.ingestions import NotOurs
from server.uploads import TooLarge

_WEB = Path(__file__).parent / "web"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
# These tell nothing of what is held: the page is the same for everyone and asks for the key itself.
_OPEN_PATHS = re.compile(
    r"/((healthz|readyz|library|timeline|claims|briefing)|(web|answers|documents|conversations)/.+)?"
)
# Nothing on the page comes from elsewhere, and nothing in it runs that is not a file of ours.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_STATUS: tuple[tuple[type[ReportQAError], int], ...] = (
    (NotFound, 404),
    (NotDone, 409),
    (PressBusy, 429),
    (TooMuchWaiting, 429),
    (TooLarge, 413),
    (NotOurs, 403),
    (UserError, 422),
    (OperatorError, 503),
    (ReportQAError, 500),
)


def create_app(service: Service, hand_over_token: str = "") -> FastAPI:
    """The application over `service`; nothing is loaded before the first request needs it.

    Whoever sends `hand_over_token` as a key may also hand over the work of a command.
    """
    queue = Ingestions(service.settings.data_dir / "incoming")

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        service.stop_background()
        queue.close()

    app = FastAPI(
        lifespan=lifespan,
        title="report-qa",
        version=version("report-qa"),
        summary="Questions to one affair's papers, answered with exact, attributed quotations.",
        docs_url=None,  # the interactive page would fetch scripts from another host; /openapi.json is there
        redoc_url=None,
    )
    app.state.service = service
    app.state.press = Press(service)
    app.state.ingestions = queue
    app.state.hand_over_token = hand_over_token
    for module in (
        ask,
        answers,
        conversations,
        exports,
        briefings,
        documents,
        ingestions,
        filters,
        status,
        suggestions,
        timeline,
        claims,
        page_images,
        pages,
    ):
        app.include_router(module.router)
    app.mount("/web", StaticFiles(directory=_WEB), name="web")
    app.middleware("http")(_guard(service))
    app.add_exception_handler(ReportQAError, _own_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)
    return app


def _guard(service: Service) -> Callable[..., Awaitable[Response]]:
    """Answer only to names that are ours (a page elsewhere may point its own name at this machine), only to
    our own pages, and only to who has the key where one is set."""
    own = _LOOPBACK | {name.strip() for name in service.settings.allowed_hosts.split(",") if name.strip()}

    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        host = request.headers.get("host", "")
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        origin = request.headers.get("origin")
        if name not in own:
            return _error(
                421,
                "wrong_host",
                f"This server does not answer to the name {name!r}. Set REPORT_QA_ALLOWED_HOSTS.",
            )
        if origin is not None and origin.split("://", 1)[-1] != host:
            return _error(403, "wrong_origin", "The request comes from a page of another site.")
        if not _has_key(request, service.settings.api_key):
            return _error(401, "no_key", "Send the key of REPORT_QA_API_KEY as `Authorization: Bearer KEY`.")
        response = await call_next(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        # Asked again each time, so that a page is never made of parts of two versions.
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return guard


def _has_key(request: Request, key: str) -> bool:
    if not key or _OPEN_PATHS.fullmatch(request.url.path):
        return True
    sent = request.headers.get("authorization", "").removeprefix("Bearer ")
    sent = sent or unquote(request.cookies.get("key", ""))
    token: str = request.app.state.hand_over_token
    return any(hmac.compare_digest(sent.encode(), each.encode()) for each in (key, token) if each)


async def _own_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, ReportQAError)
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    return _error(status, error.code, str(error))


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return _error(422, "invalid", "The body is no JSON. Send it as the API's description says.")
    where = ".".join(str(part) for part in first["loc"] if part != "body") or "the request"
    return _error(422, "invalid", f"{where}: {first['msg'].removeprefix('Value error, ')}.")


async def _http_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _error(error.status_code, "http_error", str(error.detail))


def _error(status: int, code: str, message: str) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message}}, status)
