"""The files as they came, kept under their own hash, so that a source can be opened after its file has moved."""

import hashlib
from pathlib import Path

from rag.errors import NotFound


class Originals:
    """A folder of files named by their SHA-256."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """Store once; gives the hash."""
        sha = hashlib.sha256(content).hexdigest()
        target = self._path(sha)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            half_written = target.with_suffix(".part")
            half_written.write_bytes(content)
            half_written.replace(target)
        return sha

    def open(self, sha: str) -> Path:
        """Where the file with this hash is kept; raises NotFound."""
        target = self._path(sha)
        if not target.exists():
            raise NotFound("original file", sha)
        return target

    def _path(self, sha: str) -> Path:
        return self._folder / sha[:2] / sha
