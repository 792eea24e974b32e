"""A table of times in a plain text, in columns of a fixed width: «07:41:22    The gate is shut»."""

import re
from collections.abc import Sequence

from ingest.text.reading import Block

_ROW = re.compile(r"\s*(?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)(?:\s{2,}|\t\s*)(?P<event>\S.*)")
_HEAD = re.compile(r"\s*(?P<first>[^\W\d_]\S*)(?:\s{2,}|\t\s*)(?P<second>\S.*)")
_RULE = re.compile(r"[\s=_–—-]+")
_FEWEST = 3  # rows


def rows_of_times(lines: Sequence[str]) -> list[Block] | None:
    """The rows of lines that are a table of times, with the names of its columns; None where they are none."""
    told = [line for line in lines if not _RULE.fullmatch(line)]
    head = _HEAD.fullmatch(told[0]) if told and not _ROW.fullmatch(told[0]) else None
    rows = [_ROW.fullmatch(line) for line in told[1 if head is not None else 0 :]]
    if len(rows) < _FEWEST or not rows[0]:
        return None
    names = (f"{head['first']}: ", f"{head['second'].strip()}: ") if head is not None else ("", "")
    found: list[Block] = []
    for line, row in zip(told[-len(rows) :], rows, strict=True):
        if row is not None:
            text = f"{names[0]}{row['time']} | {names[1]}{row['event'].strip()}"
            found.append(Block(text, "row"))
        elif line[:1].isspace():
            found[-1] = Block(
                f"{found[-1].text} {line.strip()}", "row"
            )  # a long row goes on in the next line
        else:
            return None
    return found if len(found) >= _FEWEST else None
