"""Files of SQLite that another library has open, such as Chroma's.

They are handled in a process of their own: that library has its own SQLite, and the locks of two in one process do not
hold.
"""

import hashlib
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

_CHECK = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1], timeout=60)
print(*(row[0] for row in file.execute("PRAGMA integrity_check")))
"""
# While a statement of the transaction has its lock, nobody writes. The number of changes stands twice in the header
# (https://sqlite.org/fileformat.html).
_STATE = """
import hashlib, sqlite3, sys
file = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None)
file.execute("BEGIN")
file.execute("SELECT count(*) FROM sqlite_master").fetchone()
with open(sys.argv[1], "rb") as raw:
    head = raw.read(100)
    raw.seek(0)
    checksum = hashlib.file_digest(raw, "blake2b").hexdigest()[:32]
if head[24:28] == head[92:96]:
    print(int.from_bytes(head[24:28], "big"), checksum)
"""
_VACUUM = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None)
file.execute("PRAGMA temp_store = MEMORY")
file.execute("VACUUM")
"""


def is_sound(file: Path) -> bool:
    """Does SQLite find no fault in it?"""
    return _run(_CHECK, file).stdout.strip() == "ok"


def note_state(file: Path, note: Path) -> None:
    """Write to `note` how many changes the file has seen, and a checksum.

    A file that has been changed by anything but SQLite keeps its old note, so that `is_as_noted` tells.
    """
    if not file.exists() or _noted(note)[2:] == _mark(file):
        return
    found, before = _state(file), _noted(note)
    if found and not (found[:1] == before[:1] and found[1:] != before[1:2]):
        half_written = note.with_suffix(f".{os.getpid()}.part")  # a server and a command may both be at it
        with suppress(OSError):  # of a full disk; the note before stays true
            values = json.dumps([*found, *_mark(file)])
            half_written.write_text(f"{values}\n{_checksum(values)}")
            half_written.replace(note)


def is_as_noted(file: Path, note: Path, unless_marked: bool = False) -> bool:
    """Is the file what was noted, or has SQLite changed it since? A page that SQLite does not use counts too.

    With `unless_marked` a file whose size and time are as noted is not read. A damaged note is no witness: false.
    """
    before = _noted(note)
    if not before and note.exists():
        return False
    if not before or not file.exists() or (unless_marked and before[2:] == _mark(file)):
        return True
    found = _state(file)
    return bool(found) and (found[0] != before[0] or found[1] == before[1])


def _state(file: Path) -> list[Any]:
    """How many changes the file has seen, and its checksum; empty where it is none of SQLite's."""
    words = _run(_STATE, file).stdout.split()
    return [int(words[0]), words[1]] if words else []


def _mark(file: Path) -> list[Any]:
    state = file.stat()
    return [state.st_size, state.st_mtime_ns]


def _noted(note: Path) -> list[Any]:
    try:
        values, _, checksum = note.read_text().partition("\n")
        noted: list[Any] = json.loads(values) if checksum == _checksum(values) else []
        return noted
    except (OSError, ValueError):
        return []


def _checksum(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def vacuum(file: Path) -> bool:
    """Rewrite the file without its free pages; says whether that was possible."""
    return _run(_VACUUM, file).returncode == 0


def _run(script: str, file: Path) -> subprocess.CompletedProcess[str]:
    # Without `site`, whose reading of installed packages takes most of so short a process.
    command = [sys.executable, "-I", "-S", "-c", script, str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 our own interpreter
