"""A paper as values: headings, paragraphs and dated rows, before it becomes Word or Markdown.

Text in these values is as it came, whatever it holds; a writer makes it safe for its own format.
"""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "quotation", "strong", "aside"]
ParagraphStyle = Literal["body", "lead_in", "quotation", "summary", "silence", "remark", "item", "own"]


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words in one style; a `quotation` includes its quotation marks."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Link:
    """An address as printed; a link if it is on the web."""

    address: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a footnote: `notes[note - 1]` of the paper."""

    note: int


Inline = TextRun | Link | Mark
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: as it is where it is first marked, and the short form for every further mark of it."""

    first: Inlines
    short: Inlines
    place: tuple[str, int, int] = ("", 0, 0)  # of what it was first marked for: document id, start, end


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is from 1; the paper's own title stands above all."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A `quotation` is the source's own words alone, and the `lead_in` before it says whose they are; a
    `summary` is our wording of them, and `own` is what whoever made the paper has added."""

    line: Inlines
    manner: ParagraphStyle = "body"


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A date on the left with its content beside it. Not a table's: with footnotes in the cells of a table,
    word processors leave most of each page empty.
    """

    when: Inlines
    what: Inlines


PaperBlock = Heading | Paragraph | DatedRow


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole; a footnote may be marked at several places."""

    title: str
    day: str  # as people write it
    blocks: tuple[PaperBlock, ...]
    notes: tuple[Note, ...]
    cited: tuple[str, ...] = ()  # the ids of the documents in the notes
