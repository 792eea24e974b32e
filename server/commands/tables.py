"""What the commands print for other programs: rows as CSV for a spreadsheet, or as a line of JSON each."""

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from typer import Option

from server.backends.interface import Json
from server.commands.options import ALL_WELL

AsCsv = Annotated[bool, Option("--csv", help="Print rows of CSV, with a row of names first.")]
AsJsonl = Annotated[bool, Option("--jsonl", help="Print a line of JSON for each row.")]

_CITATION = (
    *("quote", "speaker", "said_via", "publisher", "title", "author", "date", "url", "kind", "text_type"),
    *("page", "page_label", "cells", "document_id", "start", "end", "passage_id"),
)
_HIT = (
    *("text", "publisher", "title", "date", "kind", "text_type", "page", "page_label", "cells"),
    *("document_id", "start", "end", "passage_id", "score"),
)
_OPENS_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # for a spreadsheet, in the first place of a cell


@dataclass(frozen=True, slots=True)
class Table:
    columns: Sequence[str]
    rows: Sequence[Json]


def citations_table(answer: Json) -> Table:
    """The citations of an answer."""
    return Table(("marker", *_CITATION), answer["citations"])


def hits_table(found: Json) -> Table:
    """The passages of a search."""
    return Table(_HIT, found["hits"])


def timeline_table(found: Json) -> Table:
    """Of a timeline `day` is the one that is told, `date` that of the document."""
    rows = [row["citation"] | {"day": row["date"], "basis": row["basis"]} for row in found["rows"]]
    return Table(("day", "basis", *_CITATION), rows)


def claims_table(found: Json) -> Table:
    """A row for each claim, each answer to it and each party that is silent on it, under the number of the claim."""
    rows = []
    for number, each in enumerate(found["claims"], 1):
        rows.append(each["claim"] | {"claim": number, "part": "claim", "party": each["party"]})
        for answer in each["answers"]:
            about = {"claim": number, "party": answer["party"]}
            rows += [citation | about | {"part": "answer"} for citation in answer["citations"]]
            rows += [about | {"part": "silent"}] if answer["silent"] else []
    return Table(("claim", "part", "party", *_CITATION), rows)


def put_out_table(table: Table, as_csv: bool) -> int:
    """Print the rows as CSV, else as lines of JSON; of what a row does not have, the cell is empty or null."""
    if as_csv:
        written = csv.writer(sys.stdout, lineterminator="\n")
        written.writerow(table.columns)
        written.writerows([_cell(row.get(name)) for name in table.columns] for row in table.rows)
    else:
        for row in table.rows:
            print(json.dumps({name: row.get(name) for name in table.columns}, ensure_ascii=False))
    return ALL_WELL


def _cell(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.startswith(_OPENS_FORMULA):
        return f"'{value}"
    return value
