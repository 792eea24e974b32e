"""Headings and tables of the benchmarks, and the folders of their data."""

from datetime import UTC, datetime
from pathlib import Path
from subprocess import run

SHARED = Path(__file__).resolve().parents[2] / "shared"
CACHE = Path(__file__).parent / ".cache"


def heading(name: str, told: str) -> str:
    """ "MultiHop-RAG retrieval, 24 November 2026, commit abc1234: told"."""
    commit = run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout
    return f"{name}, {datetime.now(UTC):%d %B %Y}, commit {commit.strip() or 'none'}: {told}"


def table(columns: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; the first column is the name of each row."""
    lines = [f"|  | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def absent(name: str, folder: Path) -> bool:
    """Is the data of a benchmark missing? Prints a line if it is."""
    if folder.exists():
        return False
    print(f"{name}: skipped, because its data is missing (../shared/{folder.relative_to(SHARED)}).")
    return True


def share(part: int, whole: int) -> str:
    """ ".92 (23/25)": a share with its counts."""
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "none asked"
