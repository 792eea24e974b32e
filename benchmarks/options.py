"""Command-line options of the benchmarks: `--whole`, `--articles=60`."""

import sys


def given(name: str) -> bool:
    return f"--{name}" in sys.argv


def number(name: str, otherwise: int) -> int:
    """The value of `--name=N`; the last one if repeated."""
    found = otherwise
    for argument in sys.argv:
        key, is_one, value = argument.partition("=")
        if key == f"--{name}" and is_one:
            found = int(value)
    return found
