"""Finds the documents, and their sidecars, at the paths that a person named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rag.errors import UserError

_SIDECAR = ".meta.yaml"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file or page to ingest. `place` is what it is known by: a path, an address, the name it was sent under.

    `name` has the suffix that tells its format; `file` is where its bytes lie, and None if they are to be
    fetched from the address that `place` is. An `uploaded` file's place is only a label: where another file holds
    it, the upload gets a numbered one. `document_id` is the id that the document is to have, in the place of one that
    has it; `metadata` is known of it in the form of a sidecar.
    """

    place: str
    name: str
    file: Path | None
    sidecar: Path | None = None
    uploaded: bool = False
    document_id: str | None = None
    metadata: str = ""


class NothingThere(UserError):
    code = "nothing_there"


def is_address(named: str) -> bool:
    """Does a person mean a page on the web, not a file?"""
    return "://" in named


def candidates(named: Sequence[Path | str]) -> list[Candidate]:
    """The documents at these paths and addresses, in a steady order, each once.

    Raises NothingThere where a path does not exist. A README explains a folder and a sidecar a file: neither
    is a document. Hidden files, and symbolic links that lead out of the folder, are skipped.
    """
    found: dict[str, Candidate] = {}
    for each in named:
        if is_address(str(each)):
            found.setdefault(str(each), Candidate(str(each), "", None))
            continue
        root = Path(each).expanduser().resolve()
        if not root.exists():
            raise NothingThere(f"There is no file or folder {each}. Check the path, or name another.")
        folder = root.parent if root.is_file() else root
        for path in [root] if root.is_file() else sorted(_files(root)):
            sidecar = path.with_name(path.name + _SIDECAR)
            has_sidecar = sidecar.is_file() and _inside(sidecar, folder)
            found.setdefault(
                str(path), Candidate(str(path), path.name, path, sidecar if has_sidecar else None)
            )
    return list(found.values())


def folders(named: Iterable[Path | str]) -> list[Path]:
    """Those of these paths that are folders."""
    paths = [Path(each).expanduser().resolve() for each in named if not is_address(str(each))]
    return [path for path in paths if path.is_dir()]


def printable(name: str) -> str:
    """A file's name as it may be shown and kept: bytes that are not text are replaced."""
    return name.encode("utf-8", "replace").decode()


def numbered(place: str, number: int) -> str:
    """`minutes.md` as 1, then `minutes (2).md`, `minutes (3).md` and so on."""
    if number == 1:
        return place
    path = PurePosixPath(place)
    return str(path.with_name(f"{path.stem} ({number}){path.suffix}"))


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if (
            path.is_file()
            and not hidden
            and path.stem.upper() != "README"
            and not path.name.endswith(_SIDECAR)
            and _inside(path, folder)
        ):
            yield path


def _inside(path: Path, folder: Path) -> bool:
    """Does a file really lie in `folder`? A symbolic link may lead to any file of this machine."""
    return not path.is_symlink() or path.resolve().is_relative_to(folder)
