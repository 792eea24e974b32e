"""The lines of a mail's body, each with the depth at which it is quoted, from plain text or from HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.readers.web.blocks import BREAKING, CELLS, is_skipped
from ingest.readers.web.shown import drop_hidden
from ingest.text.clean import clean, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_QUOTED = ">"
_MARKS = re.compile(r"(?:> ?)(?: ?> ?)*")
_DEEPEST = 40  # quotations in quotations


@dataclass(frozen=True, slots=True)
class MailLine:
    """A line without its marks of quotation; `depth` counts them. An empty one separates paragraphs."""

    text: str
    depth: int = 0

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


def lines_of_text(text: str, flowed: bool = False) -> list[MailLine]:
    """The lines of cleaned plain text; `flowed`: a space at the end of a line means that it continues (RFC 3676)."""
    parts: list[tuple[int, list[str]]] = []
    goes_on = False
    for raw in text.split("\n"):
        line = _without_marks(raw)
        if goes_on and parts[-1][0] == line.depth:
            parts[-1][1].append(line.text)
        else:
            parts.append((line.depth, [line.text]))
        goes_on = flowed and line.text.endswith(" ") and line.text != "-- "
    return [MailLine("".join(texts), depth) for depth, texts in parts]


def _without_marks(line: str) -> MailLine:
    marks = _MARKS.match(line)
    if marks is None:
        return MailLine(line)
    return MailLine(line[marks.end() :], min(marks[0].count(_QUOTED), _DEEPEST))


def lines_of_html(source: str) -> list[MailLine]:
    """The lines of a body in HTML; what a `blockquote` holds is quoted."""
    import lxml.html

    if not source.strip():
        return []
    page = lxml.html.document_fromstring(clean(source))
    drop_hidden(page)
    walk = _LineWalk()
    walk.down(page, 0)
    walk.end(0)
    return walk.found


class _LineWalk:
    """One pass over a tree; words are collected until an element ends their line."""

    def __init__(self) -> None:
        self.found: list[MailLine] = []
        self._words: list[str] = []

    def end(self, depth: int, blank: bool = True) -> None:
        """End the line, and the paragraph if `blank`."""
        text = one_line("".join(self._words))
        self._words = []
        if text:
            self.found.append(MailLine(text, depth))
        if blank and self.found and not self.found[-1].is_blank:
            self.found.append(MailLine("", depth))

    def down(self, element: "HtmlElement", depth: int) -> None:
        if is_skipped(element):
            return
        tag = element.tag.lower()
        inner = min(depth + (tag == "blockquote"), _DEEPEST)
        breaks = tag in BREAKING
        if breaks:
            self.end(depth, blank=tag not in ("div", "tr"))
        elif tag == "br":
            self.end(depth, blank=not any(word.strip() for word in self._words))
        self._words.append(element.text or "")
        for child in element:
            self.down(child, inner)
            self._words.append(child.tail or "")
        if tag in CELLS:
            self._words.append(" ")
        if breaks:
            self.end(inner, blank=tag not in ("div", "tr"))


def blank_before(lines: list[MailLine]) -> Iterator[bool]:
    """For each line, whether a blank line, another depth or nothing stands before it."""
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        yield before is None or before.is_blank or before.depth != line.depth
