"""Two servers over one library in PostgreSQL, with kills and lost connections over HTTP: what is lost and doubled.

`--kills=30 --losses=10`.
"""

import os
import sys

from benchmarks.durability import first_faults, kept
from benchmarks.heading import heading, table
from benchmarks.options import number
from harness import postgres
from harness.two_servers import measure


def main() -> int:
    if postgres.programs() is None:
        print(postgres.ABSENT, file=sys.stderr)
        return 2
    with postgres.server() as folder:
        found = measure(number("kills", 30), number("losses", 10), postgres.database_url(folder))
    told = (
        f"{found.kills} kills of either and {found.losses} losses of all connections, over HTTP; "
        f"{found.taken_in} papers taken in and {found.removed} removed, load {os.getloadavg()[0]:.1f}"
    )
    print(heading("Two servers on PostgreSQL", told))
    print()
    rows = [
        *kept(found),
        ["papers that only one of the two lists", "0", str(found.apart)],
        ["answers given", "", str(found.asked)],
        ["answers without the passage that stays", "0", str(found.missed)],
        ["requests refused or cut off", "", str(found.told)],
        ["stored answers lost", "0", str(found.answers_lost)],
        ["stored answers doubled", "0", str(found.answers_doubled)],
        ["other errors", "0", str(len(found.unexpected))],
    ]
    print(table(["goal", "found"], rows))
    for fault in [*first_faults(found), *found.unexpected]:
        print(f"- {fault}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
