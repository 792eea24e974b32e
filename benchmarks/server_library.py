"""A library in PostgreSQL, used by two processes, with kills and lost connections: what is lost and doubled."""

import sys

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
        ["acknowledged documents or passages lost", "0", str(found.lost)],
        ["passages doubled", "0", str(found.doubled)],
        ["files left that a deleted document stands in, or that belong to none", "0", str(found.left)],
        ["faults that `verify` finds", "0", str(len(found.faults))],
        ["questions asked and answers stored", "", str(found.asked)],
        ["questions whose passage was missed or not verbatim", "0", str(found.missed)],
        ["questions that were told of a lost connection", "", str(found.told)],
        ["stored answers lost", "0", str(found.answers_lost)],
        ["stored answers doubled", "0", str(found.answers_doubled)],
    ]
    print(table(["goal", "found"], rows))
    for fault in [*sorted(set(found.faults))[:10], *found.unexpected]:
        print(f"- {fault}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
