"""Arguments and options that several commands share."""

import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any

from typer import Option

from rag.errors import BadFilter
from server.filter_names import FILTER_NAMES

ALL_WELL, SOME_FAILED, WRONG_USE = 0, 1, 2  # exit codes


def _filter_names(incomplete: str) -> list[str]:
    return [f"{name}=" for name in FILTER_NAMES if name.startswith(incomplete)]


InAffair = Annotated[
    str,
    Option(
        "--affair",
        metavar="NAME",
        help="The affair, as `affairs` lists them.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, Option("--json", help="Print JSON.")]
FilterBy = Annotated[
    list[str],
    Option(
        "--filter",
        metavar="NAME=VALUE",
        help=f"Only documents that match; may be repeated. Names: {', '.join(FILTER_NAMES)}.",
        show_default=False,
        autocompletion=_filter_names,
    ),
]


def filter_pairs(given: Sequence[str]) -> list[tuple[str, str]]:
    """`name=value` split; raises BadFilter where there is no such filter."""
    pairs = []
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise BadFilter(f"A filter is written name=value, not {each!r}.")
        if name not in FILTER_NAMES:
            raise BadFilter(f"There is no filter {name!r}. The filters are {', '.join(FILTER_NAMES)}.")
        pairs.append((name, value))
    return pairs


def put_out(values: dict[str, Any], as_json: bool, show: Callable[[dict[str, Any]], None]) -> int:
    """Print the values as JSON, or as `show` lays them out for a person."""
    if as_json:
        print(json.dumps(values, ensure_ascii=False))
    else:
        show(values)
    return ALL_WELL
