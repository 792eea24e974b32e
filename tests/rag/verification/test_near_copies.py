"""A draft that has the words of its source, and tells something else by their order or by what it leaves out."""

import pytest
from drafts import NOWHERE, against, aligned

from rag.verification.near_copies import added_words, exchanged_figures, told_otherwise
from rag.verification.roles import roles_changed
from rag.verification.support import compare


def otherwise(draft: str, source: str) -> str:
    """What any of the rules for near copies finds."""
    found = aligned(draft, source)
    return (
        told_otherwise(found, NOWHERE)
        or roles_changed(found, NOWHERE)
        or exchanged_figures(found)
        or added_words(found, NOWHERE)
    )


OTHERWISE = {
    "doer and done to": (
        "Hilton had ordered Anna Reed to act after the flood.",
        "Anna Reed, then mayor, had ordered Hilton to act after the flood.",
    ),
    "who told whom": (
        "The Harbour Committee told Anna Reed that the pier had failed.",
        "Anna Reed told the committee that the pier had failed.",
    ),
    "one more who wants it": (
        "Reed, Moss and Hilton want the pier to be closed.",
        "Reed and Moss want Hilton's pier to be closed.",
    ),
    "accused told as accusing": (
        "Hilton accuses the report of being unwilling to pay.",
        "Hilton is also accused in the report of being unwilling to pay.",
    ),
    "figures exchanged": (
        "The Courier gives 40 boats, the Herald gives 70 boats.",
        "The Courier gives 70 boats, the Herald gives 40 boats.",
    ),
    "a condition left out": (
        "A pier that Hilton judges unsafe is pulled down.",
        "A pier that Hilton judges unsafe has two years to be mended before it is pulled down.",
    ),
    "joined over a clause": (
        "Anna Reed resigned and calls for a new pier.",
        "The report, which comes a week after the mayor Anna Reed resigned, calls for a new pier.",
    ),
    "a part told of the whole": (
        "Spending showed no link with storms.",
        "Spending on roads showed no link with storms.",
    ),
    "some told of all": (
        "Fares did not rise in towns, the study found.",
        "Fares did not rise in towns that were flooded, the study found.",
    ),
    "something added": (
        "The council set aside £2 million for the training of pilots in failing harbours.",
        "The council set aside £2 million for the training of pilots.",
    ),
}


@pytest.mark.parametrize(("draft", "source"), OTHERWISE.values(), ids=OTHERWISE)
def test_what_is_told_otherwise_is_found(draft: str, source: str) -> None:
    assert otherwise(draft, source)


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("Hilton was ordered to act by Anna Reed.", "Anna Reed had ordered Hilton to act."),
        ("Anna Reed said the pier was unsafe.", "“The pier was unsafe,” said Anna Reed."),
        ("The pier was closed.", "The pier at Hilton was closed in May, the mayor said."),
        (
            "The Herald gives 40 boats, the Courier gives 70 boats.",
            "The Courier gives 70 boats, the Herald gives 40 boats.",
        ),
        (
            "The council closed the pier before the storm came.",
            "The council closed the pier before the storm came.",
        ),
        ("Anna Reed resigned and left.", "Anna Reed resigned and left, which nobody had foreseen."),
    ],
)
def test_what_is_left_out_or_moved_without_harm_is_not(draft: str, source: str) -> None:
    assert not otherwise(draft, source)


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("Leith has 40 boats, Wells has 60.", "Wells has 40 boats, Leith has 60."),
        (
            "The town set aside £40,000 for the repair of boats in flooded harbours.",
            "The town set aside £40,000 for the repair of boats.",
        ),
    ],
    ids=["figures of two places", "a clause of two words"],
)
def test_a_sentence_that_follows_less_closely_is_checked_for_these_too(draft: str, source: str) -> None:
    found, context = against(draft, source)
    assert compare(found, context, NOWHERE, NOWHERE, NOWHERE).fault
