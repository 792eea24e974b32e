"""The lexicon's tables are read line by line, and a line that cannot be read is named with its remedy."""

from importlib.resources import files
from pathlib import Path

import pytest

from rag.text.lexicon.tables import BadLexicon, Entry, entries, parse, words

TABLES = sorted(
    Path(str(path)).stem
    for path in (files("rag.text.lexicon") / "en").iterdir()
    if path.name.endswith(".tsv")
)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_that_is_installed_can_be_read(table: str) -> None:
    assert entries(table)


def test_an_entry_has_its_word_its_columns_and_its_tags() -> None:
    text = "# Birds.\n#: sings  it is heard\nbird\tplural\ttags\nlark\tlarks\tsings\ngoose\tgeese\nsheep\t-\n"

    assert parse(text, "birds") == (
        Entry("lark", {"bird": "lark", "plural": "larks"}, frozenset({"sings"})),
        Entry("goose", {"bird": "goose", "plural": "geese"}, frozenset()),
        Entry("sheep", {"bird": "sheep"}, frozenset()),
    )


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("lark\tswims", "the undeclared tag 'swims' in line 3"),
        ("lark\tsings\tloud", "3 columns where its header names 2 in line 3"),
        ("lark\nlark", "'lark' a second time in line 4"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, fact: str) -> None:
    with pytest.raises(BadLexicon) as raised:
        parse(f"#: sings  it is heard\nbird\ttags\n{line}\n", "birds")

    assert str(raised.value) == f"The lexicon's birds.tsv has {fact}. Correct that line."


def test_words_are_found_by_all_of_their_tags() -> None:
    assert {"report", "inquiry"} <= words("works", "speaks", "claims")
    assert "book" in words("works", "speaks")
    assert "book" not in words("works", "speaks", "claims")
