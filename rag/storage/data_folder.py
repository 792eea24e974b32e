"""The data folder: private to its user, written by one process at a time, with checksums of its index files.

Everything that is written there may hold a confidential paper, also the side files of SQLite, Chroma and tantivy.
The umask covers what those libraries create; a folder from before that is tightened when it is opened.
"""

import hashlib
import json
import os
import stat
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from rag.errors import DataFolderBusy

_PRIVATE_UMASK = 0o077
_BACKUP_NOTE = "last-backup.txt"
WRITING_NOTE = "writing.pid"  # is there while a process writes, or after one that was cut off
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600


def use_private_umask() -> None:
    """Make every file that this process creates readable by its user alone. Called once at the entry of a program."""
    os.umask(_PRIVATE_UMASK)


def make_private(folder: Path) -> None:
    """Create the data folder with mode 0700, or take away other users' access to one that exists.

    The top folder is changed last, so that a run that was cut off is repeated by the next.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=_FOLDER_MODE)
    if not _open_to_others(folder) and not any(map(_open_to_others, folder.glob("*"))):
        return
    for path in sorted(folder.rglob("*"), key=lambda path: -len(path.parts)):
        if not path.is_symlink():
            with suppress(OSError):  # it has gone meanwhile, or belongs to another user
                path.chmod(_FOLDER_MODE if path.is_dir() else _FILE_MODE)
    with suppress(OSError):
        folder.chmod(_FOLDER_MODE)


def create_private(file: Path) -> None:
    """Create an empty file with mode 0600 where there is none; SQLite gives its side files the mode of the file.

    One that exists is not opened: closing it would drop the locks that SQLite holds on it in this process.
    """
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE_MODE))


def note_backup(folder: Path, backup: Path) -> None:
    """Remember where the last backup of a data folder is."""
    (folder / _BACKUP_NOTE).write_text(str(backup.resolve()), "utf-8", "surrogatepass")


def last_backup(folder: Path) -> tuple[str, str]:
    """Where the last backup of a data folder is, as a sentence and as a path; for errors that say that the library is
    lost."""
    try:
        backup = Path((folder / _BACKUP_NOTE).read_text("utf-8", "surrogatepass"))
        made = datetime.fromtimestamp(backup.stat().st_mtime, UTC)
    except (OSError, ValueError):
        return "No backup is known.", ""
    return f"The last backup is {backup}, of {made:%Y-%m-%d %H:%M} UTC.", str(backup)


def _open_to_others(path: Path) -> bool:
    try:
        return bool(path.lstat().st_mode & _OTHERS) and not path.is_symlink()
    except OSError:
        return False


class WriteLock:
    """The lock on a data folder; the threads of a process share it, and the last to leave releases it."""

    def __init__(self, folder: Path, on_acquired: Callable[[bool], None]) -> None:
        """`on_acquired` runs each time the lock is acquired, before anything is written.

        It gets whether the writer before was cut off: its note, which a release deletes, is still there.
        """
        self._folder = folder
        self._on_acquired = on_acquired
        self._lock = FileLock(folder / "writing.lock", mode=_FILE_MODE, thread_local=False)
        self._note = folder / WRITING_NOTE
        self._guard = threading.Lock()
        self._holders = 0
        # Whether what was being written is unfinished; the note then stays, as after a kill.
        self.cut_off = False

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Acquire the write lock; raises DataFolderBusy where another process holds it."""
        with self._guard:
            if self._holders == 0:
                self._acquire()
            self._holders += 1
        try:
            yield
        finally:
            with self._guard:
                self._holders -= 1
                if self._holders == 0:
                    self._release()

    def _acquire(self) -> None:
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            note = self._note.read_text() if self._note.exists() else "unknown"
            raise DataFolderBusy(str(self._folder), note) from error
        try:
            cut_off = self._note.exists()
            self._note.write_text(f"process {os.getpid()}")
            self._on_acquired(cut_off)
            self.cut_off = False
        except BaseException:
            self._lock.release()
            raise

    def _release(self) -> None:
        if not self.cut_off:
            with suppress(OSError):
                self._note.unlink(missing_ok=True)
        self._lock.release()


def record_checksums(files: Iterable[Path], note: Path) -> None:
    """Write the checksums of files to `note`; those whose size and time are as noted are not read again."""
    known = _noted(note)
    found: dict[str, list[Any]] = {}
    for path in files:
        with suppress(FileNotFoundError):  # deleted meanwhile
            state = path.stat()
            mark = [state.st_size, state.st_mtime_ns]
            before = known.get(_name(path, note))
            found[_name(path, note)] = [
                *mark,
                before[2] if before and before[:2] == mark else _checksum(path),
            ]
    if found != known:
        half_written = note.with_suffix(f".{os.getpid()}.part")  # a server and a command may both be at it
        half_written.write_text(json.dumps(found))
        half_written.replace(note)


def changed_files(note: Path) -> list[str]:
    """The names of the files that are gone or are not what was noted."""
    changed = []
    for name, (size, _, checksum) in sorted(_noted(note).items()):
        path = note.parent / name
        try:
            if path.stat().st_size != size or _checksum(path) != checksum:
                changed.append(name)
        except OSError:
            changed.append(name)
    return changed


def _name(path: Path, note: Path) -> str:
    return str(path.relative_to(note.parent))


def _noted(note: Path) -> dict[str, list[Any]]:
    try:
        values: dict[str, list[Any]] = json.loads(note.read_text())
        return values
    except (OSError, ValueError):
        return {}


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()[:32]
