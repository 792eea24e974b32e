"""The pages of a document as they are stored: a list of values for each, shorter where a page has no cells."""

from collections.abc import Iterable, Sequence
from typing import Any

from rag.types import Page


def page_values(pages: Iterable[Page]) -> list[list[Any]]:
    """What is stored of these pages."""
    return [[page.number, page.start, page.label, *([page.cells] if page.cells else ())] for page in pages]


def pages_from(stored: Sequence[Sequence[Any]]) -> tuple[Page, ...]:
    """The pages that `page_values` gave."""
    return tuple(
        Page(number, start, label, tuple((at, cells) for at, cells in (rest[0] if rest else ())))
        for number, start, label, *rest in stored
    )
