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
