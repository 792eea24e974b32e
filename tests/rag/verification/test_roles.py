"""Who does something and to whom it is done stay what they are in the source."""

import pytest
from drafts import NOWHERE, aligned

from rag.verification.roles import roles_changed


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("The company was sued by the board in May.", "The company sued the board in May."),
        (
            "The board told the engineers that the pier had failed.",
            "The engineers told the board that it had failed.",
        ),
        ("The farmers were blamed for the flood.", "The farmers blamed the board for the flood."),
        ("The board was fined £2 million.", "The board fined the company £2 million."),
        (
            "The passengers leaked the letter in May.",
            "The letter was leaked before the passengers came in May.",
        ),
    ],
)
def test_a_doer_that_is_another_is_found(draft: str, source: str) -> None:
    assert roles_changed(aligned(draft, source), NOWHERE)


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("The board was sued by the company in May.", "In May the company sued the board."),
        ("The company sued the board.", "The board was sued by the company in May."),
        ("Piers judged unsafe were pulled down.", "Piers that were judged unsafe were pulled down."),
        ("The piers were called unsafe.", "Some piers called unsafe were mended."),
        ("The pier had failed, the engineers said.", "“The pier had failed,” said the engineers."),
    ],
)
def test_a_doer_that_stays_the_same_is_not(draft: str, source: str) -> None:
    assert not roles_changed(aligned(draft, source), NOWHERE)
