"""What a loader of another program has read, as files to ingest: LangChain's `Document`s become texts with metadata."""

import hashlib
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path, PurePath
from typing import Any, Protocol, get_args

import yaml

from ingest.sync.file_walk import Candidate, is_address
from rag.types import KINDS, TextType

_FIELDS = ("title", "publisher", "author", "date", "licence", "speaker")
_CHOICES = {"kind": KINDS, "text_type": get_args(TextType)}


class LoadedDocument(Protocol):
    """What is read of LangChain's `Document`."""

    page_content: str
    metadata: dict[Any, Any]


def loaded_candidates(documents: Iterable[LoadedDocument], folder: Path) -> list[Candidate]:
    """Texts written into `folder`, one for each `source`, whose pages follow one another.

    A text is known by its source: loaded again, it is unchanged or replaces the one before. A document without a source
    is known by its id, or by its text.
    """
    found = []
    for number, (source, several) in enumerate(groupby(documents, _source)):
        parts = list(several)
        file = folder / f"{number}.txt"
        file.write_text("\n\n".join(each.page_content for each in parts), encoding="utf-8")
        known = _metadata(parts[0].metadata, source)
        name = f"{PurePath(source).name or 'text'}.txt"
        label = f"loaded/{hashlib.sha256(source.encode()).hexdigest()[:12]}/{name}"
        found.append(Candidate(label, name, file, metadata=yaml.safe_dump(known, allow_unicode=True)))
    return found


def _source(document: LoadedDocument) -> str:
    told = document.metadata.get("source") or getattr(document, "id", None)
    return str(told or hashlib.sha256(document.page_content.encode()).hexdigest()[:16])


def _metadata(told: Mapping[Any, Any], source: str) -> dict[str, str]:
    """The fields that we know by their own names; a loader's others are its own."""
    known = {name: str(told[name]) for name in _FIELDS if told.get(name)}
    known |= {name: str(told[name]) for name, values in _CHOICES.items() if told.get(name) in values}
    address = str(told.get("url") or source)
    return known | ({"url": address} if is_address(address) else {})
