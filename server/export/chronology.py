"""The timeline of a paper: a table of dated rows, each a citation that was checked like any other."""

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from rag.cite import lead_in, shown
from rag.header import spoken_date
from rag.types import Citation
from server.export.account import OURS, Notes
from server.export.paper import Block, Heading, Line, Paragraph, Run, Table


class Dated(Protocol):
    """A row: `date` is ISO, perhaps a month or a year; it is `told` in the text or that of publication."""

    @property
    def date(self) -> str: ...

    @property
    def basis(self) -> Literal["told", "published"]: ...

    @property
    def citation(self) -> Citation: ...


def chronology(rows: Iterable[Dated], notes: Notes) -> list[Block]:
    """The section under its heading; `rows` are those that still stand."""
    told = tuple((_when(row), _what(row.citation, notes)) for row in rows)
    heading = Heading(1, "Timeline")
    if not told:
        nothing = Run("The documents cited give no dated events.")
        return [heading, Paragraph((nothing,), "silence")]
    return [heading, Table(("When", "What the source says"), told)]


def of_documents(rows: Sequence[Dated], document_ids: Iterable[str]) -> list[Dated]:
    """The rows of these documents, in their order."""
    wanted = frozenset(document_ids)
    return [row for row in rows if row.citation.document_id in wanted]


def _when(row: Dated) -> Line:
    date = Run(spoken_date(row.date))
    return (date,) if row.basis == "told" else (date, Run(" (published)", "aside"))


def _what(citation: Citation, notes: Notes) -> Line:
    led = Run(f"{lead_in(citation)} ", "strong")
    if citation.text_type == "summary":
        return (led, Run(citation.quote), notes.mark(citation), *OURS)
    return (led, Run(shown(citation), "quotation"), notes.mark(citation))
