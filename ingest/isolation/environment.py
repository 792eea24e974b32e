"""The environment variables of a process that reads files from outside."""

import os
from pathlib import Path

from rag.telemetry import SILENT

# Keys and passwords in the environment are none of a reader's business.
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONHASHSEED")
_SETTINGS = {
    "PYTHONDONTWRITEBYTECODE": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONPATH": str(Path(__file__).parents[2]),  # the same program as ours, wherever it runs
}


def reader_environment() -> dict[str, str]:
    """All variables of such a process: no key, no telemetry, one thread."""
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**passed_on, **SILENT, **_SETTINGS}
