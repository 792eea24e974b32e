"""What a text denies, and how it puts what it says."""

import pytest

from rag.text.analysis import tell
from rag.text.negation import modality, polarity


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The choir did not accept the organ.", ["accept"]),
        ("There is no evidence of damp.", ["evidence"]),
        ("The mason refused to comment.", ["comment"]),
        ("Not only the nave leaks.", []),
        ("The nave leaks.", []),
    ],
)
def test_a_negation_applies_to_the_next_content_word(text: str, denied: list[str]) -> None:
    told = tell(text)

    assert [told.words[place].plain for place in sorted(polarity(told).negated)] == denied


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The nave may leak", "possible"),
        ("The nave perhaps leaks", "possible"),
        ("The nave ought to be dried", "open"),
        ("The nave must leak", "due"),
        ("The nave will leak", "open"),
        ("The nave leaks", "said"),
    ],
)
def test_the_modality_of_the_last_word(text: str, kind: str) -> None:
    told = tell(text)

    assert modality(told.words, len(told.words) - 1) == kind
