"""The files as they came, kept under their own hash, so that a source can be opened after its file has moved."""

import hashlib
from collections.abc import Collection
from pathlib import Path

from rag.errors import NotFound


class Originals:
    """A folder of files named by their SHA-256."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """Store once; gives the hash."""
        sha = sha_of(content)
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

    def sweep(self, held: Collection[str]) -> None:
        """Delete every file that no document refers to any more; the caller holds the turn to write."""
        for path in self._folder.glob("??/*"):
            if path.name not in held:
                path.unlink(missing_ok=True)

    def faults(self, held: Collection[str]) -> list[str]:
        """One sentence for each file that is gone, or is no longer what was kept."""
        found = []
        for sha in sorted(held):
            path = self._path(sha)
            if not path.exists():
                found.append(f"The original file {sha[:12]} is gone. Ingest its document again.")
            elif sha_of(path.read_bytes()) != sha:
                found.append(f"The original file {sha[:12]} has changed. Ingest its document again.")
        return found

    def _path(self, sha: str) -> Path:
        return self._folder / sha[:2] / sha


def sha_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
