"""Summaries that give way to their originals, by address or by title and publisher."""

import pytest
from pieces import entry

from rag.storage.superseded import superseded_by

URL = "https://www.gazette.example/mill"


@pytest.mark.parametrize(
    "url",
    [
        URL,
        "http://gazette.example/mill/",
        f"{URL}?utm_source=letter&fbclid=1",
        "https://gazette.example/mill?gclid=9",
    ],
)
def test_an_original_with_the_summary_s_address_takes_its_place(url: str) -> None:
    found = superseded_by([entry("ours", url=URL, text_type="summary"), entry("theirs", url=url)])
    assert found == {"ours": "theirs"}


@pytest.mark.parametrize(
    "url", [f"{URL}?page=2", "https://gazette.example/weir", "https://other.example/mill"]
)
def test_another_address_is_another_page(url: str) -> None:
    assert superseded_by([entry("ours", url=URL, text_type="summary"), entry("theirs", url=url)]) == {}


@pytest.mark.parametrize(
    ("publisher", "gives_way"),
    [("The Gazette", True), ("the gazette", True), (None, True), ("The Herald", False)],
)
def test_a_title_counts_unless_another_paper_printed_it(publisher: str | None, gives_way: bool) -> None:
    ours = entry("ours", title="Mill’s  end", publisher="The Gazette", text_type="summary")
    theirs = entry("theirs", title="mill's end", publisher=publisher)
    assert superseded_by([ours, theirs]) == ({"ours": "theirs"} if gives_way else {})


def test_an_original_never_gives_way_and_a_summary_not_to_a_summary() -> None:
    both = [entry("one", title="Mill", text_type="summary"), entry("two", title="Mill", text_type="summary")]
    assert superseded_by(both) == {}
    assert superseded_by([entry("one", title="Mill"), entry("two", title="Mill")]) == {}
