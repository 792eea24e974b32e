"""Numbers and dates of a draft in a source sentence: the same amount of the same thing, with the same qualifier."""

import pytest
from drafts import NOWHERE, against
from hypothesis import given
from hypothesis import strategies as st

from rag.verification.numbers import changed_number, unsupported_number

SOURCE = "The council spent up to £40,000 on 12 bridges and 3 tunnels until May 2021."


def fault(draft: str, source: str = SOURCE) -> str:
    found, context = against(draft, source)
    return unsupported_number(found, context, NOWHERE) or changed_number(found, context, NOWHERE)


@pytest.mark.parametrize(
    "draft",
    [
        SOURCE,
        "The council spent up to £40,000.",
        "It spent up to 40,000 pounds on 12 bridges.",
        "Twelve bridges and three tunnels.",
        "It spent the money until May 2021.",
        "It spent the money in May 2021.",  # a date may lose its "until"
    ],
)
def test_numbers_as_the_source_has_them_pass(draft: str) -> None:
    assert fault(draft) == ""


@pytest.mark.parametrize(
    ("draft", "named"),
    [
        ("The council spent up to £45,000.", "£45,000"),
        ("The council spent £40,000.", "£40,000"),
        ("The council spent at least £40,000.", "£40,000"),
        ("The council spent up to 40,000 euros.", "40,000 euros"),
        ("It spent the money on 3 bridges.", "3"),
        ("It spent the money on 12 tunnels.", "12"),
        ("It spent the money on 13 bridges.", "13"),
        ("It spent the money until June 2021.", "June 2021"),
        ("It spent the money until May 2020.", "May 2020"),
        ("It spent the money since May 2021.", "May 2021"),
    ],
)
def test_a_number_that_was_changed_is_named_in_the_reason(draft: str, named: str) -> None:
    assert named in fault(draft)


@pytest.mark.parametrize(
    ("draft", "source", "passes"),
    [
        ("Profit rose to 5 per cent.", "Profit rose by 5 per cent.", False),
        ("Profit rose by 5 per cent.", "Profit rose by 5 per cent.", True),
        ("Profit rose by 5%.", "Profit rose by 5 per cent.", True),
        ("About 200 people came.", "Around 200 people came.", True),
        ("200 people came.", "Around 200 people came.", False),
        ("It cost £2 million.", "It cost £2 billion.", False),
        ("It cost £2m.", "It cost £2 million.", True),
    ],
)
def test_what_goes_with_a_number_is_kept(draft: str, source: str, passes: bool) -> None:
    assert (fault(draft, source) == "") is passes


@given(st.integers(2, 999), st.integers(2, 999))
def test_a_count_passes_exactly_when_it_is_the_source_s(ours: int, theirs: int) -> None:
    passes = fault(f"The town has {ours} wells.", f"The town has {theirs} wells.") == ""
    assert passes is (ours == theirs)


def test_the_numbers_of_a_part_that_only_reports_are_judged_elsewhere() -> None:
    found, context = against("On 4 May the paper said: the mill was sold.", "The mill was sold.")
    assert unsupported_number(found, context, NOWHERE)
    assert unsupported_number(found, context, frozenset(range(6))) == ""
