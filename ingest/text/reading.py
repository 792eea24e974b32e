"""What a reader gives: a file's content as blocks in reading order, and what the file says of itself.

A block is a paragraph, a heading, a list item, a table row or a caption. Blocks become one text, a blank line
between them, before a `Document` is made; after that no character changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rag.text.sentences import spans
from rag.types import Metadata, Page, Role, Sentence

# A heading, an item, a row and a caption are quoted whole; body text is quoted sentence by sentence.
_QUOTED_WHOLE: frozenset[Role] = frozenset({"heading", "row"})


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or its like; `page` is physical, from 1, where the format has pages.

    A paragraph that runs on over the end of a page has in `breaks` where in its text each next page begins.
    """

    text: str
    role: Role = "body"
    page: int | None = None
    breaks: tuple[tuple[int, int], ...] = ()  # (offset in `text`, page)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the file, to be read as a document of its own."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, read. `metadata` holds what the file itself says; front matter and sidecars overrule it."""

    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    front_matter: Mapping[str, object] = field(default_factory=dict)
    page_labels: Mapping[int, str] = field(default_factory=dict)  # physical page → printed label
    attachments: tuple[Attachment, ...] = ()
    warnings: tuple[str, ...] = ()
    layout: bytes = b""  # where the words stand on the pages, see ingest/text/word_positions.py


def text_of(blocks: tuple[Block, ...]) -> str:
    """The blocks as one text, a blank line between two."""
    return "\n\n".join(block.text for block in blocks)


def sentences_of(blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """The sentences of `text_of(blocks)`, each with the role of its block; speakers come later."""
    found: list[Sentence] = []
    start = 0
    for block in blocks:
        if block.role in _QUOTED_WHOLE:
            found.append(Sentence(start, start + len(block.text), block.role))
        else:
            found += [Sentence(start + left, start + right, block.role) for left, right in spans(block.text)]
        start += len(block.text) + 2
    return tuple(found)


def pages_of(reading: Reading) -> tuple[Page, ...]:
    """Where each page's text starts in `text_of(reading.blocks)`; empty where the format has no pages."""
    pages: list[Page] = []
    start = 0
    for block in reading.blocks:
        begun = [] if block.page is None else [(0, block.page), *block.breaks]
        for offset, number in begun:
            if not pages or pages[-1].number < number:
                pages.append(Page(number, start + offset, reading.page_labels.get(number)))
        start += len(block.text) + 2
    return tuple(pages)
