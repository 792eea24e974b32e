"""A benchmark writes its own section of the page, and nothing else of it."""

import re
from pathlib import Path

import pytest

from benchmarks.report import PAGE, machine, replaced

_PAGE = (
    "# Speed\n\n<!-- one: made by the benchmark -->\nold\n<!-- end of one -->\n\nWords.\n\n"
    "<!-- two: made by the benchmark -->\n<!-- end of two -->\n\nEnd.\n"
)


def test_only_its_own_section_is_replaced() -> None:
    made = replaced(_PAGE, "one", "| a |\n")
    assert "old" not in made
    assert made.partition("<!-- end of one -->")[2] == _PAGE.partition("<!-- end of one -->")[2]
    assert made.partition("<!-- one")[0] == _PAGE.partition("<!-- one")[0]
    assert "\n\n| a |\n\n<!-- end of one -->" in made


def test_written_again_it_is_the_same_page() -> None:
    once = replaced(_PAGE, "two", "| b |")
    assert replaced(once, "two", "| b |") == once


def test_a_section_that_is_not_there_is_said() -> None:
    with pytest.raises(ValueError, match="no section 'three'"):
        replaced(_PAGE, "three", "| c |")


def test_the_page_has_a_section_for_each_benchmark_that_writes_one() -> None:
    told = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (PAGE.parents[1] / "benchmarks").rglob("*.py")
        if ".cache" not in path.parts
    )
    sections = set(re.findall(r'show\(\s*"(\w+)",', told))
    assert {"speed", "embedding", "ingest", "scale", "peers"} <= sections
    page = Path(PAGE).read_text(encoding="utf-8")
    for section in sections:
        assert replaced(page, section, "x") != page


def test_the_machine_is_told_with_its_cores_and_python() -> None:
    assert re.search(r"\d+ cores, \d+ GB of memory, .*Python 3\.\d+", machine())
