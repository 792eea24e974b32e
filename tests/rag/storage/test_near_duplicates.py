"""Copies of one text are one source, and a summary gives way to its original."""

import random
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.storage.locations import Place
from rag.storage.near_duplicates import groups, sketch
from rag.storage.revision.values import Ready
from rag.storage.stores import Stores
from rag.types import Document, Metadata, Passage, Sentence

_REVISIONS = count()


def words(seed: int, number: int) -> str:
    """A text like no other: words drawn from a made-up vocabulary."""
    drawn = random.Random(seed)
    return " ".join(
        f"{drawn.choice('bdfglmnprst')}{drawn.choice('aeiou')}{drawn.randrange(999)}" for _ in range(number)
    )


def put(stores: Stores, id: str, text: str, **metadata: str) -> None:
    revision = f"r{next(_REVISIONS)}"
    document = Document(id, f"{id}.txt", text, Metadata(**metadata), (), (Sentence(0, len(text)),))  # type: ignore[arg-type]
    passage = Passage(f"{id}-{revision}", id, 0, len(text), text)
    with stores.writing():
        stores.put([Ready(document, revision, (passage,), (Place(document.path, id, revision),))])


RELEASE = words(1, 300)


def test_ten_reprints_of_a_release_are_one_source(stores: Stores) -> None:
    put(stores, "release", RELEASE)
    for number in range(9):
        put(stores, f"reprint{number}", f"{words(100 + number, 40)} {RELEASE} {words(200 + number, 20)}")
    put(stores, "report", words(2, 300))
    ids = [each.id for each in stores.library.holdings()]
    assert len(ids) == 11
    assert stores.library.independent(ids) == 2
    assert stores.library.independent(["reprint3", "reprint5"]) == 1
    assert stores.library.source("reprint3") == stores.library.source("release")
    assert stores.library.source("report") == "report"
    held = {each.id: each.same_source for each in stores.library.holdings()}
    assert held["report"] == ()
    assert len(held["release"]) == 9


def test_two_reports_that_quote_one_statement_are_two_sources(stores: Stores) -> None:
    statement = words(3, 40)
    put(stores, "herald", f"{words(4, 150)} {statement} {words(5, 150)}")
    put(stores, "gazette", f"{words(6, 200)} {statement} {words(7, 100)}")
    assert stores.library.independent(["herald", "gazette"]) == 2


def test_a_copy_that_is_rewritten_or_removed_is_a_copy_no_more(stores: Stores) -> None:
    put(stores, "release", RELEASE)
    put(stores, "reprint", f"{RELEASE} {words(8, 20)}")
    assert stores.library.independent(["release", "reprint"]) == 1
    put(stores, "reprint", words(9, 300))
    assert stores.library.independent(["release", "reprint"]) == 2
    put(stores, "reprint", RELEASE)
    with stores.writing():
        stores.remove(["release"])
    assert stores.library.source("reprint") == "reprint"


def test_texts_of_a_few_words_are_compared_too(stores: Stores) -> None:
    put(stores, "a", "The quay is closed.")
    put(stores, "b", "The quay is closed!")
    put(stores, "c", "The moon is full.")
    assert stores.library.independent(["a", "b", "c"]) == 2


@given(st.text(max_size=300))
def test_any_text_has_a_sketch_that_is_its_own(text: str) -> None:
    assert sketch(text).shape == (128,)
    assert (sketch(text) == sketch(text)).all()


@given(
    st.sets(st.sampled_from("abcdefgh"), min_size=1),
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))),
)
def test_groups_are_what_pairs_join(ids: set[str], pairs: list[tuple[str, str]]) -> None:
    pairs = [pair for pair in pairs if set(pair) <= ids]
    found = groups(ids, pairs)
    assert set(found) == ids
    assert all(found[one] == found[other] for one, other in pairs)
    assert all(found[leader] == leader and leader <= id for id, leader in found.items())
    joined = len({frozenset(pair) for pair in pairs if len(set(pair)) == 2})
    assert len(set(found.values())) >= len(ids) - joined


@pytest.mark.parametrize(
    ("summary", "original", "gives_way"),
    [
        (
            {"url": "https://www.herald.example/pier/"},
            {"url": "http://herald.example/pier?utm_source=mail"},
            True,
        ),
        ({"url": "https://herald.example/pier?id=1"}, {"url": "https://herald.example/pier?id=2"}, False),
        ({"title": "The pier’s end"}, {"title": "The  Pier's End"}, True),
        ({"title": "The pier", "publisher": "Herald"}, {"title": "The pier", "publisher": "HERALD"}, True),
        ({"title": "The pier", "publisher": "Herald"}, {"title": "The pier"}, True),
        ({"title": "The pier", "publisher": "Herald"}, {"title": "The pier", "publisher": "Gazette"}, False),
        ({"title": "The pier"}, {"title": "The quay"}, False),
        ({}, {}, False),
    ],
)
def test_a_summary_gives_way_to_its_original_and_comes_back(
    stores: Stores, summary: dict[str, str], original: dict[str, str], gives_way: bool
) -> None:
    put(stores, "ours", "In short, the pier rots.", text_type="summary", **summary)
    put(stores, "theirs", "The pier has rotted through, said the board.", **original)
    found = {entry.document_id for entry in stores.library.catalogue()}
    assert found == ({"theirs"} if gives_way else {"ours", "theirs"})
    held = {each.id: each.superseded_by for each in stores.library.holdings()}
    assert held["ours"] == ("theirs" if gives_way else None)
    assert bool(stores.library.passages(stores.library.passage_ids(["ours"]))) is not gives_way
    assert stores.library.independent(["ours", "theirs"]) == (1 if gives_way else 2)
    with stores.writing():
        stores.remove(["theirs"])
    assert {entry.document_id for entry in stores.library.catalogue()} == {"ours"}
    assert stores.library.passages(stores.library.passage_ids(["ours"]))
