"""Two sentences repeat each other if they are the same, or share most of the shorter one's words."""

import pytest

from rag.text.repeats import says_again
from rag.text.tokens import telling_stems


@pytest.mark.parametrize(
    ("one", "other", "again"),
    [
        ("The pier is closed.", "The pier is closed!", True),
        (
            "The board closed the old pier in May.",
            "In May the old pier was closed by the harbour board.",
            True,
        ),
        ("The board closed the pier.", "The board repaired the wall and paid for it.", False),
        (
            "Fares rise.",
            "Fares rise by a tenth in the spring, the board says.",
            False,
        ),  # too few words to tell
    ],
)
def test_sentences_are_compared_by_the_words_that_tell(one: str, other: str, again: bool) -> None:
    assert says_again(telling_stems(one), telling_stems(other)) == again
    assert says_again(telling_stems(other), telling_stems(one)) == again
