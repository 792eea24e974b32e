"""The description of the API at /openapi.json: what FastAPI cannot see in the routes is said here."""

from typing import Any

from fastapi import FastAPI

from server.schemas import ErrorOut

Responses = dict[int | str, dict[str, Any]]

_MEANING = {
    400: "The body cannot be read.",
    401: "The key is missing or wrong.",
    403: "The request comes from another site, needs a role that the key lacks, or is for whoever runs the server.",
    404: "There is nothing with this id.",
    408: "The body did not arrive in time.",
    409: "It cannot be done as things are now: the file is not ready yet, or too much is named at once.",
    413: "The body is too large.",
    421: "The server does not answer to this host name.",
    422: "What is asked for cannot be done as asked; the message says how it can.",
    429: "Too much is waiting already.",
    431: "The address or the headers are too long.",
    500: "A fault of the program.",
    503: "The service cannot answer now, or is set up wrongly.",
    507: "The disk is full.",
}
_ALWAYS = (400, 401, 403, 408, 413, 421, 422, 431, 500, 503, 507)
_WITHOUT_KEY = ("/healthz", "/readyz", "/api/session")


def _security(session_cookie: str) -> dict[str, dict[str, str]]:
    return {
        "bearer": {"type": "http", "scheme": "bearer", "description": "The server's key."},
        "cookie": {
            "type": "apiKey",
            "in": "cookie",
            "name": session_cookie,
            "description": "A session, as `POST /api/session` opens it.",
        },
    }


def errors(*statuses: int) -> Responses:
    """The `responses` of a route for these statuses, all with the one schema of an error."""
    return {status: {"model": ErrorOut, "description": _MEANING[status]} for status in statuses}


EVERY_ROUTE = errors(*_ALWAYS)


def content(*media_types: str) -> Responses:
    """The successful response of a route that gives a file of one of these types, or a stream of text."""
    return {
        200: {"content": {name: {"schema": {"type": "string", "format": "binary"}} for name in media_types}}
    }


def describe(app: FastAPI, session_cookie: str, needs_key: bool) -> None:
    """Complete the description when it is first asked for: how to send the key, and no schema of FastAPI's errors."""
    generate = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = generate()
            for name in ("HTTPValidationError", "ValidationError"):
                made["components"]["schemas"].pop(name, None)
            security = _security(session_cookie)
            made["components"]["securitySchemes"] = security
            either: list[dict[str, list[str]]] = [{name: []} for name in security]
            made["security"] = either if needs_key else [{}, *either]
            for path in _WITHOUT_KEY:
                for operation in made["paths"][path].values():
                    operation["security"] = []
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]
