"""What a request passes first: its host name, the site that it comes from, the key and the role of who sends it."""

import re

from fastapi import Request
from fastapi.responses import Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.settings import Settings
from server.access import Access
from server.affairs.folders import NoAffair
from server.affairs.paths import OF_THE_SERVER, affair_of
from server.errors import error_response, response_to
from server.keys import Person
from server.roles import NoRole, role_for

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_MODELS = "/v1/"  # there, the model's name tells the affair
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


class Guard:
    """Answers only to names that are ours (a page elsewhere may point its own name at this machine), only to our own
    pages, and, where a key is set, only to who has one, as far as its role in the affair goes."""

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
        if _OPEN_PATHS.fullmatch(request.scope["path"]):
            return None
        person = self._access.person(request)
        if person is None:
            return error_response(
                401,
                "no_key",
                "This server asks for a key. Send it as `Authorization: Bearer KEY`, or log in on the page.",
            )
        request.state.person = person
        return _out_of_reach(request, person)


def _out_of_reach(request: Request, person: Person) -> Response | None:
    """Why the person may not do this in the affair that is asked; the server's own routes see to it themselves."""
    path, affair = request.scope["path"], affair_of(request.scope)
    if OF_THE_SERVER.fullmatch(path) or path.startswith(_MODELS):
        return None
    if not person.may("reader", affair):
        return response_to(NoAffair(affair))  # whether it exists is no business of theirs
    role = role_for(request.method, path)
    return None if person.may(role, affair) else response_to(NoRole(person.name, role))


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
