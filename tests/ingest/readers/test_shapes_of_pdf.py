"""The paragraphs of a PDF are whole, whatever its shape: columns, captions, footnotes, page breaks."""

from pathlib import Path

import pytest

from harness.papers import Sheet, pdf
from harness.shapes import cut, shapes
from ingest.readers import read

SHAPES = {each.name: each for each in shapes()}


@pytest.mark.parametrize("name", SHAPES)
def test_every_paragraph_is_one_block(name: str) -> None:
    shape = SHAPES[name]
    assert cut(shape, read(Path("a.pdf"), shape.content).blocks) == []


def test_a_caption_and_a_pull_quote_are_no_part_of_a_paragraph() -> None:
    blocks = read(Path("a.pdf"), SHAPES["newsletter with a pull quote and a caption"].content).blocks
    texts = [block.text for block in blocks]
    assert "“A white cat that slept in the hopper”" in texts
    assert "The hoist on the third floor, still at work. Photo: J. Orr" in texts


def test_a_running_head_and_page_numbers_are_furniture() -> None:
    blocks = read(Path("a.pdf"), SHAPES["paragraphs over pages"].content).blocks
    assert all("report of the committee" not in block.text for block in blocks if block.role != "furniture")


def test_text_among_more_small_print_is_no_heading() -> None:
    """A page of notes: its few paragraphs have the height of the document's text."""
    told = SHAPES["one column"].paragraphs
    first, second = Sheet(), Sheet()
    first.column(18, 780, 560, told, 9)
    below = second.column(18, 780, 560, told[2:], 7)
    second.column(18, below, 560, told[:2], 9)
    content = pdf([first, first, second])
    roles = {block.text: block.role for block in read(Path("a.pdf"), content).blocks if block.page == 3}
    assert [roles.get(paragraph) for paragraph in told[:2]] == ["body", "body"]


def test_a_heading_with_a_number_is_a_heading_whole() -> None:
    sheet = Sheet()
    sheet.put(60, 780, "1. Summary", 15, bold=True)
    y = sheet.column(60, 750, 400, ["The board met nine times in the year and heard forty people. " * 4])
    for line in (
        "2. What the tenants of the lower town told the board about the lock and its two gates,",
        "and what the board did",
    ):
        sheet.put(60, y, line, bold=True)
        y -= 12
    y = sheet.column(
        60, y - 8, 400, ["The gates were shut for a week in March. Nobody had told the mill. " * 4]
    )
    sheet.put(60, y, "3. Recommendations", 15, bold=True)
    y = sheet.column(
        60, y - 24, 400, ["1. The board should mend the lower gate.", "2. The mill should be told."]
    )
    roles = {
        each.text: each.role for each in read(Path("a.pdf"), pdf([sheet])).blocks if each.text[0].isdigit()
    }
    assert roles == {
        "1. Summary": "heading",
        "2. What the tenants of the lower town told the board about the lock and its two gates, "
        "and what the board did": "heading",
        "3. Recommendations": "heading",
        "1. The board should mend the lower gate.": "item",
        "2. The mill should be told.": "item",
    }


def test_numbered_lines_in_bold_below_each_other_are_a_list() -> None:
    sheet = Sheet()
    y = sheet.column(60, 780, 400, ["The board met nine times in the year and heard forty people. " * 4])
    for line in ("1. Mend the lower gate", "2. Tell the mill", "3. Publish the levels."):
        sheet.put(60, y, line, bold=True)
        y -= 20
    sheet.column(60, y, 400, ["It will meet again in May, when the accounts of the year are closed. " * 4])
    assert [each.role for each in read(Path("a.pdf"), pdf([sheet])).blocks] == [
        "body",
        "item",
        "item",
        "item",
        "body",
    ]
