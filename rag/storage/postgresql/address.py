"""The address of a PostgreSQL database, as libpq writes it, and the sockets that reach it.

`postgresql://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=require`; a `host` in the query that is a folder holds the
server's Unix socket. The password is shown nowhere.
"""

import getpass
import os
import socket
import ssl
import struct
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from rag.errors import BadSetting

_PORT = 5432
_PATIENCE = 10.0  # seconds until a server must have answered
_MODES = ("disable", "prefer", "require", "verify-ca", "verify-full")
_KNOWN = frozenset({"host", "port", "user", "password", "sslmode", "sslrootcert"})
_SSL_REQUEST = struct.pack("!ii", 8, 80877103)  # the protocol's number for it
_FORM = "Write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE."


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is and who asks; `host` that begins with a slash is the folder of a Unix socket."""

    host: str
    port: int
    database: str
    user: str
    password: str | None = field(default=None, repr=False)
    tls: str = "prefer"
    authorities: str = ""  # a file of certificates; empty: the system's

    def connected(self) -> socket.socket:
        """A socket to the server, in TLS where the mode asks. Raises OSError."""
        if self.host.startswith("/"):
            made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            made.settimeout(_PATIENCE)
            try:
                made.connect(f"{self.host}/.s.PGSQL.{self.port}")
            except OSError:
                made.close()
                raise
            return made
        made = socket.create_connection((self.host, self.port), _PATIENCE)
        try:
            _notice_silence(made)
            return made if self.tls == "disable" else self._encrypted(made)
        except BaseException:
            made.close()
            raise

    def _encrypted(self, plain: socket.socket) -> socket.socket:
        plain.sendall(_SSL_REQUEST)
        if plain.recv(1) == b"S":
            return self._context().wrap_socket(plain, server_hostname=self.host)
        if self.tls != "prefer":
            raise OSError(f"it offers no TLS, and sslmode is {self.tls}")
        return plain

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self.authorities or None)
        context.check_hostname = self.tls == "verify-full"
        if not self.tls.startswith("verify"):
            context.verify_mode = ssl.CERT_NONE  # as libpq has it: `require` encrypts and checks nobody
        return context


def address_of(url: str) -> Address:
    """Raises BadSetting, without the URL: it may hold a password."""
    try:
        parts = urlsplit(url)
        given = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
        port = int(given.get("port") or parts.port or _PORT)
    except ValueError:
        raise BadSetting(f"REPORT_QA_DATABASE_URL cannot be read. {_FORM}") from None
    if parts.scheme not in ("postgresql", "postgres"):
        raise BadSetting(f"REPORT_QA_DATABASE_URL names no PostgreSQL database. {_FORM}")
    if strange := sorted(given.keys() - _KNOWN):
        raise BadSetting(
            f"REPORT_QA_DATABASE_URL has the option {strange[0]!r}, which is not known. Known are: "
            f"{', '.join(sorted(_KNOWN))}."
        )
    mode = given.get("sslmode") or "prefer"
    if mode not in _MODES:
        raise BadSetting(f"REPORT_QA_DATABASE_URL has no known sslmode. Known are: {', '.join(_MODES)}.")
    user = given.get("user") or unquote(parts.username or "") or getpass.getuser()
    password = given.get("password") or (unquote(parts.password) if parts.password else None)
    return Address(
        given.get("host") or unquote(parts.hostname or "") or "localhost",
        port,
        unquote(parts.path.lstrip("/")) or user,
        user,
        password or os.environ.get("PGPASSWORD"),
        mode,
        str(Path(given["sslrootcert"]).expanduser()) if given.get("sslrootcert") else "",
    )


def _notice_silence(made: socket.socket) -> None:
    """A server that has gone without a word is noticed within a minute, not within hours."""
    made.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (("TCP_KEEPIDLE", 20), ("TCP_KEEPINTVL", 10), ("TCP_KEEPCNT", 3)):
        if hasattr(socket, name):  # not on every system
            made.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 60_000)
