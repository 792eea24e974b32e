"""Spreadsheets (xlsx, xlsb, xls, ods by python-calamine; csv): each row with the heads of its columns is a sentence.

A sheet is a page, whose label is its name, and a row knows its cells. Formulas are read as the values that were stored
with them.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from ingest.readers.heartbeat import page_done
from ingest.text.clean import clean, one_line
from ingest.text.encoding import decode
from ingest.text.reading import Block, FileContent
from rag.errors import Unreadable

_HEADS = 12  # rows among which the heads of the columns stand
_MOST_CELLS = 3_000_000
_SAMPLE = 64_000  # characters
_DELIMITERS = ",;\t|"
_LONGEST_CELL = 1_000_000  # characters; the default of the csv module is less
_FEW = 2  # cells of a row of heads


def read_workbook(content: bytes) -> FileContent:
    """Read the rows of all sheets, hidden ones too, which are told. Raises Unreadable."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = list(book.sheet_names)
        shown = python_calamine.SheetVisibleEnum.Visible
        hidden = [each.name for each in book.sheets_metadata if each.visible != shown]
        blocks: list[Block] = []
        cells = 0
        for number, name in enumerate(names, 1):
            sheet = book.get_sheet_by_index(number - 1)
            cells += sheet.total_height * sheet.total_width
            if cells > _MOST_CELLS:
                raise Unreadable(f"It has more than {_MOST_CELLS:,} cells. Split it.")
            blocks += _blocks(name if len(names) > 1 else "", sheet.to_python(skip_empty_area=False), number)
            page_done()
    except python_calamine.PasswordError as error:
        raise Unreadable(
            "It is encrypted and asks for a password. Save a copy without a password."
        ) from error
    except (Unreadable, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except (
        BaseException
    ) as error:  # calamine panics on some damaged files, and a panic of Rust's is no Exception
        raise Unreadable("It is damaged and cannot be opened as a spreadsheet. Save it again.") from error
    warnings = [f"holds hidden sheets, which were read: {', '.join(hidden)}"] if hidden else []
    labels = {number: one_line(name) for number, name in enumerate(names, 1)}
    return FileContent(tuple(blocks), page_labels=labels, warnings=tuple(warnings))


def read_csv(content: bytes) -> FileContent:
    """Read the rows of a table of text, whatever separates its columns. Raises Unreadable."""
    text = clean(decode(content))
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise Unreadable(f"It is no table: {error}. Save it again as CSV, or as text.") from error
    return FileContent(tuple(_blocks("", rows, 1)))


def _delimiter(text: str) -> str:
    """The sign that divides most lines into one and the same number of cells."""
    lines = [line for line in text[:_SAMPLE].split("\n")[:50] if line.strip()][:-1] or text.split("\n")[:1]

    def agreement(sign: str) -> tuple[int, int]:
        counts = [len(next(csv.reader([line], delimiter=sign), [])) for line in lines]
        usual = max(set(counts), key=counts.count)
        return (counts.count(usual) if usual > 1 else 0, usual)

    return max(_DELIMITERS, key=agreement)


def _blocks(name: str, rows: Iterable[Sequence[Any]], page: int) -> Iterator[Block]:
    """A heading with the sheet's name, what stands above the table, and its rows."""
    shown = [[_shown(cell) for cell in row] for row in rows]
    if name:
        widest = max(map(len, shown), default=1)
        yield Block(
            one_line(name), "heading", page, cells=_range((1, 1), (max(len(shown), 1), max(widest, 1)))
        )
    for start, end in _tables(shown):
        yield from _table(shown[start:end], start + 1, page)


def _range(first: tuple[int, int], last: tuple[int, int]) -> str:
    """Cells as spreadsheets name them, from (row, column) to (row, column), each from 1: "A14:F14", or "A14"."""
    begin, end = (f"{_letters(column)}{row}" for row, column in (first, last))
    return begin if begin == end else f"{begin}:{end}"


def _letters(column: int) -> str:
    """A column as spreadsheets name it: A to Z, AA, AB and so on."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _tables(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """The rows of each table: a new one begins behind a blank row, with heads of its own."""
    start = 0
    for at in range(1, len(rows)):
        if any(rows[at]) and not any(rows[at - 1]) and at > start + 1 and _head(rows[at : at + _HEADS]) == 0:
            yield start, at
            start = at
    yield start, len(rows)


def _table(rows: Sequence[Sequence[str]], first: int, page: int) -> Iterator[Block]:
    """The rows of a table, whose first is the row of this number of its sheet."""
    at = _head(rows)
    heads = _heads(rows, at) if at is not None else []
    columns = sum(map(bool, heads))
    for number, row in enumerate(rows):
        held = [(column, cell) for column, cell in enumerate(row) if cell]
        if not held:
            continue
        below = at is not None and number > at
        apart = len(held) == 1 and columns > _FEW and len(held[0][1].split()) > 1  # a note below the table
        if not below or apart:
            text = " | ".join(cell for _, cell in held)
        else:
            text = " | ".join(_told(heads, column, cell) for column, cell in held)
        at_row = first + number
        cells = _range((at_row, held[0][0] + 1), (at_row, held[-1][0] + 1))
        yield Block(text, "row" if len(held) > 1 or (below and not apart) else "body", page, cells=cells)


def _told(heads: Sequence[str], column: int, cell: str) -> str:
    head = heads[column] if column < len(heads) else ""
    return f"{head.rstrip(': ')}: {cell}" if head else cell


def _heads(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    """The heads of the columns; a row above with fewer cells, each over several columns, stands before them."""
    heads = list(rows[at])
    above = rows[at - 1] if at else []
    spread = [cell for cell in above if cell]
    if len(spread) < _FEW or len(spread) >= sum(map(bool, heads)) or not all(map(_is_words, spread)):
        return heads
    group = ""
    for column, head in enumerate(heads):
        group = above[column] if column < len(above) and above[column] else group
        heads[column] = f"{group} {head}".strip() if head else ""
    return heads


def _head(rows: Sequence[Sequence[str]]) -> int | None:
    """The number of the row with the heads: the first with several cells, all of them words, above other rows."""
    for number, row in enumerate(rows[:_HEADS]):
        held = [cell for cell in row if cell]
        if len(held) < _FEW:
            continue
        following = rows[number + 1 : number + 1 + _HEADS]
        widest = max((sum(map(bool, each)) for each in following), default=0)
        if widest and 2 * len(held) > widest and all(map(_is_words, held)):
            return number
        if not all(map(_is_words, held)):
            return None
    return None


def _is_words(cell: str) -> bool:
    return any(map(str.isalpha, cell)) or (cell.isdigit() and len(cell) == 4)  # a year heads a column too


def _shown(value: Any) -> str:
    """A cell as people read it: no ".0" behind whole numbers, ISO dates without a time at midnight."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return one_line(str(value))
