"""Data folders with one damaged file each: how many are noticed, and how many indexes are healed."""

import sys
from collections import Counter

from benchmarks.heading import heading, table
from harness.damage import measure

_ROUNDS = 10  # of each store


def main() -> int:
    found = measure(_ROUNDS)
    print(heading("Damage", f"{len(found)} data folders, in each a file flipped, cut, emptied or deleted"))
    print()
    folders = Counter(each.store for each in found)
    unnoticed = Counter(each.store for each in found if not each.noticed and not each.same)
    harmless = Counter(each.store for each in found if not each.noticed and each.same)
    unhealed = Counter(each.store for each in found if each.healed is False)
    ended = Counter(each.store for each in found if each.ended)
    rows = [
        [store, *(str(counter[store]) for counter in (folders, unnoticed, harmless, unhealed, ended))]
        for store in folders
    ]
    head = [
        "store",
        "folders",
        "unnoticed",
        "unnoticed, nothing lost",
        "indexes not healed",
        "programs ended",
    ]
    print(table(head, rows))
    for each in found:
        if each.ended or each.healed is False or not (each.noticed or each.same):
            print(f"- {each}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
