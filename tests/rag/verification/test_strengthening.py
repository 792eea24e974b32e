"""A draft that says more than its source by a small word, a lost condition or a plan told as done."""

import pytest
from drafts import NOWHERE, aligned

from rag.verification.strengthening import added_focus, strengthened


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("The storm caused the closure of the pier.", "After the storm the pier saw its closure."),
        ("The pier draws more than 400 visitors.", "The pier draws 400 visitors."),
        (
            "The council will repair the pier.",
            "The council will repair the pier if the grant is paid.",
        ),
        ("The party will sell the pier.", "The party will sell the pier should it gain power."),
        ("The pier became a museum.", "The pier is to become a museum."),
        ("The council sold the pier.", "The council had thought of selling the pier."),
        ("The mayor apologised for the closure.", "The mayor made no apology for the closure."),
        ("The debt can be paid by May.", "The debt is too large to be paid by May."),
        ("The pier cannot reopen in May.", "Unless the roof is mended, the pier cannot reopen in May."),
        ("The pier will reopen in May.", "The pier will reopen in May, should the tests succeed."),
        ("Fares fell in every town.", "Fares fell in every town except Hilton, where the pier burnt."),
        (
            "If the roof is mended, the pier cannot reopen.",
            "Unless the roof is mended, the pier cannot reopen.",
        ),
        ("The review ended in May.", "The review was due to end in May and goes on."),
        ("The pier was closed in May.", "The mayor asked that the pier be closed in May."),
        ("Fares rose, so complaints rose.", "Fares rose, and complaints rose."),
        ("The work goes on because it was due to end.", "The work was due to end, but it goes on."),
        (
            "The inquiry found that the pilots had lied.",
            "The inquiry found no proof that the pilots had lied.",
        ),
        (
            "Many voters hoped that the debt could be paid.",
            "Many voters doubted that the debt could be paid.",
        ),
    ],
)
def test_more_than_the_source_says_is_found(draft: str, source: str) -> None:
    assert strengthened(aligned(draft, source), NOWHERE)


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("Only the pier was closed.", "The pier only was closed."),
        ("The pier fell because of the storm.", "The storm led to the fall of the pier."),
        (
            "If the grant is paid, the pier will be repaired.",
            "The pier will be repaired should the grant be paid.",
        ),
        ("The pier is to become a museum.", "The pier is to become a museum."),
        ("The mayor had no regrets.", "The mayor had no regrets."),
        ("The debt is too large to be paid.", "The debt is too large to be paid by May."),
        ("Should the tests succeed, the pier will open.", "The pier will open, should the tests succeed."),
        ("If the roof is mended, the pier can open.", "Unless the roof is mended, the pier cannot open."),
        ("The mayor asked that the pier be closed.", "The mayor asked that the pier be closed."),
        ("Fares rose, so complaints rose.", "Complaints rose because fares rose."),
        (
            "They do not know that it burnt and do not care.",
            "They do not know that it burnt and do not care.",
        ),
        ("The inquiry did not find that they had lied.", "The inquiry found no proof that they had lied."),
    ],
)
def test_as_much_as_the_source_says_is_not(draft: str, source: str) -> None:
    assert not strengthened(aligned(draft, source), NOWHERE)


def test_an_even_or_only_is_found_but_not_before_a_figure() -> None:
    assert added_focus(aligned("The council even closed the pier.", "The council closed the pier."), NOWHERE)
    assert added_focus(aligned("Only the pier was closed.", "The pier was closed."), NOWHERE)
    dear = aligned("The bridge costs only £2 million.", "The bridge costs £2 million.")
    assert not added_focus(dear, NOWHERE)
