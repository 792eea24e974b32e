"""The result of reading a file: text with sentences and speakers, pages, metadata; and its JSON between processes.

It is JSON because a process that read an unsafe file may be compromised: what comes back is data and nothing else.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from ingest.attribution import attribute, author_speaks, with_speakers
from ingest.attribution.dialogue.speaker_roles import holders
from ingest.metadata.metadata import merge_metadata, with_name
from ingest.readers import read
from ingest.text.encoding import decode
from ingest.text.language import is_english
from ingest.text.losses import lost_characters
from ingest.text.person_names import shown_name, without_honours
from ingest.text.reading import Attachment, pages_of, prose_of, sentences_of, text_of
from rag.storage.metadata import corrected, metadata_values, told_roles
from rag.types import Metadata, Page, Sentence

_NOT_ENGLISH = "its language is not English, so nobody in it is named as the speaker of a quotation"


@dataclass(frozen=True, slots=True)
class ReadingTask:
    """A file to read: its name (only for its suffix), its bytes, and what is known of it from elsewhere.

    `url` is where it was fetched; `corrections` are the metadata that people set.
    """

    name: str
    content: bytes
    sidecar: bytes | None = None
    url: str | None = None
    corrections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parsed:
    """`metadata` is what the file and its sidecar say; corrections were used only to attribute speech."""

    text: str
    sentences: tuple[Sentence, ...]
    pages: tuple[Page, ...]
    metadata: Metadata
    warnings: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    layout: bytes


def parse(task: ReadingTask) -> Parsed:
    """Read a file and attribute its sentences; raises Unreadable."""
    reading = read(Path(task.name), task.content)
    metadata = merge_metadata(reading, None if task.sidecar is None else decode(task.sidecar))
    metadata = with_name(metadata, reading.blocks, task.name)
    if metadata.url is None and task.url is not None:
        metadata = replace(metadata, url=task.url)
    text = text_of(reading.blocks)
    known = corrected(metadata_values(metadata), task.corrections)
    sentences = sentences_of(reading.blocks)
    english = is_english(prose_of(reading.blocks))
    speeches = attribute(text, sentences, known) if english else ()
    if english and author_speaks(text, sentences, speeches, known):
        metadata, known = (
            replace(each, extra={**each.extra, "speaker": known.author or ""}) for each in (metadata, known)
        )
    sentences = tuple(map(_with_shown_names, with_speakers(sentences, speeches, known)))
    if english:
        roles = _roles(text, sentences)
        metadata = replace(metadata, extra={**metadata.extra, **told_roles(roles)})
    pages = pages_of(reading)
    warnings = (*reading.warnings, *lost_characters(text), *([] if english else [_NOT_ENGLISH]))
    return Parsed(text, sentences, pages, metadata, warnings, reading.attachments, reading.layout)


def _roles(text: str, sentences: Sequence[Sentence]) -> dict[str, tuple[str, ...]]:
    """What the paper tells in brackets of those who speak in it, by the name that the sentences give them."""
    held = {each.name.casefold(): each.roles for each in holders(text)}
    speakers = dict.fromkeys(each.speaker for each in sentences if each.speaker)
    found = {}
    for speaker in speakers:
        folded = without_honours(speaker).casefold()
        told = next(
            (roles for name, roles in held.items() if folded == name or folded.endswith(f" {name}")), None
        )
        if told is not None:
            found[speaker] = told
    return found


def _with_shown_names(sentence: Sentence) -> Sentence:
    """The sentence with its speaker as a reader would write the name: "Jo Hill" of "Jo HILL MP"."""
    speaker, via = (name and shown_name(name) for name in (sentence.speaker, sentence.said_via))
    return replace(sentence, speaker=speaker, said_via=via)


def to_json(parsed: Parsed) -> bytes:
    """UTF-8 JSON, with bytes in base 64: what a parser process may send back."""
    values = asdict(parsed)
    values["layout"] = base64.b64encode(parsed.layout).decode()
    for each in values["attachments"]:
        each["content"] = base64.b64encode(each["content"]).decode()
    return json.dumps(values, ensure_ascii=False).encode()


def from_json(data: bytes) -> Parsed:
    """What `to_json` wrote; raises ValueError, KeyError or TypeError for anything else."""
    values: dict[str, Any] = json.loads(data)
    return Parsed(
        values["text"],
        tuple(Sentence(**each) for each in values["sentences"]),
        tuple(
            Page(
                each["number"], each["start"], each["label"], tuple((at, held) for at, held in each["cells"])
            )
            for each in values["pages"]
        ),
        Metadata(**values["metadata"]),
        tuple(values["warnings"]),
        tuple(Attachment(each["name"], base64.b64decode(each["content"])) for each in values["attachments"]),
        base64.b64decode(values["layout"]),
    )
