"""From the paths that a person named to the files that are documents, and what stands beside them."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.errors import UserError

_SIDECAR = ".meta.yaml"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to be read. `root` is the folder that was named, or the file itself where a file was."""

    path: Path
    root: Path
    sidecar: Path | None


class NothingThere(UserError):
    code = "nothing_there"


def candidates(paths: Sequence[Path]) -> list[Candidate]:
    """The documents at these paths, in a steady order; raises NothingThere where a path does not exist.

    A README explains a folder and a sidecar a file: neither is a document. Hidden files are left alone.
    """
    found: dict[Path, Candidate] = {}
    for named in paths:
        root = named.expanduser().resolve()
        if not root.exists():
            raise NothingThere(f"There is no file or folder {named}. Check the path, or name another.")
        for path in [root] if root.is_file() else sorted(_files(root)):
            sidecar = path.with_name(path.name + _SIDECAR)
            found.setdefault(path, Candidate(path, root, sidecar if sidecar.is_file() else None))
    return list(found.values())


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.stem.upper() != "README" and not path.name.endswith(_SIDECAR):
            yield path


def stamp(candidate: Candidate, content: bytes, versions: str) -> str:
    """The same stamp means that ingesting again would change nothing."""
    digest = hashlib.sha256(content)
    digest.update(b"\0" + (candidate.sidecar.read_bytes() if candidate.sidecar else b""))
    digest.update(b"\0" + versions.encode())
    return digest.hexdigest()
