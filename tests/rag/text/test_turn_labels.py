"""Where what is said begins behind the label of a speaker's turn."""

import pytest

from rag.text.quotations.turn_labels import label_end


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("MR HILL: Not yet.", "Jo Hill", "Not yet."),
        ("COUNCILLOR HILL: Not yet.", "Jo Hill", "Not yet."),
        ("Q: When was that?", "Jo Hill", "When was that?"),
        ("The Clerk (Ann Lee): In May.", "Ann Lee", "In May."),
        ("THE CHAIR: In May.", "Ann Lee", "In May."),
        ("Mr Lee: In May.", "Jo Hill", "Mr Lee: In May."),
        ("One thing is sure: it leaks.", "Jo Hill", "One thing is sure: it leaks."),
        ("MR HILL: Not yet.", None, "MR HILL: Not yet."),
    ],
)
def test_a_label_is_whoever_speaks(text: str, speaker: str | None, said: str) -> None:
    assert text[label_end(text, speaker) :] == said
