"""`python -m benchmarks [NAME …]`: run the benchmarks named, or all that need only the program and its data.

Baselines are measured in the same run. With `--write`, tables are put into docs/performance.md.
"""

import sys
from importlib import import_module

from benchmarks.general import SETS

_ALL = (
    "retrieval",
    "refusals",
    "squad",
    "answers",
    "people",
    "general",
    "judging",
    "strangers",
    "kinds",
    "invariances",
    "follow_ups",
    "speed",
    "command",
    "pdf",
    "intake",
    "durability",
    "damage",
    "mutations",
    "lies",
    "gate",
    "selection",
    "injection",
    "writing",
)
_NAMED_ONLY = {
    "calibrate": "calibrate",
    "ordering": "ordering",
    "lists": "lists",
    "gathering": "gathering",
    "sentences": "sentences",
    "finetuning": "finetuning.teaching",
    "question_vectors": "finetuning.question_vectors",
    "load": "load",
    "throughput": "throughput",
    "scale": "scale",
    "stacks": "stacks",
    "server_library": "server_library",
    "two_servers": "two_servers",
    "peers": "peers.run",
}  # long, or in need of `make bench-peers`


def main() -> int:
    # The outside sets may be named after `general`.
    wanted = [each for each in sys.argv[1:] if not each.startswith("-") and each not in SETS] or list(_ALL)
    for name in wanted:
        if name not in _ALL and name not in _NAMED_ONLY:
            print(
                f"There is no benchmark {name!r}; there are {', '.join([*_ALL, *_NAMED_ONLY])}.",
                file=sys.stderr,
            )
            return 2
        import_module(f"benchmarks.{_NAMED_ONLY.get(name, name)}").main()
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
