import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.export.addresses import followable


@pytest.mark.parametrize(
    "address",
    [
        "https://www.gov.uk/government/news/a-b?x=1&y=2#part",
        "http://127.0.0.1:8000/answers/1",
        "https://example.org/a+b/%C3%A9~c;d=(1)",
    ],
)
def test_an_address_of_the_web_is_followed_as_it_stands(address: str) -> None:
    assert followable(address) == address


def test_what_an_address_may_not_hold_is_encoded() -> None:
    assert followable("https://example.org/é|[x]") == "https://example.org/%C3%A9%7C%5Bx%5D"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org/x", "example.org",
        "https://", "https://[bad", "https://a:b@example.org/", "https://example.org:port/", "https://exa mple.org/",
        "https://example.org/\u202e", "https://exämple.org/", "https://example.org/\x00", 'https://example.org/"',
        "https://example.org/" + "x" * 2000, "",
    ],
)  # fmt: skip
def test_any_other_is_only_printed(address: str) -> None:
    target = followable(address)
    assert target is None or target == "https://example.org/%E2%80%AE"


@given(st.text(st.characters(exclude_categories=())))
def test_a_target_is_plain_ascii_whatever_comes(rest: str) -> None:
    target = followable(f"https://example.org/{rest}")
    assert target is None or (
        target.isascii() and target.startswith("https://example.org/") and " " not in target
    )
