"""A revision of a document as it is written, indexed and finished after a kill."""

import hashlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rag.storage.locations import Place
from rag.types import Document, Metadata, Passage


@dataclass(frozen=True, slots=True)
class Shelved:
    """A revision that is being added or removed: what recovery needs to finish it."""

    document_id: str
    revision: str
    state: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A document that was read and split, ready to be stored; `media_type` and `file_sha` are of its original file.

    `corrections` are what people set of its metadata, as known when it was split.
    """

    document: Document
    revision: str
    passages: tuple[Passage, ...]
    places: tuple[Place, ...]
    warnings: tuple[str, ...] = ()
    file_sha: str | None = None
    media_type: str | None = None
    corrections: Mapping[str, str] = field(default_factory=dict)
    layout: bytes = b""  # where the words stand on the pages, as the reader packed it


@dataclass(frozen=True, slots=True)
class Filed:
    """What a file has beside its text: `metadata` without corrections."""

    metadata: Metadata
    warnings: tuple[str, ...]
    sha: str | None
    media_type: str | None


class PassageRow(NamedTuple):
    """A passage as the indexes take it; `sentences` are offsets into its text, `speakers` who speaks in it."""

    passage: Passage
    metadata: Metadata
    sentences: tuple[tuple[int, int], ...] = ()
    speakers: tuple[str, ...] = ()


Spoken = tuple[int, int, str | None]  # a sentence: its start and end in the document, and its speaker


def rows_of(passages: Sequence[Passage], metadata: Metadata, sentences: Sequence[Spoken]) -> list[PassageRow]:
    """`passages` as the indexes take them; `sentences` are all of the document, in order."""
    starts = [start for start, _, _ in sentences]
    found: list[PassageRow] = []
    for passage in passages:
        begun = sentences[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]
        inside = [sentence for sentence in begun if sentence[1] <= passage.end]
        ranges = tuple((start - passage.start, end - passage.start) for start, end, _ in inside)
        speakers = tuple(sorted({speaker for _, _, speaker in inside if speaker is not None}))
        found.append(PassageRow(passage, metadata, ranges, speakers))
    return found


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
