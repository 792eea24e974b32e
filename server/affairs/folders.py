"""The affairs of a data folder: named, listed, created, renamed and deleted."""

import json
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from rag.errors import NotFound, UserError

DEFAULT = "default"  # the name of the affair that is the data folder itself
_DEFAULT_TITLE = "Default affair"
_FOLDER = "affairs"
_NOTE = "affair.json"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_NAME, LONGEST_TITLE = 60, 120  # characters
_DELETED = ".deleted-"  # before the name of a folder that is being deleted


class NoAffair(NotFound):
    code = "no_affair"

    def __init__(self, name: str) -> None:
        UserError.__init__(self, f"There is no affair {name!r}. `report-qa affairs` lists the affairs.")


class BadAffair(UserError):
    code = "bad_affair"


class AffairExists(UserError):
    code = "affair_exists"

    def __init__(self, name: str) -> None:
        super().__init__(f"There is an affair {name!r} already. Choose another name.")


class NotConfirmed(UserError):
    code = "not_confirmed"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Deleting the affair {name!r} erases its documents, answers, conversations and pins for good. Confirm "
            "it by giving its name once more."
        )


@dataclass(frozen=True, slots=True)
class Affair:
    """`name` stands in addresses and never changes; `title` is shown and can."""

    name: str
    title: str


def affair_folder(root: Path, name: str) -> Path:
    """The data folder of an affair; `root` is that of the default one. Raises NoAffair."""
    if name == DEFAULT:
        return root
    folder = root / _FOLDER / name
    if not (is_name(name) and (folder / _NOTE).is_file()):
        raise NoAffair(name)
    return folder


def library_of(name: str) -> str:
    """The name of an affair's library where several share a database or an index server; the default one has none."""
    return "" if name == DEFAULT else name


def affairs(root: Path) -> list[Affair]:
    """All affairs, the default one first, the others by title."""
    further = sorted(_further(root), key=lambda each: (each.title.casefold(), each.name))
    return [Affair(DEFAULT, _title(root) or _DEFAULT_TITLE), *further]


def create(root: Path, title: str, name: str = "") -> Affair:
    """A new affair without documents; a name is made of the title where none is given.

    Raises BadAffair and AffairExists."""
    shown = checked_title(title)
    if name and not is_name(name):
        raise BadAffair(
            f"An affair's name has small letters, figures and single hyphens, {_LONGEST_NAME} characters at most, "
            f"such as harbour-2015; {name!r} is none. The title may have any characters."
        )
    made = Affair(name or _free_name(root, shown), shown)
    if made.name == DEFAULT:
        raise AffairExists(made.name)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    (root / _FOLDER).mkdir(mode=0o700, exist_ok=True)
    half_made = root / _FOLDER / f"{_DELETED}{secrets.token_hex(8)}"  # one that is left behind is swept
    half_made.mkdir(mode=0o700)
    _note(half_made, made)
    try:
        half_made.rename(root / _FOLDER / made.name)
    except OSError:
        shutil.rmtree(half_made)
        raise AffairExists(made.name) from None
    return made


def rename(root: Path, name: str, title: str) -> Affair:
    """Give an affair another title; its name and addresses stay. Raises NoAffair, BadAffair."""
    renamed = Affair(name, checked_title(title))
    _note(affair_folder(root, name), renamed)
    return renamed


def check_deletable(root: Path, name: str, confirmed: str) -> Path:
    """The folder of an affair that may be deleted. Raises NoAffair, BadAffair for the default one, NotConfirmed."""
    folder = affair_folder(root, name)
    if name == DEFAULT:
        raise BadAffair(
            "The default affair is the data folder itself and cannot be deleted here. Remove its documents, or stop "
            "the server and delete the folder."
        )
    if confirmed != name:
        raise NotConfirmed(name)
    return folder


def delete(folder: Path) -> None:
    """Delete the folder of an affair that nothing has open. Raises DataFolderBusy where another process writes."""
    from rag.storage.data_folder import WriteLock  # imports asyncio, which `--help` does without

    with WriteLock(folder, lambda _: None)():
        # Gone under its name at once; a deletion that is cut off is finished by `sweep`.
        going = folder.with_name(f"{_DELETED}{folder.name}-{secrets.token_hex(4)}")
        folder.rename(going)
    shutil.rmtree(going, ignore_errors=True)


def sweep(root: Path) -> None:
    """Finish deletions that were cut off."""
    for folder in (root / _FOLDER).glob(f"{_DELETED}*"):
        shutil.rmtree(folder, ignore_errors=True)


def checked_title(title: str) -> str:
    """A title as it is kept, on one line. Raises BadAffair."""
    shown = " ".join("".join(each if each.isprintable() else " " for each in title).split())
    if not shown or len(shown) > LONGEST_TITLE:
        raise BadAffair(f"An affair needs a title of at most {LONGEST_TITLE} characters.")
    return shown


def is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and _NAME.fullmatch(text) is not None


def _further(root: Path) -> Iterator[Affair]:
    folders: list[Path] = []
    with suppress(OSError):
        folders = list((root / _FOLDER).iterdir())
    for folder in folders:
        if is_name(folder.name) and (folder / _NOTE).is_file():
            yield Affair(folder.name, _title(folder) or folder.name)


def _free_name(root: Path, title: str) -> str:
    from rag.text.folding import fold  # `--help` does without it

    wanted = re.sub(r"[^a-z0-9]+", "-", fold(title))[:_LONGEST_NAME].strip("-") or "affair"
    taken = {DEFAULT, *(path.name for path in (root / _FOLDER).glob("*"))}
    numbered = (f"{wanted[: _LONGEST_NAME - 5]}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (wanted, *numbered) if name not in taken)


def _title(folder: Path) -> str:
    """Empty where it is not known."""
    try:
        return str(json.loads((folder / _NOTE).read_text(encoding="utf-8"))["title"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _note(folder: Path, affair: Affair) -> None:
    """Write it whole or not at all."""
    fresh = folder / f"{_NOTE}.new"
    fresh.write_text(json.dumps(asdict(affair), ensure_ascii=False), encoding="utf-8")
    fresh.replace(folder / _NOTE)
