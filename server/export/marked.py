"""Turns markers such as [2] in a text into marks of footnotes: a paper never prints a bare marker."""

import re
from collections.abc import Mapping

from server.export.paper import Inline, Inlines, Mark, TextRun

_MARKERS = re.compile(r"\s*\[(\d+)\]")


def marked(text: str, marks: Mapping[int, Mark]) -> Inlines:
    """`marks` are those of citations that hold; a marker without one is left out."""
    line: list[Inline] = []
    at = 0
    for found in _MARKERS.finditer(text):
        line.append(TextRun(text[at : found.start()]))
        mark = marks.get(int(found[1]))
        line += [mark] if mark else []
        at = found.end()
    return tuple(part for part in (*line, TextRun(text[at:])) if not isinstance(part, TextRun) or part.text)
