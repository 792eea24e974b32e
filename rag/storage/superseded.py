"""Summaries that are superseded by their originals, which have the same address or title.

A summary is our own wording of a document whose text is not in the library. Once that text is added, only the
original is searched and quoted; if it is removed, the summary is used again.
"""

import re
from collections.abc import Iterable
from typing import Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit

from rag.types import Metadata

# Tracking parameters say who followed a link, not where it leads.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid", re.IGNORECASE)


class _Entry(Protocol):
    @property
    def document_id(self) -> str: ...

    @property
    def metadata(self) -> Metadata: ...


def superseded_by(entries: Iterable[_Entry]) -> dict[str, str]:
    """For each summary whose original is held too, the original's id."""
    addresses: dict[str, str] = {}
    titles: dict[str, list[_Entry]] = {}
    summaries: list[_Entry] = []
    for entry in entries:
        if entry.metadata.text_type == "summary":
            summaries.append(entry)
            continue
        if entry.metadata.url:
            addresses.setdefault(_address(entry.metadata.url), entry.document_id)
        if entry.metadata.title:
            titles.setdefault(_folded(entry.metadata.title), []).append(entry)
    found: dict[str, str] = {}
    for summary in summaries:
        known = summary.metadata
        by_address = addresses.get(_address(known.url)) if known.url else None
        by_title = next(
            (
                entry.document_id
                for entry in titles.get(_folded(known.title or ""), ())
                if _may_be_one_publisher(entry.metadata.publisher, known.publisher)
            ),
            None,
        )
        if original := by_address or by_title:
            found[summary.document_id] = original
    return found


def _may_be_one_publisher(one: str | None, other: str | None) -> bool:
    """Two newspapers can print the same headline."""
    return not one or not other or _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‘", "'").split()).casefold()


def _address(url: str) -> str:
    """An address without tracking parameters and other variations."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.")
    query = urlencode([pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])])
    return f"{host}{parts.path.rstrip('/')}?{query}".rstrip("?")
