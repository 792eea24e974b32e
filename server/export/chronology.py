"""The timeline of a paper: dated rows, each a checked citation."""

from collections.abc import Iterable
from typing import Literal, Protocol

from rag.answering.citations import lead_in, shown
from rag.text.dates import spoken_date
from rag.types import Citation
from server.export.account import Notes, led_again
from server.export.paper import Block, Heading, Line, Paragraph, Row, Run


class Dated(Protocol):
    """A row: `date` is ISO, perhaps a month or a year; it is `told` in the text or that of publication."""

    @property
    def date(self) -> str: ...

    @property
    def basis(self) -> Literal["told", "published"]: ...

    @property
    def citation(self) -> Citation: ...


def chronology(rows: Iterable[Dated], notes: Notes) -> list[Block]:
    """The section with its heading; `rows` are those whose citations still hold."""
    listed = list(rows)
    ours = [row.citation.text_type == "summary" for row in listed]
    told: list[Block] = [
        Row((Run(spoken_date(row.date), "strong"),), _what(row, notes, again=number > 0 and ours[number - 1]))
        for number, row in enumerate(listed)
    ]
    nothing = Run("The documents date nothing that bears on these questions.")
    return [Heading(1, "Timeline"), *(told or [Paragraph((nothing,), "silence")])]


def told_once(rows: Iterable[Dated]) -> list[Dated]:
    """Rows by date, each sentence once, under the first of its dates, and under a day rather than its month or year."""
    found = {(row.date, _sentence(row)): row for row in rows}
    finer = [row for (date, sentence), row in found.items() if not _has_finer(date, sentence, found)]
    first = {_sentence(row): row for row in sorted(finer, key=lambda row: row.date, reverse=True)}
    return sorted(first.values(), key=lambda row: row.date)


def _has_finer(date: str, sentence: tuple[str, int], found: Iterable[tuple[str, tuple[str, int]]]) -> bool:
    return any(other.startswith(f"{date}-") and its == sentence for other, its in found)


def _sentence(row: Dated) -> tuple[str, int]:
    return row.citation.document_id, row.citation.start


def _what(row: Dated, notes: Notes, again: bool) -> Line:
    citation = row.citation
    # The date of publication says when something was reported, not when it happened.
    basis = (Run("Published. ", "aside"),) if row.basis == "published" else ()
    led = Run(f"{led_again(lead_in(citation), again)} ")
    if citation.text_type == "summary":
        return (*basis, led, Run(citation.quote), notes.mark(citation))
    return (*basis, led, Run(shown(citation), "quotation"), notes.mark(citation))
