"""What ingestion makes of 500 damaged and forged files of each format.

`python -m benchmarks.mutations [COUNT] [FORMAT …] [--write]`, a format by its suffix ("msg"). Each file goes to a
reader process by itself, which tells time and memory; then all of them are ingested together, which tells whether any
is lost. The table is written only when every format that was asked for is through.
"""

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.heading import heading, table
from benchmarks.report import show
from harness.mutants import mutants
from harness.samples import samples
from ingest.isolation.limits import Limits
from ingest.isolation.parsed import ReadingTask
from ingest.isolation.pool import CRASHED, LONGEST_WAIT, TOO_SLOW, Workers
from ingest.sync.sync import sync
from rag.errors import Unreadable
from rag.service import Service
from rag.settings import Settings

_COUNT = 500
_LEFT_OUT = re.compile(r"not ingested: (?P<count>\d+) of its attachments")
_LIMITS = Limits(seconds=20, memory_mb=512)
_LONGEST = (
    20_000  # characters of text of a file that is ingested with the others: more would only be embedded
)
_COLUMNS = [
    "read",
    "refused",
    "reader ended, told",
    "crashes",
    "hangs",
    "lost",
    "slowest, s",
    "most CPU, s",
    "most MB",
    "slowest file",
]


@dataclass(slots=True)
class Fates:
    """What became of the files of one format; `attached` has the number of attachments of each file that was read.

    A reader that was ended for its time, its memory or a crash is replaced, and the file is refused with the reason: a
    crash is any other error, a hang a file that takes longer than a reader may be waited for.
    """

    counts: Counter[str] = field(default_factory=Counter)
    attached: dict[str, int] = field(default_factory=dict)
    slowest: tuple[float, str] = (0.0, "")
    busiest: float = 0.0  # seconds of processor time
    most: int = 0  # MB


def main(count: int = _COUNT, formats: Sequence[str] = ()) -> None:
    """Show a row for each format. Goal: every file gives a document or one clear error; no crash, no hang, no loss."""
    title = heading("Damaged files", f"{count} of each format, each a document or one clear error")
    rows = []
    for name in samples():
        if not formats or name.removeprefix("a.") in formats:
            with tempfile.TemporaryDirectory() as folder:
                rows.append(_row(name, count, Path(folder)))
            print(f"  {' | '.join(rows[-1])}", file=sys.stderr, flush=True)
    show("mutations", f"{title}\n\n{table(_COLUMNS, rows)}")


def _row(name: str, count: int, folder: Path) -> list[str]:
    papers = folder / "papers"
    papers.mkdir()
    fates = Fates()
    with Workers(_LIMITS, 1) as workers:
        for number, (how, content) in enumerate(mutants(name, count)):
            path = papers / f"{number:05}{Path(name).suffix}"
            path.write_bytes(content)
            _read(workers, path, how, fates)
    lost = _lost(papers, folder / "data", fates.attached)
    for place in lost:
        print(f"  {name}: lost: {place}", file=sys.stderr)
    told = [str(fates.counts[each]) for each in ("read", "refused", "ended", "crash", "hang")]
    costs = [f"{fates.slowest[0]:.1f}", f"{fates.busiest:.1f}", str(fates.most), fates.slowest[1]]
    return [name[1:], *told, str(len(lost)), *costs]


def _read(workers: Workers, path: Path, how: str, fates: Fates) -> None:
    began, spent = time.monotonic(), {process: _seconds(process) for process in workers.processes()}
    fate = "read"
    try:
        parsed = workers.submit(ReadingTask(path.name, path.read_bytes())).result()
        if len(parsed.text) <= _LONGEST:
            fates.attached[path.name] = len(parsed.attachments)
        else:
            path.unlink()
    except Unreadable as error:
        fate = "ended" if str(error).startswith((CRASHED, TOO_SLOW)) else "refused"
    except Exception as error:  # whatever it is, it is what this looks for
        fate = "crash"
        print(f"  {path.name}: {how}: {type(error).__name__}: {error}", file=sys.stderr)
    if fate == "ended":
        print(f"  {path.name}: {how}: the reader was ended", file=sys.stderr)
    taken = time.monotonic() - began
    fates.counts["hang" if taken > LONGEST_WAIT * _LIMITS.seconds else fate] += 1
    fates.slowest = max(fates.slowest, (taken, how))
    for process in workers.processes():
        fates.busiest = max(fates.busiest, _seconds(process) - spent.get(process, 0.0))
        fates.most = max(fates.most, _memory(process))


def _lost(papers: Path, data: Path, attached: Mapping[str, int]) -> list[str]:
    """The files and attachments that one ingestion of all of them neither takes in nor tells of."""
    service = Service(
        Settings(
            data_dir=data,
            parse_seconds=_LIMITS.seconds,
            parse_memory_mb=_LIMITS.memory_mb,
            _env_file=None,
        )
    )
    try:
        outcome = sync(service.stores, [papers])
    finally:
        service.stores.close()
    taken = [*outcome.added, *outcome.replaced, *outcome.unchanged]
    places = {Path(each).name for each in [*taken, *(failure["path"] for failure in outcome.failed)]}
    inside = Counter(place.partition("#")[0] for place in places if place.count("#") == 1)
    for each in outcome.warnings:  # of many that were left out, the first are named and all of them counted
        if (left := _LEFT_OUT.match(each["warning"])) is not None:
            inside[Path(each["path"]).name] += int(left["count"])
    lost = [path.name for path in sorted(papers.iterdir()) if path.name not in places]
    return [*lost, *(f"of {name}" for name, count in attached.items() if inside[name] < count)]


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
    asked = [each for each in sys.argv[1:] if not each.startswith("-")]
    main(
        int(asked[0]) if asked and asked[0].isdigit() else _COUNT,
        [each for each in asked if not each.isdigit()],
    )
