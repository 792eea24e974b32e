"""Folding keeps the places of what it folds."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.folding import fold, folded

LETTERS = st.text(
    st.sampled_from("aé ÉﬁßÆøŁx̌’“–\u00a0\tİıŉ…½\u200d中") | st.characters(exclude_categories=["Cs"])
)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Café", "cafe"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("ﬁve", "five"),
        ("Ofsted’s", "ofsted's"),
        ("single–word", "single-word"),
        ("e\u0301te\u0301", "ete"),
        ("a\u00a0b", "a b"),
        ("£5.50", "£5.50"),
        ("İzmir", "izmir"),
    ],
)
def test_case_accents_and_shapes_of_marks_are_folded(typed: str, plain: str) -> None:
    assert fold(typed) == plain == folded(unicodedata.normalize("NFC", typed)).text


@given(LETTERS)
def test_every_folded_character_stands_where_it_comes_from(text: str) -> None:
    found = folded(text)
    for at in range(len(found.text)):
        start, end = found.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert found.text[at] in folded(text[start:end]).text


@given(LETTERS, st.text(st.sampled_from("abc é"), min_size=1))
def test_places_lie_in_order(text: str, more: str) -> None:
    found = folded(text + more)
    starts = [found.span(at, at + 1)[0] for at in range(len(found.text))]
    assert starts == sorted(starts)


@given(LETTERS)
def test_what_is_folded_stays(text: str) -> None:
    assert folded(folded(text).text).text == folded(text).text
