"""Lines of one paragraph that a forced break divides: those of an address or a signature stand apart."""

from collections.abc import Sequence

from ingest.text.clean import one_line
from ingest.text.signatures import closes

_FEW_LINES = 6
_SHORT_LINE = 60  # characters
_ENDS = (".", "?", "!", "…", ":")


def paragraphs_at_breaks(lines: Sequence[str]) -> list[str]:
    """The lines joined, but for the last ones if they are no sentence: a name and its place below a letter."""
    apart = 0
    while apart < len(lines) and _is_apart(lines[-1 - apart]):
        apart += 1
    if apart == len(lines):
        return list(lines) if apart <= _FEW_LINES else [" ".join(lines)]
    before = lines[-1 - apart].rstrip("”\"’')")
    if apart >= _FEW_LINES or not (before.endswith(_ENDS) or closes(before)):
        apart = 0
    behind = len(lines) - apart
    return [" ".join(lines[:behind]), *lines[behind:]]


def lines_of(text: str) -> list[str]:
    """The lines of a paragraph that are not blank, each as one line of single spaces."""
    return [line for each in text.split("\n") if (line := one_line(each))]


def _is_apart(line: str) -> bool:
    return len(line) <= _SHORT_LINE and not line[0].islower() and line[-1] not in ".,;:!?…-"
