"""What a model wrote becomes plain text, and an address or mark-up that its source lacks is found."""

import pytest

from rag.text.sanitize import foreign_address, plain


def test_emphasis_and_what_cannot_be_seen_go() -> None:
    assert plain("**The *old* pier**\n is `closed`\u200b\u202e.") == "The old pier is closed."
    assert plain("2 * 3 * 4 and snake_case stay") == "2 * 3 * 4 and snake_case stay"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://evil.example/x?y=1.", "https://evil.example/x?y=1"),
        ("Write to a.b@evil.example!", "a.b@evil.example"),
        ("Go to www.evil.example now", "www.evil.example"),
        ("Go to evil.example now", "evil.example"),
        ("It is at 10.0.0.7.", "10.0.0.7"),
        ("[here](http://evil.example)", "[here](http://evil.example"),
        ("<img src=x>", "<img src=x>"),
        ("javascript:alert(1)", "javascript:alert(1"),
        ("The U.S. paid e.g. 3.5 per cent.", None),
        ("It is on harbour.example.", None),  # as its source says
        ("A sentence. Another one.", None),
    ],
)
def test_what_is_not_in_the_source_is_named(text: str, found: str | None) -> None:
    assert foreign_address(text, "The board is at harbour.example and says so.") == found
