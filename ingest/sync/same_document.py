"""Are two documents with the same text one document? Yes, where their metadata do not conflict."""

from collections.abc import Mapping
from typing import Any, Literal

ATTACHED_TO = "attached_to"  # among the metadata of an attachment: the id of what it came with

Telling = Literal["less", "same", "more"]


def telling(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Telling | None:
    """How my metadata compare with theirs; None where they belong to two documents.

    A press release in two papers is two documents; a file copied without its sidecar is not.
    """
    one, other = _told(mine), _told(theirs)
    if mine["text_type"] != theirs["text_type"] or not (one <= other or other <= one):
        return None
    return "same" if one == other else "less" if one <= other else "more"


def _told(values: Mapping[str, Any]) -> set[tuple[str, str]]:
    """The fields that can conflict: an unknown kind cannot, nor what a file was attached to."""
    return {
        (key, str(value))
        for key, value in values.items()
        if key not in (ATTACHED_TO, "text_type") and (key, value) != ("kind", "other")
    }
