"""The HTTP application: its routes, and what a request passes before it reaches them."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.service import Service
from rag.settings import Settings
from server.access import Access
from server.affairs.paths import AffairPaths
from server.affairs.rooms import Rooms
from server.bodies import BodyLimits
from server.errors import add_error_handlers, error_response
from server.faults import Faults
from server.head_requests import HeadRequests
from server.load import Turns
from server.openai_errors import OpenAIErrors
from server.openapi import EVERY_ROUTE, describe
from server.routes import (
    affairs,
    answers,
    ask,
    briefings,
    chat_completions,
    claims,
    conversations,
    documents,
    exports,
    filters,
    find,
    ingestions,
    mcp,
    overview,
    page_images,
    pages,
    pins,
    quotations,
    session,
    sources,
    status,
    suggestions,
    timeline,
    verification,
)

_WEB = Path(__file__).parent / "web"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_OWN_SITES = ("same-origin", "none")  # of Sec-Fetch-Site: our own page, or the person's own doing
# These tell nothing of what is held: the page is the same for everyone and asks for the key itself.
_OPEN_PATHS = re.compile(
    r"/((healthz|readyz|open|api/session|library|timeline|claims|briefing|search|pins)|(web|answers|documents|conversations)/.+)?"
)
# Nothing on the page comes from elsewhere, and nothing in it runs that is not a file of ours.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_ROUTES = (
    affairs,
    ask,
    find,
    answers,
    conversations,
    exports,
    briefings,
    documents,
    ingestions,
    filters,
    status,
    suggestions,
    overview,
    timeline,
    claims,
    page_images,
    pins,
    session,
    pages,
    verification,
    quotations,
    sources,
    chat_completions,
    mcp,
)
_UPLOADS = frozenset({"/api/documents"})  # paths that take files


def create_app(service: Service, access: Access | None = None, host: str = "") -> FastAPI:
    """The application over `service`; nothing is loaded before the first request needs it.

    Without `access` it asks for the key of the settings, if they have one. It answers to the name `host` as well as to
    those of this machine.
    """
    access = access or Access(service.settings.api_key, folder=service.settings.data_dir)
    rooms = Rooms(service)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        rooms.close()

    app = FastAPI(
        lifespan=lifespan,
        title="report-qa",
        version=version("report-qa"),
        summary="Questions to an affair's papers, answered with exact, attributed quotations.",
        docs_url=None,  # the interactive page would fetch scripts from another host; /openapi.json is there
        redoc_url=None,
        responses=EVERY_ROUTE,
        redirect_slashes=False,  # an empty id is no address, and no description names a redirection
    )
    app.state.rooms = rooms
    app.state.access = access
    app.state.turns = Turns(service.settings.questions_at_once, service.settings.questions_waiting)
    for module in _ROUTES:
        app.include_router(module.router)
    app.mount("/web", StaticFiles(directory=_WEB), name="web")
    describe(app, session_cookie=access.cookie, needs_key=access.needs_key)
    add_error_handlers(app)
    _add_middleware(app, rooms, service.settings, access, host)
    return app


def _add_middleware(app: FastAPI, rooms: Rooms, settings: Settings, access: Access, host: str) -> None:
    """What a request passes before the routes; the last added is the first to see it."""
    app.add_middleware(
        BodyLimits,
        largest=settings.max_body_kb * 2**10,
        largest_upload=settings.max_upload_mb * 2**20,
        seconds=settings.request_seconds,
        uploads=_UPLOADS,
    )
    app.add_middleware(HeadRequests)
    app.add_middleware(_Guard, settings=settings, access=access, host=host)
    app.add_middleware(Faults)
    app.add_middleware(OpenAIErrors)
    app.add_middleware(AffairPaths, rooms=rooms)


class _Guard:
    """Answers only to names that are ours (a page elsewhere may point its own name at this machine), only to our own
    pages, and only to who has the key where one is set."""

    def __init__(self, app: ASGIApp, settings: Settings, access: Access, host: str) -> None:
        self._app = app
        self._access = access
        named = (name.strip().lower() for name in (host, *settings.allowed_hosts.split(",")))
        self._own = _LOOPBACK | {name for name in named if name}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refusal(Request(scope))
        answer = self._app if refused is None else refused
        await answer(scope, receive, _with_headers(send, private=_is_private(scope["path"])))

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "").lower()
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        origin = request.headers.get("origin")
        if name not in self._own:
            return error_response(
                421,
                "wrong_host",
                f"This server does not answer to the name {name!r}. Set REPORT_QA_ALLOWED_HOSTS.",
            )
        if origin is not None and origin.lower().split("://", 1)[-1] != host:
            return error_response(403, "wrong_origin", "The request comes from a page of another site.")
        if _from_another_site(request):
            return error_response(403, "wrong_origin", "The request comes from a page of another site.")
        # The path by which the routes are found; that of `request.url` is put together with a header.
        if not _OPEN_PATHS.fullmatch(request.scope["path"]) and not self._access.admits(request):
            return error_response(
                401,
                "no_key",
                "This server asks for a key. Send it as `Authorization: Bearer KEY`, or log in on the page.",
            )
        return None


def _is_private(path: str) -> bool:
    """Is this no file of the page? Of what is private nothing may stay in a cache."""
    return path.startswith(("/api", "/open")) or not _OPEN_PATHS.fullmatch(path)


def _from_another_site(request: Request) -> bool:
    """Has another site's page caused the request? Its links may lead to our pages, which show nothing by themselves."""
    if request.headers.get("sec-fetch-site", "none") in _OWN_SITES:
        return False
    follows_link = request.method in ("GET", "HEAD") and request.headers.get("sec-fetch-mode") == "navigate"
    return not (follows_link and _OPEN_PATHS.fullmatch(request.scope["path"]))


def _with_headers(send: Send, private: bool) -> Send:
    """`send` with the headers that every response has; what is `private` is kept in no cache."""

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("Content-Security-Policy", _POLICY)
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "no-referrer"
            # The page's files are asked for again each time, so that a page never mixes two versions.
            headers["Cache-Control"] = "no-store" if private else "no-cache"
        await send(message)

    return with_headers
