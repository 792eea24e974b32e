"""How long the command takes beside bare Python: parsing alone, and a command that a running server answers.

All rows take turns in one run, so that what else the machine does falls on each alike. Ratios hold; single times are
the machine's and the hour's.
"""

import os
import pty
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.heading import heading, table
from benchmarks.report import show

_REPORT_QA = (sys.executable, "-m", "server.cli")
_ROUNDS = 15
_PAPERS = Path(__file__).resolve().parents[1] / "documents"


def piped(*command: str) -> None:
    subprocess.run(command, capture_output=True, check=True)


def at_terminal(*command: str) -> None:
    """With a terminal on all three ends, as a person runs it."""
    ours, its = pty.openpty()
    with subprocess.Popen(command, stdin=its, stdout=its, stderr=its) as process:
        os.close(its)
        while _read(ours):
            pass
    os.close(ours)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux's way of saying that the other end is closed
        return b""


@contextmanager
def served() -> Iterator[None]:
    """A server over the configured data folder; ends the process that it started."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [*_REPORT_QA, "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _until_ready(port)
            yield
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


def _until_ready(port: int) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1):
                time.sleep(3)  # its models are loaded in the background
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server did not come up")


def medians(work: dict[str, Callable[[], None]]) -> dict[str, float]:
    """Seconds; the first round is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(_ROUNDS + 1):
        for name, run in work.items():
            begun = time.perf_counter()
            run()
            taken[name].append(time.perf_counter() - begun)
    return {name: median(each[1:]) for name, each in taken.items()}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["REPORT_QA_DATA_DIR"] = folder
        piped(*_REPORT_QA, "ingest", str(_PAPERS))
        bare = {"`python -c pass`": lambda: piped(sys.executable, "-c", "pass")}
        with served():
            found = medians(
                bare
                | {
                    "`report-qa --help`": lambda: piped(*_REPORT_QA, "--help"),
                    "`report-qa --help`, at a terminal": lambda: at_terminal(*_REPORT_QA, "--help"),
                    "`report-qa documents`, a server runs": lambda: piped(*_REPORT_QA, "documents"),
                }
            )
        alone = medians(bare | {"`report-qa documents`, no server": lambda: piped(*_REPORT_QA, "documents")})
    base = found["`python -c pass`"]
    scale = base / alone.pop("`python -c pass`")
    found |= {name: taken * scale for name, taken in alone.items()}
    rows = [[name, f"{1000 * taken:.0f}", f"{taken / base:.1f}"] for name, taken in found.items()]
    told = f"median of {_ROUNDS} runs in turn, load {os.getloadavg()[0]:.1f}"
    show("command", f"{heading('The command', told)}\n\n{table(['ms', '× bare Python'], rows)}")
    return 0


if __name__ == "__main__":
    main()
