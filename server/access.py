"""Who may use the server: whoever sends its key or a named one, has a session that was opened with one, is named by a
trusted proxy, or reads the data folder.

A session is a cookie that the server signs with the key: no script can read it, no other site can send it, and a new
key ends all sessions. The server keeps no list of them, only a note of when all were ended.
"""

import hmac
import re
import secrets
import time
from contextlib import suppress
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from rag.errors import OperatorError
from server.keys import EVERYWHERE, Keys, Person
from server.private_file import write_private
from server.proxies import ProxyUser

_KEY_FILE = "key"
_ENDING_FILE = "sessions"  # made again when all sessions are ended
_KEY_BYTES = 32
_WRITTEN_KEY = re.compile(r"[A-Za-z0-9_-]{32,}")  # what `secrets.token_urlsafe` writes
_SESSION_SECONDS = 30 * 24 * 3600


class BadKeyFile(OperatorError):
    code = "bad_key_file"

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"The key in {path} cannot be used: {why}. Delete the file, and a new key is made.")


def kept_key(folder: Path) -> str:
    """The key that is kept in the data folder, made on first use; readable by its owner alone. Raises BadKeyFile."""
    path = folder / _KEY_FILE
    try:
        if not path.exists():
            write_private(path, f"{secrets.token_urlsafe(_KEY_BYTES)}\n")
        path.chmod(0o600)
        key = path.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError as error:
        raise BadKeyFile(path, "it is not text") from error
    except OSError as error:
        raise BadKeyFile(path, error.strerror or str(error)) from error
    if not _WRITTEN_KEY.fullmatch(key):
        raise BadKeyFile(path, "it is not as it was written")
    return key


OWNER = Person("owner", {EVERYWHERE: "owner"})  # whoever has the server's own key
_COMMAND = Person("command", {EVERYWHERE: "owner"})  # whoever runs the server
_ANYONE = Person("anyone", {EVERYWHERE: "owner"})  # where no key is needed


class Access:
    """With an empty `key` everyone is admitted. `command_token` admits the commands of whoever runs the server."""

    def __init__(
        self,
        key: str = "",
        command_token: str = "",
        folder: Path | None = None,
        proxy_user: ProxyUser | None = None,
    ) -> None:
        """That all sessions were ended is noted in `folder`, where one is given, and holds after a restart; the named
        keys are there too."""
        self._key = key
        self._keys = Keys(folder) if folder else None
        self._proxy_user = proxy_user
        self._ending = folder / _ENDING_FILE if folder else None
        self._read_ended: tuple[object, str] = (None, "")  # of which file, and the mark in it
        self._command_token = command_token
        self._links: set[str] = set()
        # Cookies of one host are shared by all its ports: each key's server has one of its own.
        self.cookie = f"session-{self._signature('name')[:8]}"

    @property
    def needs_key(self) -> bool:
        return bool(self._key)

    def person(self, request: Request) -> Person | None:
        """Who sends the request; None where they are not admitted. Raises BadKeysFile."""
        if not self._key:
            return _ANYONE
        if self.is_command(request):
            return _COMMAND
        if sent := _bearer(request):
            return self.holder(sent)
        return self._of_session(request) or self._of_proxy(request)

    def holder(self, sent: str) -> Person | None:
        """Whose key this is."""
        if self._key and _same(sent, self._key):
            return OWNER
        found = self._keys.of_key(sent) if self._keys else None
        return Person(found.name, found.roles) if found else None

    def _of_proxy(self, request: Request) -> Person | None:
        name = self._proxy_user.name(request) if self._proxy_user else ""
        if not name:
            return None
        found = self._keys.of_user(name) if self._keys else None
        return Person(name, found.roles if found else {})

    def is_command(self, request: Request) -> bool:
        return bool(self._command_token) and _same(_bearer(request), self._command_token)

    def has_session(self, request: Request) -> bool:
        return self._of_session(request) is not None

    def _of_session(self, request: Request) -> Person | None:
        """Who opened it: "expires.signature" with the server's key, "expires-mark.signature" with a named one."""
        signed, _, signature = request.cookies.get(self.cookie, "").partition(".")
        if not self._key or not _same(signature, self._signature(self._signed(signed))):
            return None
        expires, _, mark = signed.partition("-")
        if int(expires) <= time.time():  # a number, for it was signed as one
            return None
        if not mark:
            return OWNER
        found = self._keys.of_mark(mark) if self._keys else None
        return Person(found.name, found.roles) if found else None

    def new_link_token(self) -> str:
        """A token that `redeem` accepts once."""
        token = secrets.token_urlsafe(_KEY_BYTES)
        self._links.add(token)
        return token

    def redeem(self, token: str) -> bool:
        """Whether the token is one that has not been redeemed yet; it is forgotten."""
        try:
            self._links.remove(token)  # of two at once, one is told that it is not there
        except KeyError:
            return False
        return True

    def open_session(self, request: Request, response: Response, key: str = "") -> None:
        """With the named key that was typed, or as the owner."""
        found = self._keys.of_key(key) if self._keys and key else None
        signed = str(int(time.time()) + _SESSION_SECONDS) + (f"-{found.mark}" if found else "")
        response.set_cookie(
            self.cookie,
            f"{signed}.{self._signature(self._signed(signed))}",
            max_age=_SESSION_SECONDS,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )

    def close_session(self, response: Response) -> None:
        """In this browser; the server keeps no list that it could be struck from."""
        response.delete_cookie(self.cookie, httponly=True, samesite="strict")

    def end_sessions(self) -> None:
        """In every browser, and of every copy of a cookie: the server no longer knows what it has signed."""
        ended = secrets.token_urlsafe(_KEY_BYTES)
        if self._ending is not None:
            write_private(self._ending, f"{ended}\n")
        else:
            self._read_ended = (None, ended)

    @property
    def _ended(self) -> str:
        """What was drawn when all sessions were ended, here or by another server over the folder."""
        if self._ending is not None:
            with suppress(FileNotFoundError):
                found = self._ending.stat()
                file = (found.st_ino, found.st_mtime_ns)
                if file != self._read_ended[0]:
                    mark = self._ending.read_text(encoding="utf-8", errors="replace").strip()
                    self._read_ended = (file, mark)
        return self._read_ended[1]

    def _signed(self, text: str) -> str:
        return f"{text} {self._ended}" if self._ended else text

    def _signature(self, text: str) -> str:
        return hmac.digest(self._key.encode(), f"report-qa session {text}".encode(), "sha256").hex()


def _bearer(request: Request) -> str:
    """Empty where another scheme is sent: some proxies add a password of their own."""
    scheme, _, sent = request.headers.get("authorization", "").partition(" ")
    return sent if scheme == "Bearer" else ""


def _same(sent: str, known: str) -> bool:
    return hmac.compare_digest(sent.encode("utf-8", "replace"), known.encode())
