"""Filters resolved in the Library: which documents, voices and passages they leave."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pieces import entry
from shelf import put, ready

from rag.storage.catalogue import passes
from rag.storage.filters import PassageScope
from rag.storage.stores import Stores
from rag.types import Filters, Metadata

CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DATES = st.sampled_from([None, "2019", "2020-03", "2020-03-15", "2021-12-31"])
FILTERS = st.builds(
    Filters,
    kind=st.sampled_from([(), ("report",), ("article", "report")]),
    publisher=st.sampled_from([(), ("gazette",), ("THE HERALD",)]),
    speaker=st.sampled_from([(), ("Lunt",), ("Amy Lunt", "Cole"), ("nobody",)]),
    document_id=st.sampled_from([(), ("mill",), ("mill", "weir")]),
    date_from=DATES,
    date_to=DATES,
    as_of=DATES,
)


@pytest.fixture
def held(stores: Stores) -> Stores:
    """Three documents of five passages, with two speakers."""
    put(
        stores,
        ready(
            "mill",
            ("Amy Lunt", "We sold it."),
            "It stood empty.",
            ("Ben Cole", "Nobody bought it."),
            each=1,
            metadata=Metadata(publisher="Gazette", kind="article", date="2020-03-15"),
        ),
        ready(
            "weir",
            ("Amy Lunt", "It leaks."),
            metadata=Metadata(publisher="The Herald", kind="report", date="2019"),
        ),
        ready("lock", "It is shut.", metadata=Metadata(kind="official")),
    )
    return stores


@CALM
@given(FILTERS)
def test_what_is_counted_is_what_is_selected(held: Stores, filters: Filters) -> None:
    narrowing = held.library.narrowing
    every = held.library.passage_ids(["mill", "weir", "lock"])
    scope = narrowing.selected(filters)
    left = narrowing.among(every, scope)
    extent = narrowing.extent(filters)
    assert extent["passages"] == len(left)
    few = narrowing.few(scope, most=100)
    assert few is not None or scope.everything
    if few is not None:
        assert set(few) == left
    documents = narrowing.documents(scope)
    if documents is not None:
        assert {id.rsplit("-", 1)[0] for id in left} <= documents


@CALM
@given(FILTERS, FILTERS)
def test_a_second_filter_never_adds_a_passage(held: Stores, one: Filters, other: Filters) -> None:
    narrowing = held.library.narrowing
    every = held.library.passage_ids(["mill", "weir", "lock"])
    scope = narrowing.selected(one)
    narrower = scope
    if (documents := narrowing.matching(other)) is not None:
        narrower = narrower.within(documents)
    if other.speaker:
        narrower = narrower.hearing(narrowing.voices(other.speaker))
    assert narrowing.among(every, narrower) <= narrowing.among(every, scope)


def test_without_filters_everything_is_left(held: Stores) -> None:
    narrowing = held.library.narrowing
    assert narrowing.selected(Filters()) == PassageScope()
    assert narrowing.selected(Filters()).everything
    assert narrowing.matching(Filters()) is None
    assert narrowing.extent(Filters()) == {"documents": 3, "passages": 5}


@pytest.mark.parametrize(
    ("filters", "documents", "passages"),
    [
        (Filters(kind=("report",)), 1, 1),
        (Filters(publisher=("gazette",)), 1, 3),
        (Filters(speaker=("Lunt",)), 2, 2),
        (Filters(speaker=("Amy Lunt", "Cole")), 2, 3),
        (Filters(speaker=("Lunt",), kind=("report",)), 1, 1),
        (Filters(speaker=("Lun",)), 0, 0),
        (Filters(date_from="2020"), 1, 3),
        (Filters(date_to="2019"), 1, 1),
        (Filters(as_of="2018"), 0, 0),
    ],
)
def test_how_much_each_filter_leaves(held: Stores, filters: Filters, documents: int, passages: int) -> None:
    assert held.library.narrowing.extent(filters) == {"documents": documents, "passages": passages}


def test_more_passages_than_wanted_are_not_listed(held: Stores) -> None:
    narrowing = held.library.narrowing
    assert narrowing.few(narrowing.selected(Filters(publisher=("gazette",))), most=2) is None
    assert narrowing.few(narrowing.selected(Filters(speaker=("Lunt", "Cole"))), most=2) is None


def test_a_name_lets_longer_descriptions_pass_and_no_parts_of_words(held: Stores) -> None:
    narrowing = held.library.narrowing
    assert narrowing.voices(["lunt"]) == {"Amy Lunt"}
    assert narrowing.voices(["am"]) == frozenset()
    assert narrowing.hearing(frozenset({"Amy Lunt"})) == ["mill-0", "weir-0"]


def test_a_filter_sees_what_came_in_after_it_was_first_used(held: Stores) -> None:
    narrowing = held.library.narrowing
    before = narrowing.extent(Filters(speaker=("Lunt",)))
    put(held, ready("dam", ("Amy Lunt", "It holds.")))
    assert narrowing.extent(Filters(speaker=("Lunt",)))["passages"] == before["passages"] + 1


@pytest.mark.parametrize(
    ("date", "bounds", "inside"),
    [
        ("2020-03-15", {"date_from": "2020-03-15"}, True),
        ("2020-03-15", {"date_from": "2020-04"}, False),
        ("2020-03", {"date_from": "2020-03-15"}, True),  # part of that month may lie inside
        ("2020", {"date_to": "2019"}, False),
        ("2020-03-15", {"date_to": "2020"}, True),
        ("2020-03-15", {"date_to": "2020-03-14"}, False),
        ("2020-03-15", {"as_of": "2020-03-14"}, False),
        (None, {"date_from": "1900"}, False),  # nothing shows that it belongs
        (None, {}, True),
    ],
)
def test_a_date_passes_as_far_as_it_is_known(date: str | None, bounds: dict[str, str], inside: bool) -> None:
    assert passes(entry("d", date=date), Filters(**bounds)) is inside  # type: ignore[arg-type]


def test_groups_of_speakers_are_all_required() -> None:
    one, other = frozenset({"a"}), frozenset({"b"})
    scope = PassageScope().hearing(one).hearing(other).hearing(one)
    assert scope.heard == (one, other)
    assert scope.within(frozenset({"x", "y"})).within(frozenset({"y"})).documents == frozenset({"y"})
