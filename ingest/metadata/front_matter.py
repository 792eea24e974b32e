"""YAML front matter of texts and YAML of sidecars, with precise errors."""

import re
from typing import Any

import yaml

from rag.errors import Unreadable

_FENCE = "---"
_LONGEST = 2**16  # characters; longer YAML is no list of fields and slow to read
_FIELD = re.compile(r"\s*(#|['\"]?\w[\w .-]*['\"]?\s*:(\s|$))")

_BARE = re.compile(r"^(?P<field>\w[\w-]*:[ \t]+)(?P<value>[^\s'\"\[{>|&*!%@`#][^\n]*)$", re.MULTILINE)


class _Loader(yaml.SafeLoader):
    """Safe loader without aliases, of which a few lines can expand to gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases (*name) are not read")
        return super().compose_node(parent, index)


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Split text into the YAML between its first two lines of three dashes and the rest; raises Unreadable.

    A first line of dashes without a `field:` below it is a rule, not front matter.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE or len(lines) < 2:
        return {}, text
    first = next((line for line in lines[1:] if line.strip()), "")
    if first.rstrip() != _FENCE and not _FIELD.match(first):
        return {}, text
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in (_FENCE, "...")), None)
    if end is None:
        raise Unreadable(
            "Its front matter opens with --- and never closes. "
            "Add a line of three dashes after its last field."
        )
    return fields("\n".join(lines[1:end]), "front matter", 1), "\n".join(lines[end + 1 :])


def _values(source: str) -> Any:
    """What the YAML holds; as people write it, a value may have a colon without quotes: «title: Evidence: water»."""
    try:
        return yaml.load(source, Loader=_Loader)  # noqa: S506 a safe loader
    except yaml.YAMLError:
        quoted = _BARE.sub(_with_quotes, source)
        if quoted == source:
            raise
        return yaml.load(quoted, Loader=_Loader)  # noqa: S506 a safe loader


def _with_quotes(line: re.Match[str]) -> str:
    value = line["value"].strip()
    if ": " not in value and not value.endswith(":"):
        return line[0]
    inner = value.replace("'", "''")
    return f"{line['field']}'{inner}'"


def fields(source: str, called: str, lines_before: int = 0) -> dict[str, Any]:
    """Parse YAML into a mapping; raises Unreadable, with the name `called` and the line."""
    if len(source) > _LONGEST:
        raise Unreadable(
            f"Its {called} has more than {_LONGEST} characters. Shorten it, or correct its last line of dashes."
        )
    try:
        values = _values(source)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1 + lines_before}" if mark else ""
        problem = getattr(error, "problem", None) or str(error).split("\n")[0]
        raise Unreadable(
            f"Its {called} is not valid YAML{where} ({problem[:80]}). Correct that line."
        ) from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise Unreadable(f"Its {called} is no list of `field: value` lines. Correct it.")
    return {str(key): value for key, value in values.items()}
