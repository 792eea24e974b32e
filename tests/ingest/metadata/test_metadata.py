"""Dates as people write them; front matter, sidecar and file, in this order."""

from datetime import date, datetime

import pytest

from ingest.metadata.dates import iso_date
from ingest.metadata.front_matter import fields, split_front_matter
from ingest.metadata.metadata import merge_metadata
from ingest.text.reading import Block, FileContent
from rag.errors import Unreadable
from rag.types import Metadata


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2015-04-29", "2015-04-29"),
        ("2015-04", "2015-04"),
        (2015, "2015"),
        ("29 April 2015", "2015-04-29"),
        ("Wednesday, April 29, 2015", "2015-04-29"),
        ("April 29th, 2015 at 10:15", "2015-04-29"),
        ("Sept. 2015", "2015-09"),
        ("29/04/2015", "2015-04-29"),
        ("04/29/2015", "2015-04-29"),
        ("05/05/2015", "2015-05-05"),
        ("2015/4/9", "2015-04-09"),
        ("D:20150429101500+01'00'", "2015-04-29"),
        ("Wed, 29 Apr 2015 10:15:00 +0100", "2015-04-29"),
        ("2015-04-29T23:59:00Z", "2015-04-29"),
        (date(2015, 4, 29), "2015-04-29"),
        (datetime(2015, 4, 29, 8), "2015-04-29"),
        ("03/04/2015", None),
        ("31 April 2015", None),
        ("2015-13", None),
        ("last spring", None),
        ("29 April", None),
        (True, None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_says_as_much_as_is_written_and_nothing_is_guessed(
    written: object, expected: str | None
) -> None:
    assert iso_date(written) == expected


def test_front_matter_stands_over_the_sidecar_and_the_sidecar_over_the_file() -> None:
    reading = FileContent(
        (Block("x"),),
        Metadata(title="from the file", author="from the file", publisher="from the file"),
        {"title": "from the front matter"},
    )
    merged = merge_metadata(reading, "title: from the sidecar\nauthor: from the sidecar\n")
    assert (merged.title, merged.author, merged.publisher) == (
        "from the front matter",
        "from the sidecar",
        "from the file",
    )


def test_unknown_fields_are_kept_and_other_spellings_understood() -> None:
    merged = merge_metadata(
        FileContent((Block("x"),)),
        "Authors: [A. One, B. Two]\nlicense: CC BY\nISBN: 123\ntext-type: summary\nkind: Report\n",
    )
    assert (merged.author, merged.licence, merged.text_type, merged.kind) == (
        "A. One, B. Two",
        "CC BY",
        "summary",
        "report",
    )
    assert dict(merged.extra) == {"ISBN": "123"}


def test_a_date_or_address_that_is_none_is_kept_as_it_was_written() -> None:
    merged = merge_metadata(FileContent((Block("x"),)), "date: last spring\nurl: javascript:alert(1)\n")
    assert (merged.date, merged.url) == (None, None)
    assert dict(merged.extra) == {"date_as_written": "last spring", "url_as_written": "javascript:alert(1)"}


@pytest.mark.parametrize(
    ("sidecar", "says"),
    [
        ("kind: novel", "known are report, article"),
        ("title: [a", "not valid YAML in line 1"),
        ("title: a: b\n  c: d", "not valid YAML"),
        ("- a\n- b", "no list of `field: value` lines"),
        ("a: &x [1]\nb: *x", "aliases"),
        ("a: b\n" * 20_000, "more than 65536 characters"),
        ("a: " + "[" * 3000, "not valid YAML"),
        ("a: !!python/object/apply:os.system ['true']", "not valid YAML"),
    ],
)
def test_a_sidecar_that_cannot_be_understood_says_what_to_mend(sidecar: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        merge_metadata(FileContent((Block("x"),)), sidecar)


@pytest.mark.parametrize(
    ("written", "kind"),
    [("minutes", "official"), ("Press release", "response"), ("news", "article"), ("letter", "other")],
)
def test_a_kind_may_be_written_in_a_common_word_for_it(written: str, kind: str) -> None:
    assert merge_metadata(FileContent((Block("x"),)), f"kind: {written}\n").kind == kind


def test_a_value_may_have_a_colon_without_quotes() -> None:
    found, _ = split_front_matter("---\ntitle: Evidence: 'Water', HC 3\nurl: https://a.example/b\n---\nText.")
    assert found == {"title": "Evidence: 'Water', HC 3", "url": "https://a.example/b"}


def test_front_matter_ends_at_its_second_line_of_dashes() -> None:
    found, body = split_front_matter("---\ntitle: A\ndate: 2015-04-29\n---\nThe text.\n---\nMore.")
    assert found == {"title": "A", "date": date(2015, 4, 29)}
    assert body == "The text.\n---\nMore."


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    text = "---\nThe text begins with a rule.\n---\n"
    assert split_front_matter(text) == ({}, text)


def test_front_matter_that_never_closes_says_so() -> None:
    with pytest.raises(Unreadable, match="never closes"):
        split_front_matter("---\ntitle: A\nThe text.")


def test_empty_yaml_says_nothing() -> None:
    assert fields("# only a note\n", "sidecar") == {}
