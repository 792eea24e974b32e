"""A statement of one person, a witness's for instance: its words are those of whom it names at its head."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.text.reading import Block, FileContent
from ingest.text.signatures import is_named_person, signer
from rag.text.lexicon.tables import alternatives, words

_HEAD = 15  # blocks
_STATEMENT = alternatives(words("letter_words", "declares"))
_CALLED = re.compile(rf"(?:\w+ )?(?:{_STATEMENT}) (?:of|by)\s+(?P<name>.+)", re.IGNORECASE)
_KIND = re.compile(rf"\b(?:{_STATEMENT})\b", re.IGNORECASE)
# «I, Jo Hill, of 3 Pier Road, will say as follows»
_SELF = re.compile(r"I,\s+(?P<name>[^,]{3,60}),")


def with_declarant(reading: FileContent) -> FileContent:
    """The reading with the person who makes the statement as author and speaker; unchanged if it is none."""
    if reading.metadata.extra.get("speaker") or any(each.speaker for each in reading.blocks):
        return reading
    name = _declarant(reading.blocks[:_HEAD])
    if not name:
        return reading
    known = reading.metadata
    metadata = replace(
        known, author=known.author or name, extra={**known.extra, "speaker": known.author or name}
    )
    return replace(reading, metadata=metadata)


def _declarant(head: Sequence[Block]) -> str:
    for block in head:
        if (match := _CALLED.fullmatch(block.text)) is not None and is_named_person(match["name"]):
            return signer(match["name"])
    if not any(_KIND.search(block.text) for block in head if block.role == "heading"):
        return ""
    said = (match for block in head if (match := _SELF.match(block.text)) is not None)
    return next((name for match in said if (name := signer(match["name"]))), "")
