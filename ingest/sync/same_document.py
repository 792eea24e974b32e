"""Are two documents with the same text one document? Yes, where their metadata do not conflict.

What a file was attached to, and what it is called for want of a title, are no conflict.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from ingest.metadata.placeholders import FILE_CREATED
from rag.storage.metadata import TITLE_FROM
from rag.text.dates import spoken_date
from rag.types import Metadata

ATTACHED_TO = "attached_to"  # among the metadata of an attachment: the id of what it came with

# The mail that an attachment came with, which names one that has no title.
SENDER = "sender"  # among the metadata of a mail
SENT_BY, SENT_ON = "attached_by", "attached_on"
_NO_CONFLICT = {ATTACHED_TO, SENT_BY, SENT_ON, FILE_CREATED, TITLE_FROM, "text_type"}

Fullness = Literal["less", "same", "more"]


def attached(metadata: Metadata, to: str, carrier: Metadata | None) -> Metadata:
    """The metadata of an attachment with what it came with: a mail's sender and day, which also name a nameless one."""
    extra = {**metadata.extra, ATTACHED_TO: to}
    title = metadata.title
    if carrier is not None and carrier.author and SENDER in carrier.extra:
        extra |= {SENT_BY: carrier.author} | ({SENT_ON: carrier.date} if carrier.date else {})
        if TITLE_FROM in extra:
            day = f" of {spoken_date(carrier.date)}" if carrier.date else ""
            title = f"{title}, attached to {carrier.author}’s mail{day}"
    return replace(metadata, title=title, extra=extra)


def telling(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Fullness | None:
    """How my metadata compare with theirs; None if they belong to two documents.

    A press release in two papers is two documents; a file copied without its sidecar is not.
    """
    one, other = _told(mine), _told(theirs)
    if mine["text_type"] != theirs["text_type"] or not (one <= other or other <= one):
        return None
    return "same" if one == other else "less" if one <= other else "more"


def _told(values: Mapping[str, Any]) -> set[tuple[str, str]]:
    """The fields that can conflict: an unknown kind cannot, nor what a file was attached to, nor a file's own name."""
    no_title = {"title"} if TITLE_FROM in values else set()
    return {
        (key, str(value))
        for key, value in values.items()
        if key not in _NO_CONFLICT | no_title and (key, value) != ("kind", "other")
    }
