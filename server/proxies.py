"""A proxy in front of the server: which addresses are one, and whom it says it has logged in.

Its word is taken only on a connection that comes from the proxy itself: anyone else could write the same header.
"""

from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from rag.errors import BadSetting

_PEER = "report_qa.peer"  # in a scope: the address that the connection comes from


class Peers:
    """Notes who is at the other end of the connection before a proxy's headers name its client instead."""

    def __init__(self, app: ASGIApp, trusted: str) -> None:
        self._app = ProxyHeadersMiddleware(app, trusted_hosts=trusted or "127.0.0.1")  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        await self._app({**scope, _PEER: client[0] if client else ""}, receive, send)  # type: ignore[arg-type]


class ProxyUser:
    """The person whom a trusted proxy names in a header."""

    def __init__(self, header: str, trusted: str) -> None:
        """`trusted` are addresses and networks, separated by commas. Raises BadSetting."""
        self._header = header
        try:
            self._trusted: list[IPv4Network | IPv6Network] = [
                ip_network(each.strip()) for each in trusted.split(",") if each.strip()
            ]
        except ValueError as error:
            raise BadSetting(f"The setting REPORT_QA_TRUSTED_PROXIES cannot be read: {error}.") from error
        if header and not self._trusted:
            raise BadSetting(
                "REPORT_QA_USER_HEADER needs REPORT_QA_TRUSTED_PROXIES, the addresses of the proxies that are believed."
            )

    def name(self, request: Request) -> str:
        """Empty where no proxy that is trusted names anybody."""
        if not self._header or not self._vouches(request):
            return ""
        named = request.headers.getlist(self._header)
        return named[0].strip() if len(named) == 1 else ""  # of two, one was sent by somebody else

    def _vouches(self, request: Request) -> bool:
        peer = request.scope.get(_PEER) or (request.client.host if request.client else "")
        try:
            address = ip_address(peer)
        except ValueError:
            return False
        return any(address in network for network in self._trusted)
