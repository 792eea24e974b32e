"""`mcp`: the papers for a program that speaks the Model Context Protocol."""

from server.affairs.folders import DEFAULT
from server.backends.choice import lasting_backend
from server.commands.options import ALL_WELL, InAffair


def mcp(affair: InAffair = DEFAULT) -> int:
    """Offer the papers to an assistant that speaks MCP.

    The assistant starts this command and talks to it over standard input and output: name it in the assistant's
    configuration. A running server offers the same over HTTP, at `/mcp`.
    """
    from anyio import run

    from server.mcp.protocol import papers_server, serve_stdio

    with lasting_backend(affair) as backend:
        run(serve_stdio, papers_server(backend))
    return ALL_WELL
