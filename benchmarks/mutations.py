"""What the parser processes make of 500 corrupted files of each format."""

import sys
import time
from collections import Counter

import psutil

from benchmarks.heading import heading
from harness.mutants import mutants, samples
from ingest.isolation.limits import Limits
from ingest.isolation.parsed import ReadingTask
from ingest.isolation.pool import Workers
from rag.errors import Unreadable

_COUNT = 500
_SECONDS, _MEGABYTES = 20.0, 512


def main(count: int = _COUNT) -> None:
    """Print a row for each format. Goal: every file gives a document or one clear error, within 20 s and 512 MB."""
    print(heading("Spoilt files", f"{count} of each format, each a document or one clear error"))
    print(
        f"{'format':8} {'read':>5} {'error':>6} {'crash':>6} {'slowest s':>10} {'most CPU s':>11} {'most MB':>8}"
    )
    for name in samples():
        _report(name, count)


def _report(name: str, count: int) -> None:
    fates: Counter[str] = Counter()
    slowest, busiest, most = (0.0, ""), 0.0, 0
    with Workers(Limits(seconds=_SECONDS, memory_mb=_MEGABYTES), 1) as workers:
        for how, content in mutants(name, count):
            began, spent = time.monotonic(), {process: _seconds(process) for process in workers.processes()}
            try:
                workers.submit(ReadingTask(name, content)).result()
                fates["read"] += 1
            except Unreadable as error:
                # An end that the pool had to force is told in these words.
                fates["crash" if "ended the reader" in str(error) else "error"] += 1
                if "ended the reader" in str(error):
                    print(f"  {name}: {how}: {error}", file=sys.stderr)
            slowest = max(slowest, (time.monotonic() - began, how))
            for process in workers.processes():
                busiest = max(busiest, _seconds(process) - spent.get(process, 0.0))
                most = max(most, _memory(process))
    counts = f"{fates['read']:5} {fates['error']:6} {fates['crash']:6}"
    print(
        f"{name[2:]:8} {counts} {slowest[0]:10.1f} {busiest:11.1f} {most:8}  (slowest: {slowest[1]})",
        flush=True,
    )


def _seconds(process: int) -> float:
    """Processor time, independent of other work on the machine; includes the start of a new process."""
    try:
        used = psutil.Process(process).cpu_times()
    except psutil.Error:
        return 0.0
    return float(used.user + used.system)


def _memory(process: int) -> int:
    try:
        return int(psutil.Process(process).memory_info().rss / 2**20)
    except psutil.Error:
        return 0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _COUNT)
