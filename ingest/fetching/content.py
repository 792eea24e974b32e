"""The bytes of one document as they came, from a folder, an upload or an address."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """A candidate's bytes, with what was beside them; `url` is where they were fetched in the end."""

    name: str
    body: bytes
    sidecar: bytes | None = None
    url: str | None = None

    def stamp(self, versions: str) -> str:
        """The same stamp means that ingesting again would change nothing."""
        digest = hashlib.sha256(self.body)
        digest.update(b"\0" + (self.sidecar or b""))
        digest.update(b"\0" + versions.encode())
        return digest.hexdigest()
