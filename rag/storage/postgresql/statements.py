"""Statements of the Library in PostgreSQL's words, and its rows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

_HINT = re.compile(r" INDEXED BY \w+")  # SQLite's planner has to be told
_QUOTED_OR_VALUE = re.compile(r"'[^']*'|\"[^\"]*\"|\?")
_MANY = re.compile(r"(INSERT INTO .+ VALUES) (\([^()]*\))((?: ON CONFLICT DO NOTHING)?)")
_LOTS = (128, 16)  # rows of one statement: in few lengths, so that most are prepared already


@lru_cache(maxsize=1024)
def translated(statement: str) -> str:
    """The statement with numbered values."""
    number = 0

    def numbered(match: re.Match[str]) -> str:
        nonlocal number
        if match.group() != "?":
            return match.group()
        number += 1
        return f"${number}"

    return _QUOTED_OR_VALUE.sub(numbered, _HINT.sub("", statement))


def in_lots(statement: str, rows: Sequence[Sequence[Any]]) -> Iterator[tuple[str, Sequence[Any]]]:
    """A statement for each of many rows, as few statements: rows that are only inserted go together."""
    form = _MANY.fullmatch(statement)
    done = 0
    for size in _LOTS if form else ():
        while form and len(rows) - done >= size:
            lot = rows[done : done + size]
            whole = f"{form[1]} {', '.join([form[2]] * size)}{form[3]}"
            yield whole, [value for row in lot for value in row]
            done += size
    for row in rows[done:]:
        yield statement, row


class Row(tuple[Any, ...]):
    """Values that have names too."""

    __slots__ = ()
    places: ClassVar[dict[str, int]] = {}

    def __getitem__(self, key: Any) -> Any:
        return tuple.__getitem__(self, self.places[key] if type(key) is str else key)


@lru_cache(maxsize=256)
def row_type(names: tuple[str, ...]) -> type[Row]:
    """The rows of statements with these columns."""
    return type("Row", (Row,), {"__slots__": (), "places": {name: at for at, name in enumerate(names)}})


@dataclass(frozen=True, slots=True)
class Fetched:
    """The rows of a statement, all of them; `rowcount` is how many were changed."""

    rows: list[Any]
    rowcount: int

    def fetchone(self) -> Any:
        return self.rows[0] if self.rows else None

    def fetchall(self) -> list[Any]:
        return self.rows

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)


def named(columns: Iterable[dict[str, Any]] | None, rows: Iterable[Sequence[Any]] | None) -> list[Any]:
    """Rows as the driver gives them, with the names of their columns."""
    if not rows:
        return []
    made = row_type(tuple(each["name"] for each in columns or ()))
    return [made(row) for row in rows]
