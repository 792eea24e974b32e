"""Temporary files of this process, in the data folder rather than the system's.

A large upload, the copy of the library that a backup packs and SQLite's sorting all pass through files; in `/tmp`
they would hold confidential text in a place that nobody erases.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = "temporary"
_VARIABLES = ("TMPDIR", "SQLITE_TMPDIR")  # what Python, Rust and C libraries read; children get them too


@contextmanager
def temporary_files_in(data_folder: Path) -> Iterator[None]:
    """Inside, temporary files go to a folder of this process; it is removed at the end, others' leftovers at once."""
    folder = data_folder.absolute() / _NAME
    own = folder / str(os.getpid())
    _clear_leftovers(folder)
    try:
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:  # read-only or full: reading goes on, and what must write says so itself
        yield
        return
    before = {name: os.environ.get(name) for name in _VARIABLES}
    tempdir = tempfile.tempdir
    os.environ.update(dict.fromkeys(_VARIABLES, str(own)))
    tempfile.tempdir = str(own)
    try:
        yield
    finally:
        tempfile.tempdir = tempdir
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        shutil.rmtree(own, ignore_errors=True)


def _clear_leftovers(folder: Path) -> None:
    """Remove what processes that were killed left behind."""
    try:
        left = [path for path in folder.iterdir() if not _runs(path.name)]
    except OSError:
        return
    for path in left:
        shutil.rmtree(path, ignore_errors=True)


def _runs(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
