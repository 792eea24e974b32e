"""The paragraphs of a PDF are whole, whatever its shape: columns, captions, footnotes, page breaks."""

from pathlib import Path

import pytest

from harness.shapes import Shape, cut, shapes
from ingest.readers import read

SHAPES = {each.name: each for each in shapes()}
RAGGED = "ragged letter"  # lines of three widths, one paragraph of which is cut where a line is short


@pytest.mark.parametrize(
    "shape", [each for name, each in SHAPES.items() if name != RAGGED], ids=lambda each: each.name
)
def test_every_paragraph_is_one_block(shape: Shape) -> None:
    assert cut(shape, read(Path("a.pdf"), shape.content).blocks) == []


def test_at_most_one_paragraph_in_a_hundred_is_cut() -> None:
    lost = [
        each for shape in SHAPES.values() for each in cut(shape, read(Path("a.pdf"), shape.content).blocks)
    ]
    assert 100 * len(lost) <= sum(len(shape.paragraphs) for shape in SHAPES.values())


def test_a_caption_and_a_pull_quote_are_no_part_of_a_paragraph() -> None:
    blocks = read(Path("a.pdf"), SHAPES["newsletter with a pull quote and a caption"].content).blocks
    texts = [block.text for block in blocks]
    assert "“A white cat that slept in the hopper”" in texts
    assert "The hoist on the third floor, still at work. Photo: J. Orr" in texts


def test_a_running_head_and_page_numbers_are_furniture() -> None:
    blocks = read(Path("a.pdf"), SHAPES["paragraphs over pages"].content).blocks
    assert all("report of the committee" not in block.text for block in blocks if block.role != "furniture")
