"""Which role a request needs: readers ask and save, editors change documents, owners manage the affair."""

import re

from fastapi import Request

from rag.errors import UserError
from server.keys import Person, Role

# Writes that change nothing others rely on. Every other write needs an editor, including those of future routes.
_OF_READERS = re.compile(
    r"/api/(ask|answers/[^/]+/feedback|briefings(/.*)?|pins(/.*)?|conversations/[^/]+/copies)|/(v1|mcp)(/.*)?"
)


class NoRole(UserError):
    code = "no_role"

    def __init__(self, name: str, role: Role) -> None:
        super().__init__(
            f"That needs the role {role!r}, which {name!r} does not have here. Ask whoever runs the server."
        )


def role_for(method: str, path: str) -> Role:
    """The role in an affair that a request to it needs."""
    if method in ("GET", "HEAD", "OPTIONS") or _OF_READERS.fullmatch(path):
        return "reader"
    return "editor"


def person_of(request: Request) -> Person:
    """Who sends a request that the guard has let in."""
    found: Person = request.state.person
    return found


def check_role(person: Person, role: Role, affair: str) -> None:
    """Raises NoRole."""
    if not person.may(role, affair):
        raise NoRole(person.name, role)
