"""A comparison is made of the same things and to the same degree as in the source."""

import pytest
from drafts import aligned

from rag.verification.comparisons import compared_otherwise

LONGER = "Queues at Hilton were longer than at Wells, the study found."


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("Queues at Hilton were as long as at Wells.", LONGER),
        ("Queues at Hilton were less long than at Wells.", LONGER),
        ("Queues at Hilton were the longest, the study found.", LONGER),
        ("Queues at Wells were longer, the study found.", LONGER),
        ("Boats earn as much as trains.", "Boats earn more than trains."),
    ],
)
def test_another_degree_or_the_other_side_is_found(draft: str, source: str) -> None:
    assert compared_otherwise(aligned(draft, source))


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("Queues at Hilton were longer than at Wells.", LONGER),
        ("At Hilton queues were longer, the study found.", LONGER),
        ("Queues at Hilton were not as long as at Wells.", "Queues at Hilton were shorter than at Wells."),
        ("Queues were the longest in 2019.", "Queues were longer in 2019 than in any year before."),
        ("Boats and trains were late as well.", "Boats were later than trains."),
    ],
)
def test_the_same_comparison_is_not(draft: str, source: str) -> None:
    assert not compared_otherwise(aligned(draft, source))
