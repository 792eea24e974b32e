"""Segments: the files of the lexical index, which are never changed and are replaced as wholes."""

import json
from collections.abc import Iterable
from pathlib import Path

import tantivy
from tantivy import Query


def are_listed(names: Iterable[str], listing: Path) -> bool:
    """Does tantivy's own list of its files name all of these? It never deletes a file that is not on it."""
    try:
        listed = json.loads(listing.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(listed, list) and set(names) <= {each for each in listed if isinstance(each, str)}


def beside_removed(searcher: tantivy.Searcher, meta: Path) -> list[str]:
    """The ids of all passages in segments in which others are marked as removed; `meta` is the index's `meta.json`."""
    held: dict[int, list[tantivy.DocAddress]] = {}
    for _, address in searcher.search(Query.all_query(), max(searcher.num_docs, 1), count=False).hits:
        held.setdefault(address.segment_ord, []).append(address)
    segments = json.loads(meta.read_text())["segments"]
    removed = [(segment["deletes"] or {}).get("num_deleted_docs", 0) for segment in segments]
    # tantivy numbers segments in the order of this file; should it ever not, all are rewritten.
    as_numbered = all(
        len(held.get(number, ())) == segment["max_doc"] - count
        for number, (segment, count) in enumerate(zip(segments, removed, strict=True))
    )
    return [
        str(searcher.doc(address)["id"][0])
        for number, addresses in held.items()
        if not as_numbered or removed[number]
        for address in addresses
    ]
