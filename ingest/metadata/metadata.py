"""Metadata of a document, merged from its front matter, its sidecar and the file itself, in this order.

What the file itself says is in its properties, and in the lines at the head of its text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any, get_args

from ingest.metadata.bylines import author_of, publisher_of
from ingest.metadata.dates import iso_date
from ingest.metadata.forms import form_of
from ingest.metadata.front_matter import fields
from ingest.metadata.head_lines import date_of, whole_body
from ingest.metadata.imprint_lines import by_line, head_of_paper
from ingest.metadata.imprints import read_imprint
from ingest.metadata.kinds import kind_of
from ingest.metadata.titles import (
    first_heading,
    letter_title,
    proper_title,
    record_title,
    subject_of,
    title_and_body,
)
from ingest.text.clean import one_line
from ingest.text.person_names import shown_names
from ingest.text.reading import Block, FileContent
from ingest.text.release import is_release
from rag.errors import Unreadable
from rag.storage.metadata import FILE_NAME, FORM, TITLE_FROM
from rag.text.lexicon.tables import entries
from rag.types import KINDS, Kind, Metadata, TextType

_PLAIN = ("title", "publisher", "author", "licence")
_CHOICES: dict[str, tuple[str, ...]] = {"kind": KINDS, "text_type": get_args(TextType)}
_OTHER_SPELLINGS = {"license": "licence", "authors": "author"}


def merge_metadata(reading: FileContent, sidecar_text: str | None) -> Metadata:
    """Merge the three sources; raises Unreadable for a sidecar or a value that cannot be read."""
    blocks = by_line(reading.blocks)
    metadata = _with_head(reading.metadata, blocks)
    told = {} if sidecar_text is None else fields(sidecar_text, "sidecar")
    metadata = with_fields(with_fields(metadata, told), reading.front_matter)
    head = head_of_paper(blocks)
    form = form_of(metadata, [metadata.title or "", *head], blocks)
    if form is not None:
        metadata = replace(metadata, extra={FORM: form, **metadata.extra})
    if metadata.kind != "other" or any(
        key.strip().lower() == "kind" for key in (*told, *reading.front_matter)
    ):
        return metadata
    return replace(metadata, kind=kind_of(metadata, head, reading.blocks))


def _with_head(metadata: Metadata, blocks: Sequence[Block]) -> Metadata:
    """`metadata` with what the head of the text tells where the file's own properties do not."""
    is_mail = "speaker" in metadata.extra
    author = metadata.author or author_of(blocks)
    title = metadata.title
    publisher = metadata.publisher
    day = metadata.date or date_of(blocks)
    if not is_mail:
        # A printed body issues the paper; the file's properties may name a department, or whose program made it.
        publisher = publisher or publisher_of(blocks) or whole_body(metadata.author or "")
        author = metadata.author if publisher and whole_body(author or "") else author
        imprint = read_imprint(blocks, title)
        publisher, author = publisher or imprint.publisher, author or imprint.author
        title, publisher = title_and_body(title, publisher, head_of_paper(blocks))
        day = day or imprint.date
    if title is None or whole_body(title) is not None:
        title = record_title(blocks) or subject_of(blocks) or title
    kind: Kind = "response" if publisher and not is_mail and is_release(blocks) else metadata.kind
    author = shown_names(author) if author else None
    title = proper_title(title) if title and not is_mail else title
    return replace(metadata, title=title, publisher=publisher, author=author, date=day, kind=kind)


def with_name(metadata: Metadata, blocks: Sequence[Block], file_name: str) -> Metadata:
    """`metadata` with a title: the first heading, else for a letter who wrote it to whom, else the file's name."""
    if metadata.title:
        return metadata
    heading = first_heading(blocks)
    is_letter = metadata.author is not None and "sender" not in metadata.extra
    if heading:
        name, source = proper_title(heading), "first heading"
    elif is_letter and (letter := letter_title(blocks, metadata.author or "")) is not None:
        name, source = letter, "writer of the letter"
    else:
        name, source = _file_title(blocks, file_name), FILE_NAME
    return replace(metadata, title=name, extra={**metadata.extra, TITLE_FROM: source}) if name else metadata


def _file_title(blocks: Sequence[Block], file_name: str) -> str:
    """A file's name; that of a table, of which no line tells more, without suffix and underscores."""
    if any(block.role != "row" for block in blocks):
        return one_line(file_name)
    return one_line(PurePath(file_name).stem.replace("_", " ")) or one_line(file_name)


def with_fields(metadata: Metadata, values: Mapping[str, object]) -> Metadata:
    """Return `metadata` with these fields set; an empty value is ignored. Raises Unreadable.

    An invalid date or address is kept, as written, among the other fields.
    """
    changed: dict[str, Any] = {}
    extra = dict(metadata.extra)
    for key, value in values.items():
        name = key.strip().lower().replace("-", "_")
        name = _OTHER_SPELLINGS.get(name, name)
        text = _text(value)
        if not text:
            continue
        if name in _PLAIN:
            changed[name] = text
        elif name in _CHOICES:
            changed[name] = _choice(name, text)
        elif name == "date" and (day := iso_date(value if isinstance(value, date | int) else text)):
            changed[name] = day
        elif name == "url" and text.lower().startswith(("http://", "https://")):
            changed[name] = text
        elif name in ("date", "url"):
            extra[f"{name}_as_written"] = text
        else:
            extra[key.strip()] = text
    return replace(metadata, **changed, extra=extra)


def _choice(name: str, text: str) -> str:
    """One of the known values; a kind may be named by a common word for it: "minutes", "press release"."""
    told = text.casefold()
    if told in _CHOICES[name]:
        return told
    meant = next((entry.values["kind"] for entry in entries("declared_kinds") if entry.word == told), None)
    if name != "kind" or meant is None:
        known = ", ".join(_CHOICES[name])
        raise Unreadable(f"Its metadata gives the {name} {text[:40]!r}; known are {known}. Use one of them.")
    return meant


def _text(value: object) -> str:
    """Convert a value to one line; the members of a list are separated by commas."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, (_text(member) for member in value)))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(member)}" for key, member in value.items())
    return one_line(value if isinstance(value, str) else str(value))
