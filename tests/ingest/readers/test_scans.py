"""Pages without a text layer: recognised, named as such, and never fetched for from anywhere."""

import re
from pathlib import Path

import pytest

from harness.papers import Sheet, pdf, scan
from ingest.readers import read
from ingest.text.reading import FileContent, pages_of, text_of
from ingest.text.word_positions import rectangles, unpack
from rag.storage.metadata import is_recognised, page_ranges
from rag.types import Metadata

WORDS = (
    "The inspectors visited the hospital in March and again in June.",
    "They found that one ward in three had no nurse at night.",
)


def typed() -> bytes:
    sheet = Sheet(420, 300)
    for number, line in enumerate(WORDS):
        sheet.put(40, 240 - 20 * number, line, 12)
    return pdf([sheet])


@pytest.fixture(scope="module")
def scanned() -> FileContent:
    return read(Path("a.pdf"), scan(typed()))


def letters(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


def test_a_scanned_page_is_recognised_with_its_blanks(scanned: FileContent) -> None:
    assert text_of(scanned.blocks).replace("\n\n", " ").split() == " ".join(WORDS).split()


def test_recognised_pages_are_named_in_the_metadata_and_warned_about(scanned: FileContent) -> None:
    assert is_recognised(scanned.metadata, 1)
    assert not is_recognised(scanned.metadata, 2)
    assert [warning for warning in scanned.warnings if "recognised from pictures" in warning]


def test_a_recognised_passage_has_its_place_on_the_picture(scanned: FileContent) -> None:
    whole = text_of(scanned.blocks)
    start = whole.index("one ward")
    (found,) = rectangles(unpack(scanned.layout), whole, start, whole.index("three") + 5, 1)
    high = 300
    assert found.y < (high - 220) / high < found.y + found.height
    assert 0.2 < found.x < found.x + found.width < 0.8


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_lay_on_its_side_or_head_is_read_and_placed(turns: int) -> None:
    reading = read(Path("a.pdf"), scan(typed(), turns))
    whole = text_of(reading.blocks)
    assert letters(whole) == letters(" ".join(WORDS))
    (found,) = rectangles(unpack(reading.layout), whole, 0, whole.index("visited"), 1)
    middle = (found.x + found.width / 2, found.y + found.height / 2)
    upright = (0.22, 0.19)  # where "The inspectors" stands on the page as it was typed
    x, y = {
        1: (upright[1], 1 - upright[0]),
        2: (1 - upright[0], 1 - upright[1]),
        3: (1 - upright[1], upright[0]),
    }[turns]
    assert abs(middle[0] - x) < 0.06
    assert abs(middle[1] - y) < 0.06


def test_a_page_with_text_among_scans_is_not_called_recognised() -> None:
    second = Sheet(420, 300).put(40, 240, "This page was typed and never lay on any glass.", 12)
    from harness.papers import picture_of

    reading = read(Path("a.pdf"), pdf([Sheet(420, 300, picture=picture_of(typed())), second]))
    assert [page.number for page in pages_of(reading)] == [1, 2]
    assert is_recognised(reading.metadata, 1)
    assert not is_recognised(reading.metadata, 2)
    assert is_recognised(reading.metadata, 1, 2)


def test_runs_of_pages_are_written_as_people_write_them() -> None:
    assert page_ranges([7, 1, 3, 2, 9, 10]) == "1-3, 7, 9-10"
    noted = Metadata(extra={"recognised_pages": "1-3, 7, 9-10"})
    assert [page for page in range(1, 12) if is_recognised(noted, page)] == [1, 2, 3, 7, 9, 10]
    assert not is_recognised(noted, None)
