"""Files of SQLite that another library has open, such as Chroma's.

They are handled in a process of their own: that library has its own SQLite, and the locks of two in one process do not
hold.
"""

import subprocess
import sys
from pathlib import Path

_CHECK = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1], timeout=60)
print(*(row[0] for row in file.execute("PRAGMA integrity_check")))
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


def vacuum(file: Path) -> bool:
    """Rewrite the file without its free pages; says whether that was possible."""
    return _run(_VACUUM, file).returncode == 0


def _run(script: str, file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-c", script, str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 our own interpreter
