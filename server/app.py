"""The HTTP application: its routes, and what a request passes before it reaches them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from rag.service import Service
from rag.settings import Settings
from server.access import Access
from server.affairs.beside import HandOn
from server.affairs.paths import AffairPaths
from server.affairs.rooms import Rooms
from server.audit import Audit, AuditLog
from server.bodies import BodyLimits
from server.errors import add_error_handlers
from server.faults import Faults
from server.guard import Guard
from server.head_requests import HeadRequests
from server.load import Turns
from server.openai_errors import OpenAIErrors
from server.openapi import EVERY_ROUTE, describe
from server.operating.handled import Handled, Handling
from server.operating.log import request_log
from server.operating.metrics import Metrics
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
    metrics,
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
    metrics,
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


def create_app(
    service: Service, access: Access | None = None, host: str = "", beside: bool = False
) -> FastAPI:
    """The application over `service`; nothing is loaded before the first request needs it.

    Without `access` it asks for the key of the settings, if they have one. It answers to the name `host` as well as to
    those of this machine. `beside` another server that holds the folder it hands on what changes documents.
    """
    access = access or Access(service.settings.api_key, folder=service.settings.data_dir)
    rooms = Rooms(service, holds=not beside)

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
    app.state.metrics = Metrics(rooms, app.state.turns)
    service.listeners.append(app.state.metrics.answered)
    for module in _ROUTES:
        app.include_router(module.router)
    app.mount("/web", StaticFiles(directory=_WEB), name="web")
    describe(app, session_cookie=access.cookie, needs_key=access.needs_key)
    add_error_handlers(app)
    if beside:
        app.add_middleware(HandOn, folder=service.settings.data_dir)
    _add_middleware(app, service.settings, access, host)
    app.add_middleware(Handling, listeners=_listeners(app, rooms, service.settings))
    app.add_middleware(AffairPaths, rooms=rooms)
    return app


def _listeners(app: FastAPI, rooms: Rooms, settings: Settings) -> tuple[Callable[[Handled], None], ...]:
    """What hears of each request that was handled."""
    count: Callable[[Handled], None] = app.state.metrics.note
    if settings.log_format == "text":
        return (count,)
    return (count, request_log(lambda: {room.name for room in rooms.open_now()}))


def _add_middleware(app: FastAPI, settings: Settings, access: Access, host: str) -> None:
    """What a request passes before the routes; the last added is the first to see it."""
    app.add_middleware(
        BodyLimits,
        largest=settings.max_body_kb * 2**10,
        largest_upload=settings.max_upload_mb * 2**20,
        seconds=settings.request_seconds,
        uploads=_UPLOADS,
    )
    app.add_middleware(HeadRequests)
    app.add_middleware(Guard, settings=settings, access=access, host=host)
    if access.needs_key:
        log = AuditLog(settings.data_dir, settings.audit_questions)
        app.add_middleware(Audit, log=log)
    app.add_middleware(Faults)
    app.add_middleware(OpenAIErrors)
