"""Paragraphs that count up are the items of one list; a table of times in plain text is rows."""

import pytest

from ingest.readers.plain import blocks_of_text
from ingest.text.lists.enumerations import with_enumerated
from ingest.text.reading import Block

TIMES = (
    "    Time        Event\n    --------    ---------------\n    06:10:04    The ferry leaves\n"
    "    06:12:30    The gate is shut from the\n                office in Stowby\n    06:12:59    The bell rings"
)


@pytest.mark.parametrize(
    "items",
    [
        ("a. The pier should be mended.", "b. The rope should be new."),
        ("(a) The pier should be mended.", "(b) The rope should be new."),
        ("A1 Ms Crane to mend the pier.", "A2 Mr Voss to buy rope."),
        ("SA1 The pier should be mended.", "SA2 The rope should be new."),
        ("First, that the pier be mended.", "Second, that the rope be new."),
    ],
)
def test_paragraphs_that_count_up_are_items(items: tuple[str, str]) -> None:
    blocks = [Block("We ask for this."), Block(items[0]), Block("It is old."), Block(items[1])]
    assert [each.role for each in with_enumerated(blocks)] == ["body", "item", "body", "item"]


@pytest.mark.parametrize(
    "lines",
    [
        ("a. The pier should be mended.", "It is old."),
        ("b. The pier should be mended.", "c. The rope should be new."),
        ("First, the pier was mended.", "Third, the rope was bought."),
        ("A1 Ms Crane to mend the pier.", "B2 Mr Voss to buy rope."),
    ],
)
def test_a_mark_alone_or_out_of_order_makes_no_list(lines: tuple[str, str]) -> None:
    assert [each.role for each in with_enumerated([Block(line) for line in lines])] == ["body", "body"]


def test_a_table_of_times_is_rows_with_the_names_of_its_columns() -> None:
    rows = [
        each.text for each in blocks_of_text(f"What happened.\n\n{TIMES}\n\nIt rained.") if each.role == "row"
    ]
    assert rows == [
        "Time: 06:10:04 | Event: The ferry leaves",
        "Time: 06:12:30 | Event: The gate is shut from the office in Stowby",
        "Time: 06:12:59 | Event: The bell rings",
    ]
