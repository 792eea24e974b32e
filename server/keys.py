"""Named keys with roles for each affair; of a key only its hash is kept.

The same file names the people whom a proxy in front of the server has logged in. A running server reads it again
when it has changed, so a key that is revoked is refused at once.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from filelock import FileLock

from rag.errors import NotFound, OperatorError, UserError
from server.private_file import write_private

Role = Literal["reader", "editor", "owner"]
ROLES: tuple[Role, ...] = ("reader", "editor", "owner")  # each may do what those before it may
EVERYWHERE = "*"  # in place of an affair's name: in all of them
_FILE = "keys.json"
_LONGEST_NAME = 100  # characters
_KEY_BYTES = 32


class BadKeysFile(OperatorError):
    code = "bad_keys_file"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The named keys in {path} cannot be read. Restore the file, or delete it to end all keys."
        )
        self.paths = (str(path),)


class BadKeyName(UserError):
    code = "bad_key_name"


@dataclass(frozen=True, slots=True)
class NamedKey:
    """Who a key is for, or, without a hash, whom the proxy names; `roles` by the name of an affair or EVERYWHERE."""

    name: str
    roles: Mapping[str, Role]
    hash: str = ""
    created_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))

    @property
    def mark(self) -> str:
        """What a session remembers it by; another key of the same name has another."""
        return self.hash[:16]


@dataclass(frozen=True, slots=True)
class Person:
    """Who sends a request, and what they may do."""

    name: str
    roles: Mapping[str, Role]

    def may(self, role: Role, affair: str = EVERYWHERE) -> bool:
        """Has the person this role, or a higher one, in the affair?"""
        held = [self.roles[each] for each in {affair, EVERYWHERE} & self.roles.keys()]
        return any(ROLES.index(each) >= ROLES.index(role) for each in held)


class Keys:
    """The named keys of a data folder."""

    def __init__(self, root: Path) -> None:
        self._path = root / _FILE
        self._state: tuple[int, int, int] | None = None
        self._known: tuple[NamedKey, ...] = ()

    def all(self) -> tuple[NamedKey, ...]:
        """Raises BadKeysFile."""
        try:
            found = self._path.stat()
        except OSError:
            self._state, self._known = None, ()
            return ()
        state = (found.st_ino, found.st_size, found.st_mtime_ns)
        if state != self._state:
            try:
                self._known = tuple(NamedKey(**each) for each in json.loads(self._path.read_text("utf-8")))
            except (OSError, ValueError, TypeError) as error:
                raise BadKeysFile(self._path) from error
            self._state = state
        return self._known

    def of_key(self, key: str) -> NamedKey | None:
        """Whose key it is."""
        sent = hash_of(key)
        return next(
            (each for each in self.all() if each.hash and secrets.compare_digest(each.hash, sent)), None
        )

    def of_mark(self, mark: str) -> NamedKey | None:
        """The key that a session was opened with."""
        return next((each for each in self.all() if each.hash and each.mark == mark), None)

    def of_user(self, name: str) -> NamedKey | None:
        """The person whom a proxy names."""
        return next((each for each in self.all() if not each.hash and each.name == name), None)

    def named(self, name: str) -> NamedKey | None:
        return next((each for each in self.all() if each.name == name), None)

    def grant(self, name: str, role: Role, affair: str, proxy: bool = False) -> str:
        """Give a role in an affair; gives the new key, empty if the name has one or a proxy vouches for it.

        Raises BadKeyName and BadKeysFile.
        """
        if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
            raise BadKeyName(f"A key is named after who uses it, in at most {_LONGEST_NAME} characters.")
        with self._changing():
            held = self.named(name)
            if held is not None and bool(held.hash) == proxy:
                kind = "a key" if held.hash else "a person whom the proxy names"
                raise BadKeyName(f"{name!r} is {kind} already. Revoke it first, or choose another name.")
            key = "" if proxy or held else secrets.token_urlsafe(_KEY_BYTES)
            entry = held or NamedKey(name, {}, hash_of(key) if key else "")
            entry = replace(entry, roles={**entry.roles, affair: role})
            self._write((*(each for each in self.all() if each.name != name), entry))
        return key

    def revoke(self, name: str) -> None:
        """End a key in all affairs. Raises NotFound."""
        with self._changing():
            if self.named(name) is None:
                raise NotFound("key", name)
            self._write(tuple(each for each in self.all() if each.name != name))

    def forget(self, affair: str) -> None:
        """Take the roles in an affair that is deleted: another may get its name."""
        with self._changing():
            held = self.all()
            if any(affair in each.roles for each in held):
                left = (
                    replace(each, roles={at: role for at, role in each.roles.items() if at != affair})
                    for each in held
                )
                self._write(tuple(left))

    def _changing(self) -> FileLock:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return FileLock(self._path.with_suffix(".lock"), mode=0o600)

    def _write(self, entries: tuple[NamedKey, ...]) -> None:
        rows = [asdict(each) for each in entries]
        write_private(self._path, json.dumps(rows, ensure_ascii=False, indent=1))


def hash_of(key: str) -> str:
    """SHA-256: a key is 32 random bytes, which nobody can guess, so that a slow hash would guard nothing more."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
