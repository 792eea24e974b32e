"""A search is held to the period that its question asks for, and the answer says so."""

from dataclasses import replace

import pytest
from shelf import put, ready

from rag.question.period import period
from rag.question.query import Query
from rag.retrieval.period_filter import within
from rag.storage.stores import Stores
from rag.types import Filters, Metadata


@pytest.fixture
def filled(stores: Stores) -> Stores:
    put(
        stores,
        ready("old", "The pier was closed.", metadata=Metadata(date="2015-04-01")),
        ready("new", "The pier was opened.", metadata=Metadata(date="2019-04-01")),
        ready("undated", "The pier was painted."),
    )
    return stores


def asked(stores: Stores, question: str, filters: Filters | None = None) -> tuple[Query, tuple[str, ...]]:
    return within(stores.library, period(question), Query(question, filters or Filters()))


def test_a_question_without_a_period_is_left_as_it_is(filled: Stores) -> None:
    query, told = asked(filled, "What was closed?")
    assert (query.filters, told) == (Filters(), ())


def test_only_what_was_published_then_is_searched_and_that_is_told(filled: Stores) -> None:
    query, (told,) = asked(filled, "What has been said about the pier since 2018?")
    assert filled.library.narrowing.matching(query.filters) == frozenset({"new"})
    assert told.startswith("Only documents published since 2018 were searched, as the question asks.")
    assert told.endswith("1 undated one was left out.")


def test_if_no_document_passes_the_period_all_are_searched(filled: Stores) -> None:
    query, (told,) = asked(filled, "What has been said about the pier since 2025?")
    assert query.filters == Filters()
    assert told == "No document published since 2025 is held, so all were searched."


def test_the_readers_own_filters_stay(filled: Stores) -> None:
    own = Filters(document_id=("new", "old"))
    query, (told,) = asked(filled, "What has been said about the pier since 2018?", own)
    assert query.filters == replace(own, date_from=query.filters.date_from)
    assert "undated" not in told
