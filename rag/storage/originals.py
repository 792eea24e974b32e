"""The original files, each kept under its own hash with a record of what is known of it beside it.

A source can be opened after its file has moved, and a library that was lost can be made again from the originals
and their records.
"""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rag.errors import NotFound

_RECORD = ".json"


@dataclass(frozen=True, slots=True)
class OriginalRecord:
    """A document that was read from an original: its id, its places with the file that holds each, its metadata
    as its file and sidecar gave them, and what people corrected."""

    document_id: str
    places: tuple[tuple[str, str], ...]  # path and `within`, as in `rag.storage.locations`
    metadata: dict[str, str]
    corrections: dict[str, str] = field(default_factory=dict)
    media_type: str | None = None


class Originals:
    """A folder of files named by their SHA-256; `<hash>.json` beside each is its record."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """Store once; gives the hash."""
        sha = sha_of(content)
        target = self._path(sha)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _write(target, content)
        return sha

    def open(self, sha: str) -> Path:
        """Where the file with this hash is kept; raises NotFound."""
        target = self._path(sha)
        if not target.exists():
            raise NotFound("original file", sha)
        return target

    def hashes(self) -> list[str]:
        """Of every file that is kept."""
        return sorted(path.name for path in self._folder.glob("??/*") if not path.suffix)

    def describe(self, sha: str, records: Sequence[OriginalRecord]) -> None:
        """Write what is known of a file beside it."""
        target = self._path(sha)
        if target.exists():
            content = json.dumps([asdict(record) for record in records], ensure_ascii=False)
            _write(target.with_suffix(_RECORD), content.encode("utf-8", "surrogatepass"))

    def records(self, sha: str) -> list[OriginalRecord]:
        """What is known of a file; empty where nothing is, or its record cannot be read."""
        try:
            values = json.loads(self._path(sha).with_suffix(_RECORD).read_text("utf-8", "surrogatepass"))
            return [
                OriginalRecord(
                    **(each | {"places": tuple((path, within) for path, within in each["places"])})
                )
                for each in values
            ]
        except (OSError, ValueError, TypeError, KeyError):
            return []

    def delete(self, sha: str) -> None:
        """Delete a file with its record."""
        for path in (self._path(sha), self._path(sha).with_suffix(_RECORD)):
            path.unlink(missing_ok=True)

    def sweep(self, held: Collection[str]) -> None:
        """Delete every file that no document refers to; the caller holds the write lock."""
        for path in self._folder.glob("??/*"):
            if path.suffix not in ("", _RECORD) or path.stem not in held:
                path.unlink(missing_ok=True)

    def faults(self, held: Collection[str]) -> list[str]:
        """One sentence for each file that is missing, has changed, or belongs to no document."""
        found = []
        for sha in sorted(held):
            path = self._path(sha)
            if not path.exists():
                found.append(f"The original file {sha[:12]} is gone. Ingest its document again.")
            elif sha_of(path.read_bytes()) != sha:
                found.append(f"The original file {sha[:12]} has changed. Ingest its document again.")
        if strays := [path for path in self._folder.glob("??/*") if path.stem not in held]:
            found.append(
                f"{len(strays)} original files belong to no document. Run `report-qa ingest` to delete them."
            )
        return found

    def _path(self, sha: str) -> Path:
        return self._folder / sha[:2] / sha


def any_originals(folder: Path) -> bool:
    """Whether a data folder holds original files."""
    return any((folder / "originals").glob("??/*"))


def sha_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(target: Path, content: bytes) -> None:
    """Whole or not at all."""
    half_written = target.with_suffix(".part")
    try:
        half_written.write_bytes(content)
        half_written.replace(target)
    except OSError:
        half_written.unlink(missing_ok=True)
        raise
