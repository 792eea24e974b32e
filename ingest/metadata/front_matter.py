"""The YAML at the head of a text, and that of a sidecar: fields and values, or what is wrong with it."""

import re
from typing import Any

import yaml

from rag.errors import Unreadable

_FENCE = "---"
_LONGEST = 2**16  # characters; what is longer is no list of fields, and YAML is slow to read
_FIELD = re.compile(r"\s*(#|['\"]?\w[\w .-]*['\"]?\s*:(\s|$))")


class _Loader(yaml.SafeLoader):
    """Safe, and without aliases: a few lines of them unfold to gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases (*name) are not read")
        return super().compose_node(parent, index)


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The YAML between the first two lines of three dashes, and what follows; raises Unreadable.

    A first line of dashes with no `field:` below it is a rule, not front matter.
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


def fields(source: str, called: str, lines_before: int = 0) -> dict[str, Any]:
    """The mapping that this YAML spells; raises Unreadable, which names what is `called` so and the line."""
    if len(source) > _LONGEST:
        raise Unreadable(
            f"Its {called} has more than {_LONGEST} characters. Shorten it, or mend its last line of dashes."
        )
    try:
        values = yaml.load(source, Loader=_Loader)  # noqa: S506 a safe loader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1 + lines_before}" if mark else ""
        problem = getattr(error, "problem", None) or str(error).split("\n")[0]
        raise Unreadable(
            f"Its {called} is not valid YAML{where} ({problem[:80]}). "
            "Mend it; a value with a colon needs quotes."
        ) from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise Unreadable(f"Its {called} is no list of `field: value` lines. Mend it.")
    return {str(key): value for key, value in values.items()}
