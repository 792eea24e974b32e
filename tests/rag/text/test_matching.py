"""A string is found however its blanks, marks and dashes are typed, and nothing that only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.matching import Folded, fold

TEXT = "She said: “We can’t pay 1,200 —\nnot now…” The coun\u00adcil is unable to help."


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ('"We can\'t pay 1,200 - not now..."', "“We can’t pay 1,200 —\nnot now…”"),
        ("The council is", "The coun\u00adcil is"),
        ("pay  1,200 --  not", "pay 1,200 —\nnot"),
        ("able to help", None),  # a part of a word
        ("pay 1", None),  # and of a number
        ("200", None),
        ("We cannot pay", None),
        ("now..", None),  # half an ellipsis
        (" ", None),
    ],
)
def test_typing_does_not_matter_and_everything_else_does(wanted: str, found: str | None) -> None:
    spans = Folded(TEXT).find(wanted)
    assert [TEXT[start:end] for start, end in spans] == ([] if found is None else [found])


def test_every_place_is_found_in_order() -> None:
    assert Folded("no, no and no").find("no") == [(0, 2), (4, 6), (11, 13)]


@given(st.text(alphabet="ab1,.’'\"“…—- \n\u00ad", max_size=40))
def test_a_whole_text_is_found_in_itself_and_spans_fold_to_what_was_sought(text: str) -> None:
    wanted = fold(text)
    found = Folded(text).find(text)
    assert all(fold(text[start:end]) == wanted for start, end in found)
    assert found if wanted else not found
    assert fold(wanted) == wanted
