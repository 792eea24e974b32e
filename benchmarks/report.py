"""Print tables and, with `--write`, put them into docs/performance.md.

Each section of the page lies between two comments with its name. Everything between them is replaced, so that no figure
is written by hand.
"""

import os
import platform
from pathlib import Path

from benchmarks.options import given

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"


def show(section: str, text: str) -> None:
    """Print `text`; with `--write`, also replace the section of that name."""
    print(text)
    if given("write"):
        whole = f"{text}\n\nMeasured on: {machine()}."
        PAGE.write_text(replaced(PAGE.read_text(encoding="utf-8"), section, whole), encoding="utf-8")
        print(f"\n(written to {PAGE.relative_to(PAGE.parents[1])}, section {section!r})")


def replaced(page: str, section: str, text: str) -> str:
    """The page with `text` in that section, otherwise unchanged; raises ValueError if there is no such section."""
    opening, closing = f"<!-- {section}: made by the benchmark -->", f"<!-- end of {section} -->"
    before, found, rest = page.partition(opening)
    _, closed, after = rest.partition(closing)
    if not found or not closed:
        raise ValueError(f"The page has no section {section!r}. Put these two lines in: {opening} {closing}")
    return f"{before}{opening}\n\n{text.strip()}\n\n{closing}{after}"


def machine() -> str:
    """The processor, the cores this process may use, the memory, the system and the Python version."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return (
        f"{_processor()}, {cores} cores, {memory:.0f} GB of memory, no GPU used, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("model name")]
    return names[0] if names and names[0] not in ("", "unknown") else platform.machine()
