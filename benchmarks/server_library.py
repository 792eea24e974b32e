"""A library in PostgreSQL, used by two processes, with kills and lost connections: what is lost and doubled."""

import sys

from benchmarks.durability import first_faults, kept
from benchmarks.heading import heading, table
from harness import postgres
from harness.two_processes import measure

_KILLS, _LOSSES = 30, 10


def main() -> int:
    if postgres.programs() is None:
        print(postgres.ABSENT, file=sys.stderr)
        return 2
    with postgres.server() as folder:
        found = measure(_KILLS, _LOSSES, postgres.database_url(folder))
    print(
        heading(
            "A library in PostgreSQL",
            f"two processes: one killed {found.kills} times and cut off {found.losses} times at work "
            f"({', '.join(f'{count} of {what}' for what, count in found.actions.items())}), one asking meanwhile",
        )
    )
    print()
    rows = [
        *kept(found),
        ["questions asked and answers stored", "", str(found.asked)],
        ["questions whose passage was missed or not verbatim", "0", str(found.missed)],
        ["questions that were told of a lost connection", "", str(found.told)],
        ["stored answers lost", "0", str(found.answers_lost)],
        ["stored answers doubled", "0", str(found.answers_doubled)],
    ]
    print(table(["goal", "found"], rows))
    for fault in [*first_faults(found), *found.unexpected]:
        print(f"- {fault}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
