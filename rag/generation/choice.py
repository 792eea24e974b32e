"""A model's choice among the sentences that it was sent, read from its reply.

The form asked for is {"nothing": false, "groups": [{"heading": null, "keys": ["pa1b2c3"]}], "open": []}. Whatever holds
keys that were sent is read too: a list, an object after prose, lines of keys in any brackets.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rag.errors import ReportQAError
from rag.generation.keys import KEY
from rag.generation.reply import json_values, meant

NOTHING = "NOTHING FOUND"
_ANY_KEY = re.compile(rf"(?<![a-z0-9]){KEY}(?![a-z0-9])", re.IGNORECASE)
_HEADING = re.compile(r"^\s*(?:#+\s*(?P<marked>.+?)|(?P<named>[^:]{1,80}):)\s*$")


class BadReply(ReportQAError):
    """The reply holds nothing of what was asked for; the text follows the model's name in a sentence."""

    code = "bad_reply"


@dataclass(frozen=True, slots=True)
class Group:
    """Keys in their order, and the heading that they shall stand under, "" for none."""

    heading: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """`open` are the parts of the question that no sentence answers; `nothing` tells that none answers any of it."""

    groups: tuple[Group, ...] = ()
    open: tuple[str, ...] = ()
    nothing: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for group in self.groups for key in group.keys)


def schema(keys: Sequence[str]) -> dict[str, Any]:
    """The JSON schema of a choice among these keys, as `response_format` of the OpenAI protocol takes it."""
    properties = {
        "nothing": {"type": "boolean", "description": "true if no sentence answers"},
        "groups": {
            "type": "array",
            "items": _object(
                {
                    "heading": {"type": ["string", "null"], "description": "at most eight words, or null"},
                    "keys": {"type": "array", "items": {"type": "string", "enum": list(keys)}},
                }
            ),
        },
        "open": {"type": "array", "items": {"type": "string"}},
    }
    return {"name": "choice", "strict": True, "schema": _object(properties)}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def read_choice(reply: str, sent: Collection[str]) -> Choice:
    """The choice in a reply; keys that were not sent are dropped. Raises BadReply where nothing is left."""
    text = meant(reply)
    found = [choice for value in json_values(text) if (choice := _of_json(value, sent)) is not None]
    with_keys = [choice for choice in found if choice.keys]
    if with_keys:
        return with_keys[-1]  # what a model thinks aloud comes first
    groups = _of_lines(text, sent)
    if groups:
        return Choice(groups)
    if any(choice.nothing for choice in found) or NOTHING.casefold() in text.casefold():
        return Choice(nothing=True)
    raise BadReply("gave an empty reply" if not text else "chose no sentence that it was sent")


def _of_json(value: Any, sent: Collection[str]) -> Choice | None:
    """A choice from any shape of JSON that holds keys, or says that nothing answers."""
    if isinstance(value, dict) and isinstance(value.get("groups"), list | dict):
        listed = value["groups"]
        groups = _distinct(map(_group, listed if isinstance(listed, list) else listed.values()), sent)
        open_ = value.get("open")
        parts = [each for each in open_ if isinstance(each, str)] if isinstance(open_, list) else []
        nothing = value.get("nothing") is True and not groups
        return Choice(groups, tuple(parts), nothing)
    groups = _distinct([("", _strings(value))], sent)
    if groups:
        return Choice(groups)
    return Choice(nothing=True) if isinstance(value, dict) and value.get("nothing") is True else None


def _group(value: Any) -> tuple[str, list[str]]:
    heading = value.get("heading") if isinstance(value, dict) else None
    keys = value.get("keys", value) if isinstance(value, dict) else value
    return (heading if isinstance(heading, str) else ""), list(_strings(keys))


def _strings(value: Any) -> Iterator[str]:
    """Every string in a value of JSON."""
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _strings(each)
        case dict():
            for name, each in value.items():
                yield name
                yield from _strings(each)


def _of_lines(text: str, sent: Collection[str]) -> tuple[Group, ...]:
    groups: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines():
        if _ANY_KEY.search(line):
            groups[-1][1].append(line)
        elif heading := _HEADING.match(line):
            groups.append(((heading["marked"] or heading["named"]).strip(" *"), []))
    return _distinct(groups, sent)


def _distinct(groups: Any, sent: Collection[str]) -> tuple[Group, ...]:
    """The groups with the keys that were sent, each once; those that are then empty go."""
    seen: set[str] = set()
    found = []
    for heading, texts in groups:
        keys = []
        for key in (each.group().lower() for text in texts for each in _ANY_KEY.finditer(text)):
            if key in sent and key not in seen:
                seen.add(key)
                keys.append(key)
        if keys:
            found.append(Group(" ".join(heading.split()), tuple(keys)))
    return tuple(found)
