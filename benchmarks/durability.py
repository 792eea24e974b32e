"""Ingestions, removals and rebuilds killed at random moments: what is lost, duplicated and left."""

import statistics
import sys

from benchmarks.heading import heading, table
from harness.kills import AfterKills, measure

_KILLS = 200
_OPENING_GOAL = 5.0  # seconds
_FAULTS = 10  # shown


def main() -> int:
    found = measure(_KILLS)
    print(
        heading(
            "Durability",
            f"{found.kills} kills ({', '.join(f'{count} of {what}' for what, count in found.actions.items())}), "
            f"{found.while_indexing} of them while indexes were written",
        )
    )
    print()
    rows = [
        *kept(found),
        ["opening again, slowest", f"{_OPENING_GOAL:g} s", f"{max(found.openings):.2f} s"],
        ["opening again, most processor time", "", f"{max(found.busy):.2f} s"],
        ["opening again, median", "", f"{statistics.median(found.openings):.2f} s"],
    ]
    print(table(["goal", "found"], rows))
    for fault in first_faults(found):
        print(f"- {fault}")
    return 0


def kept(found: AfterKills) -> list[list[str]]:
    """Rows of what must not happen to a library, however often its processes are killed."""
    return [
        ["acknowledged documents or passages lost", "0", str(found.lost)],
        ["passages doubled", "0", str(found.doubled)],
        ["files left that a deleted document stands in, or that belong to none", "0", str(found.left)],
        ["faults that `verify` finds", "0", str(len(found.faults))],
    ]


def first_faults(found: AfterKills) -> list[str]:
    return sorted(set(found.faults))[:_FAULTS]


if __name__ == "__main__":
    sys.exit(main())
