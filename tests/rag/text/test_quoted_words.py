"""Quotations are found whatever marks they have, and apostrophes are none."""

import pytest

from rag.text.quotations.quoted_words import open_marks, quotations, without_tail


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("He called it “a broken system” and left.", ["a broken system"]),
        ('"We paid," she said, "and we would again."', ["We paid,", "and we would again."]),
        ("Er sagte „wir zahlen” und «nichts» mehr.", ["wir zahlen", "nichts"]),
        ("“He said ‘not now’ twice,” she wrote.", ["He said ‘not now’ twice,"]),
        ("She called it ‘a great loss’ to all.", ["a great loss"]),
        ("The council’s plan isn’t the users’ plan.", []),
        ("It is closed, and so on” he wrote.", ["It is closed, and so on"]),
        ("He wrote: “It is closed, and so on", ["It is closed, and so on"]),
        ("An empty “ ” pair.", []),
    ],
)
def test_quotations_are_read_in_order(text: str, inner: list[str]) -> None:
    found = quotations(text)
    assert [each.inner for each in found] == inner
    for each in found:
        assert each.inner in text[each.start : each.end]


def test_an_ellipsis_divides_a_quotation() -> None:
    (quoted,) = quotations("“We paid […] nine invoices … and left”")
    assert quoted.pieces() == ["We paid", "nine invoices", "and left"]


def test_final_punctuation_is_set_apart() -> None:
    assert without_tail("We paid?!") == ("We paid", "?!")
    assert without_tail("We paid") == ("We paid", "")


@pytest.mark.parametrize(
    ("text", "stands_open"),
    [('He said "we', True), ('He said "we"', False), ("He said “we", True), ("no mark", False)],
)
def test_a_mark_that_is_not_closed_is_seen(text: str, stands_open: bool) -> None:
    assert open_marks(text) == stands_open
