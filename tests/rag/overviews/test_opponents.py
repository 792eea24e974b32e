"""Who could answer a work: the parties quoted in documents that mention it, from its first day on."""

import pytest
from shelf import put, ready

from rag.overviews.claimants import claims_of
from rag.overviews.opponents import Opponents, Scope, opponents
from rag.parties.parties import Parties
from rag.storage.stores import Stores
from rag.types import Metadata

REVIEW = Metadata(
    title="A review of Hull libraries", publisher="Orrin Trust", date="2020-03-01", kind="report"
)
CLAIM = "Nine libraries in Hull have lost half of their opening hours."


def article(date: str | None) -> Metadata:
    return Metadata(publisher="The Gazette", date=date, kind="article")


def facing(stores: Stores) -> Opponents:
    """The opponents of the only work that the stores hold."""
    library = stores.library
    parties = Parties(library.catalogue())
    ((claimant, mentions),) = claims_of(library, parties).items()
    return opponents(claimant, mentions, parties, library, stores.lexical)


def test_a_party_quoted_on_the_work_is_a_main_one_and_the_paper_only_reports(stores: Stores) -> None:
    put(
        stores,
        ready("review", ("Orrin Trust", CLAIM), metadata=REVIEW),
        ready(
            "one",
            ("The Gazette", "The Orrin Trust counted the hours."),
            ("Hull Council", "No library was closed."),
            metadata=article("2020-03-02"),
        ),
        ready(
            "two",
            ("The Gazette", "The Orrin Trust has replied."),
            ("Hull Council", "We will open longer."),
            metadata=article("2020-04-01"),
        ),
    )
    found = facing(stores)
    assert [party.name for party in found.main] == ["Hull Council"]
    assert found.speakers == {"Hull Council"}
    assert found.scope.own == {"review"}
    assert found.scope.naming == {"review", "one", "two"}
    assert found.scope.first == "2020-03-01"


def test_a_party_that_spoke_before_the_work_or_on_something_else_is_no_opponent(stores: Stores) -> None:
    put(
        stores,
        ready("review", ("Orrin Trust", CLAIM), metadata=REVIEW),
        ready("before", ("Hull Council", "The Orrin Trust may look."), metadata=article("2019-01-01")),
        ready("other", ("Leeds Council", "Our parks are green."), metadata=article("2020-03-05")),
    )
    assert facing(stores).parties == ()


def test_what_is_said_years_later_does_not_make_a_main_party(stores: Stores) -> None:
    put(
        stores,
        ready("review", ("Orrin Trust", CLAIM), metadata=REVIEW),
        ready("late", ("Hull Council", "The Orrin Trust was wrong."), metadata=article("2026-03-05")),
    )
    found = facing(stores)
    assert found.main == ()
    assert [party.name for party in found.others] == ["Hull Council"]


def test_of_parties_quoted_once_those_that_the_work_speaks_of_come_first(stores: Stores) -> None:
    others = [(f"Ann Bell{letter}", f"The shelves of branch {letter} are empty.") for letter in "abcdefghij"]
    put(
        stores,
        ready(
            "review",
            ("Orrin Trust", CLAIM),
            ("Orrin Trust", "Zeal Council shut the doors without asking a single reader."),
            metadata=REVIEW,
        ),
        ready(
            "one",
            "The Orrin Trust counted the hours.",
            *others,
            ("Zeal Council", "No library was closed."),
            metadata=article("2020-03-02"),
        ),
    )
    assert facing(stores).parties[0].name == "Zeal Council"


@pytest.mark.parametrize(
    ("document", "date", "in_time", "beside"),
    [
        ("named", "2020-03-01", True, True),
        ("named", "2020-02", False, True),
        ("named", "2020", True, True),  # part of that year may be in time
        ("named", "2026-01-01", True, False),
        ("elsewhere", "2021-01-01", True, False),
        ("elsewhere", "2026-01-01", False, False),
        ("named", None, True, True),
    ],
)
def test_which_documents_can_hold_an_answer(
    document: str, date: str | None, in_time: bool, beside: bool
) -> None:
    scope = Scope("2020-03-01", frozenset({"own"}), frozenset({"named"}))
    assert scope.in_time(document, date) is in_time
    assert bool(scope.beside(document, date)) is beside
