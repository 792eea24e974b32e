"""The result of a reader: the file's content as blocks in reading order, and its own metadata.

A block is a paragraph, a heading, a list item, a table row or a caption. Blocks are joined
with blank lines into one text before a `Document` is made; no character changes afterwards.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from rag.text.sentences import spans
from rag.types import Manner, Metadata, Page, Role, Sentence

_NOTE = re.compile(r"[¹²³⁰⁴-⁹]+\s+")
_NUMBER = re.compile(r"\(?(?:\d{1,4}(?:\.\d{1,4}){0,5}|[A-Za-z]{1,3}\d{1,3}|[A-Za-z]|[ivxlc]{1,6})[.)]{0,2}")
_NUMBER_WITHIN = re.compile(
    r"[A-Z]{1,3}\d{1,3}[.)]|\((?:\d{1,3}|[a-z]|[ivx]{1,4})\)\.?"
)  # that begins no block
# A heading and a row are quoted whole; other text is quoted sentence by sentence.
_QUOTED_WHOLE: frozenset[Role] = frozenset({"heading", "row"})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item, row or caption; `page` is physical, from 1, if the format has pages.

    `breaks` says where in its text each next page begins, for a paragraph that continues over a page break. `cells` are
    those of a row of a sheet ("A14:F14"), or of the whole sheet for its heading.
    `line_starts` are where its further lines begin, for a paragraph whose file breaks its lines.
    `speaker` and `date` are who wrote it and the ISO day, where they are not the document's: an earlier mail in a mail,
    a letter to the editor. A speaker of "" is somebody whom the file does not name. `quoted`: it is set as a quotation,
    without quotation marks, and its sentences are `direct` until attribution finds who says them.
    """

    text: str
    role: Role = "body"
    page: int | None = None
    breaks: tuple[tuple[int, int], ...] = ()  # (offset in `text`, page)
    speaker: str | None = None
    date: str | None = None
    quoted: bool = False
    cells: str | None = None
    line_starts: tuple[int, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """Its text, line by line as in the file."""
        ends = (*self.line_starts, len(self.text) + 1)
        return tuple(self.text[left : right - 1] for left, right in pairwise((0, *ends)))


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the file, which becomes a document of its own."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class FileContent:
    """The content of one file. `metadata` comes from the file itself; front matter and sidecars override it."""

    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    front_matter: Mapping[str, object] = field(default_factory=dict)
    page_labels: Mapping[int, str] = field(default_factory=dict)  # physical page → printed label
    attachments: tuple[Attachment, ...] = ()
    warnings: tuple[str, ...] = ()
    layout: bytes = b""  # positions of words on the pages, see ingest/text/word_positions.py


def starts_of(lines: Sequence[str]) -> tuple[int, ...]:
    """Where the lines behind the first begin in the text that they make with blanks between."""
    return tuple(accumulate(len(line) + 1 for line in lines[:-1]))


def text_of(blocks: tuple[Block, ...]) -> str:
    """Join the blocks into one text, with blank lines between them."""
    return "\n\n".join(block.text for block in blocks)


def prose_of(blocks: tuple[Block, ...]) -> str:
    """The text without rows of tables and furniture, of which no language can be told."""
    return "\n\n".join(block.text for block in blocks if block.role not in ("row", "furniture"))


def sentences_of(blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """Split `text_of(blocks)` into sentences, each with the role of its block; speakers are added later."""
    found: list[Sentence] = []
    start = 0
    for block in blocks:
        whole = block.role in _QUOTED_WHOLE
        for left, right in [(0, len(block.text))] if whole else _spans(block.text):
            manner: Manner = "direct" if block.quoted else "voice"
            place = (start + left, start + right)
            found.append(Sentence(*place, block.role, block.speaker, None, manner, block.date))
        start += len(block.text) + 2
    return tuple(found)


def _spans(text: str) -> list[tuple[int, int]]:
    """The sentences of a block; the number of a paragraph ("14.", "(b)", "R1.") belongs to its first sentence."""
    found: list[tuple[int, int]] = []
    number: int | None = None  # where the number begins that belongs to the next sentence
    pieces = list(spans(text))
    for index, (start, end) in enumerate(pieces):
        start, number = (start if number is None else number), None
        if index + 1 < len(pieces) and (_NUMBER if index == 0 else _NUMBER_WITHIN).fullmatch(
            text, start, end
        ):
            number = start
        else:
            found.append((start, end))
    for index in range(1, len(found)):
        note = _NOTE.match(text, found[index][0])
        if (
            note is not None and note.end() < found[index][1]
        ):  # the figure of a footnote ends the sentence before
            found[index - 1] = (found[index - 1][0], found[index][0] + len(note[0].rstrip()))
            found[index] = (note.end(), found[index][1])
    return found


def pages_of(reading: FileContent) -> tuple[Page, ...]:
    """The start of each page in `text_of(reading.blocks)`; empty if the format has no pages."""
    pages: list[Page] = []
    rows: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    start = 0
    for block in reading.blocks:
        begun = [] if block.page is None else [(0, block.page), *block.breaks]
        for offset, number in begun:
            if not pages or pages[-1].number < number:
                pages.append(Page(number, start + offset, reading.page_labels.get(number)))
        if block.cells is not None:
            rows[pages[-1].number].append((start, block.cells))
        start += len(block.text) + 2
    return tuple(
        replace(page, cells=tuple(rows[page.number])) if page.number in rows else page for page in pages
    )
