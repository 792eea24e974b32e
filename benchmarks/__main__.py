"""`python -m benchmarks [NAME …]`: the tables named, or all; each with its baselines measured in the same run."""

import sys
from importlib import import_module

_ALL = (
    "retrieval",
    "refusals",
    "squad",
    "answers",
    "speed",
    "pdf",
    "intake",
    "durability",
    "mutations",
    "lies",
    "injection",
    "writing",
)


def main() -> int:
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")] or list(_ALL)
    for name in wanted:
        if name not in _ALL:
            print(f"There is no benchmark {name!r}; there are {', '.join(_ALL)}.", file=sys.stderr)
            return 2
        import_module(f"benchmarks.{name}").main()
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
