"""The sources of an answer in a terminal: each document once, under one number, with its places.

The API numbers every cited sentence; without links, a list of those repeats one reference again and again. Where a
reader's program takes links or places, `footnoted` gives each sentence its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rag.answering.citations import sheet_place, source_name
from rag.text.dates import spoken_date
from rag.types import Citation

SOURCES = "\n\nSources:\n"  # between the text and its footnotes


@dataclass(slots=True)
class Source:
    """A document that an answer cites."""

    number: int
    citations: list[Citation] = field(default_factory=list)

    def reference(self) -> str:
        """ "[1] CYP Now, Ofsted ‘too tough’, 29 April 2015, pages 2 and 4, https://…"."""
        first = self.citations[0]
        named = source_name(first)
        title = first.title if first.publisher else None  # otherwise its name is the title
        told = [named, title, spoken_date(first.date) or "undated", self._places()]
        if any(each.recognised for each in self.citations):
            told.append("recognised text, check it against the page")
        told.append(first.url)
        return f"[{self.number}] " + ", ".join(part for part in told if part)

    def _places(self) -> str:
        """Cells of a sheet, or pages, where the document has them, else offsets of characters."""
        sheets: dict[str | None, list[str]] = {}
        for each in self.citations:
            if each.cells is not None:
                sheets.setdefault(each.page_label, []).append(each.cells)
        if sheets:
            return ", ".join(sheet_place(cells, sheet) for sheet, cells in sheets.items())
        pages = [each.page_label or str(each.page) for each in self.citations if each.page is not None]
        offsets = [f"{each.start}–{each.end}" for each in self.citations if each.page is None]
        return ", ".join(part for part in (_counted("page", pages), _counted("character", offsets)) if part)


def citation_from(values: Mapping[str, Any]) -> Citation:
    """A citation from the API's JSON."""
    return Citation(**values)


def footnoted(
    text: str, warnings: Sequence[str], citations: Sequence[Citation], place: Callable[[Citation], str]
) -> str:
    """An answer's text, its notes, and a footnote for each marker, which ends with the place."""
    said = "\n\n".join((text, *(f"Note: {each}" for each in warnings)))
    notes = [f"{Source(each.marker, [each]).reference()}, {place(each)}" for each in citations]
    return said + (SOURCES + "\n".join(notes) if notes else "")


def sources_of(citations: Sequence[Citation]) -> dict[int, Source]:
    """Marker → the document that it stands for; documents are numbered as they are first cited."""
    documents: dict[str, Source] = {}
    found = {}
    for citation in citations:
        source = documents.setdefault(citation.document_id, Source(len(documents) + 1))
        source.citations.append(citation)
        found[citation.marker] = source
    return found


def numbered_by_document(
    text: str, sentences: Sequence[Mapping[str, Any]], sources: Mapping[int, Source]
) -> str:
    """An answer's text with numbers of documents instead of its markers; brackets inside a quotation are left
    alone.
    """
    parts = []
    at = 0
    for sentence in sentences:
        marked = f"{sentence['text']} {_brackets(sentence['citations'])}"
        start = text.find(marked, at) if sentence["citations"] else -1
        if start < 0:
            continue
        numbers = dict.fromkeys(sources[marker].number for marker in sentence["citations"])
        parts += [text[at:start], f"{sentence['text']} {_brackets(list(numbers))}"]
        at = start + len(marked)
    return "".join([*parts, text[at:]])


def _brackets(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _counted(noun: str, values: Sequence[str]) -> str:
    """ "page 3", "pages 3 and 5"; empty if there are none."""
    once = list(dict.fromkeys(values))
    if len(once) < 2:
        return f"{noun if noun == 'page' or not once else noun + 's'} {once[0]}" if once else ""
    return f"{noun}s {', '.join(once[:-1])} and {once[-1]}"
