"""Corrections of metadata by people; they outlive new versions of the file."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import get_args

from ingest.attribution import attribute, with_speakers
from ingest.metadata.dates import iso_date
from ingest.text.clean import one_line
from ingest.text.split import split
from rag.errors import UserError
from rag.storage.metadata import SPEAKER, corrected, metadata_values
from rag.storage.revision.passage_context import header
from rag.storage.revision.values import Ready
from rag.storage.stores import Stores
from rag.types import KINDS, Document, Metadata, Passage, Sentence, TextType

_FIELDS = tuple(field.name for field in fields(Metadata) if field.name != "extra")
_CHOICES: dict[str, tuple[str, ...]] = {"kind": KINDS, "text_type": get_args(TextType)}
_LONGEST = 2000  # characters


class BadField(UserError):
    code = "bad_field"


def checked(values: Mapping[str, str]) -> dict[str, str]:
    """Fields and values in the form that is stored; an empty value means unknown. Raises BadField."""
    if not values:
        raise BadField("There is nothing to set. Write it as title='A title' or date=2015-04-29.")
    found: dict[str, str] = {}
    for field, value in values.items():
        text = one_line(value)
        if field not in (*_FIELDS, SPEAKER):
            raise BadField(f"There is no field {field!r}. The fields are {', '.join((*_FIELDS, SPEAKER))}.")
        if len(text) > _LONGEST:
            raise BadField(f"The {field} has {len(text):,} characters; {_LONGEST:,} are kept. Shorten it.")
        if field in _CHOICES:
            text = text.lower()
            if text not in _CHOICES[field]:
                raise BadField(f"There is no {field} {value!r}. Known are {', '.join(_CHOICES[field])}.")
        elif field == "date" and text:
            date = iso_date(text)
            if date is None:
                raise BadField(f"{value!r} is no date. A date is written 2015, 2015-04 or 2015-04-29.")
            text = date
        elif field == "url" and text and not text.lower().startswith(("http://", "https://")):
            raise BadField(f"{value!r} is no address. It begins with https:// or http://.")
        found[field] = text
    return found


def _attributed_again(document: Document, known: Metadata) -> tuple[Sentence, ...]:
    """The sentences of a document as its corrected metadata attribute them.

    What its file says of the writer of a part, such as an earlier mail in a mail, is no matter of attribution: a
    sentence that the metadata until now do not explain stays as it is.
    """
    bare = tuple(replace(each, speaker=None, said_via=None, manner="voice") for each in document.sentences)
    before, after = (
        with_speakers(bare, attribute(document.text, bare, metadata), metadata)
        for metadata in (document.metadata, known)
    )
    held = zip(document.sentences, before, after, strict=True)
    return tuple(new if stored == old else stored for stored, old, new in held)


def correct(stores: Stores, document_id: str, values: Mapping[str, str]) -> None:
    """Set fields of a document's metadata; raises BadField, NotFound, DataFolderBusy.

    Its text is not read again. Where the correction changes the header of its passages or who speaks in it, the
    document is split and indexed again, and shown when that is done.
    """
    new = checked(values)
    with stores.writing():
        revision = stores.shelving.shown_revision(document_id)
        document = stores.library.document(document_id)
        file = stores.shelving.filed(document_id, revision)
        corrections = stores.shelving.corrections(document_id) | new
        known = corrected(metadata_values(file.metadata), corrections)
        sentences = _attributed_again(document, known)
        if header(known) == header(document.metadata) and sentences == document.sentences:
            stores.shelving.correct(document_id, new)
            return
        slices, sentences = split(document.text, sentences, header(known), stores.embedder)
        mark = hashlib.sha256(repr((revision, sorted(corrections.items()))).encode()).hexdigest()[
            : len(revision)
        ]
        passages = tuple(
            Passage(
                f"{document_id}-{mark}-{number}",
                document_id,
                each.start,
                each.end,
                document.text[each.start : each.end],
            )
            for number, each in enumerate(slices)
        )
        whole = replace(document, metadata=file.metadata, sentences=sentences)
        layout = stores.library.layout(document_id)
        ready = Ready(
            whole, mark, passages, (), file.warnings, file.sha, file.media_type, corrections, layout
        )
        stores.put([ready], corrections=new)
