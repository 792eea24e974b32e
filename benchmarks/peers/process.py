"""A system under test in its own process, reached through `benchmarks.peers.protocol`."""

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from benchmarks.heading import CACHE
from rag.telemetry import SILENT

ENVIRONMENTS = CACHE / "peers"
_ROOT = Path(__file__).resolve().parents[2]
# No system asks a hub for a model or reports to anyone.
_QUIET = {**SILENT, "HAYSTACK_TELEMETRY_ENABLED": "False"}


@dataclass(frozen=True, slots=True)
class Competitor:
    """`environment` is the folder of its virtual environment, None for this program's own."""

    name: str
    module: str
    environment: str | None = None
    arguments: tuple[str, ...] = ()

    @property
    def python(self) -> Path:
        return (
            ENVIRONMENTS / self.environment / "venv" / "bin" / "python"
            if self.environment
            else Path(sys.executable)
        )


class Process:
    """A context manager; the process ends with it."""

    def __init__(self, competitor: Competitor, folder: Path) -> None:
        self._errors = ENVIRONMENTS / f"{competitor.module}.log"
        self._errors.parent.mkdir(parents=True, exist_ok=True)
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | _QUIET
        with self._errors.open("w") as errors:
            self._process = subprocess.Popen(
                [
                    str(competitor.python),
                    "-m",
                    f"benchmarks.peers.{competitor.module}",
                    str(folder),
                    *competitor.arguments,
                ],
                cwd=_ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._inlet, self._outlet = self._process.stdin, self._process.stdout

    def __enter__(self) -> "Process":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._inlet.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._outlet.close()

    def do(self, what: str, given: object = None) -> tuple[float, Any]:
        """Milliseconds and the result; raises RuntimeError if the process has ended."""
        self._inlet.write(json.dumps({"do": what, "given": given}) + "\n")
        self._inlet.flush()
        line = self._outlet.readline()
        if not line:
            told = self._errors.read_text(encoding="utf-8", errors="replace").strip()[-1500:]
            raise RuntimeError(f"A system ended at {what!r}; the end of what it said:\n{told}")
        reply = json.loads(line)
        return reply["ms"], reply["result"]

    def memory_mb(self) -> float:
        """Resident memory of the process."""
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / 2**20
