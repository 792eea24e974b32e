"""The timeline of a paper: dated rows, each a checked citation."""

from collections.abc import Iterable
from typing import Literal, Protocol

from rag.answering.citations import lead_in, shown
from rag.text.dates import spoken_date
from rag.types import Citation
from server.export.account import Notes, led_again
from server.export.paper import DatedRow, Heading, Inlines, PaperBlock, Paragraph, TextRun


class ChronologyRow(Protocol):
    """A row: `date` is ISO, perhaps a month or a year; it is `told` in the text or that of publication."""

    @property
    def date(self) -> str: ...

    @property
    def basis(self) -> Literal["told", "published"]: ...

    @property
    def citation(self) -> Citation: ...


def chronology(rows: Iterable[ChronologyRow], notes: Notes) -> list[PaperBlock]:
    """The section with its heading; `rows` are those whose citations still hold."""
    listed = list(rows)
    ours = [row.citation.text_type == "summary" for row in listed]
    told: list[PaperBlock] = [
        DatedRow(
            (TextRun(spoken_date(row.date), "strong"),),
            _what(row, notes, again=number > 0 and ours[number - 1]),
        )
        for number, row in enumerate(listed)
    ]
    nothing = TextRun("The documents date nothing that bears on these questions.")
    return [Heading(1, "Timeline"), *(told or [Paragraph((nothing,), "silence")])]


def told_once(rows: Iterable[ChronologyRow]) -> list[ChronologyRow]:
    """Rows by date, each sentence once, under the first of its dates, and under a day rather than its month or year."""
    found = {(row.date, _sentence(row)): row for row in rows}
    finer = [row for (date, sentence), row in found.items() if not _has_finer(date, sentence, found)]
    first = {_sentence(row): row for row in sorted(finer, key=lambda row: row.date, reverse=True)}
    return sorted(first.values(), key=lambda row: row.date)


def _has_finer(date: str, sentence: tuple[str, int], found: Iterable[tuple[str, tuple[str, int]]]) -> bool:
    return any(other.startswith(f"{date}-") and its == sentence for other, its in found)


def _sentence(row: ChronologyRow) -> tuple[str, int]:
    return row.citation.document_id, row.citation.start


def _what(row: ChronologyRow, notes: Notes, again: bool) -> Inlines:
    citation = row.citation
    # The date of publication says when something was reported, not when it happened.
    basis = (TextRun("Published. ", "aside"),) if row.basis == "published" else ()
    led = TextRun(f"{led_again(lead_in(citation), again)} ")
    if citation.text_type == "summary":
        return (*basis, led, TextRun(citation.quote), notes.mark(citation))
    return (*basis, led, TextRun(shown(citation), "quotation"), notes.mark(citation))
