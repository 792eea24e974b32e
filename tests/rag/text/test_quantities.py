"""Numbers in figures and in words, with their units and qualifiers."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag.text import dates, quantities
from rag.text.quantities import figures, qualifying

BITS = st.sampled_from(
    "ten Twelfth SIX sıx SİX half a million k one of the May £ 3 ٣ - ’ K ſeven none often % 2015 April . st".split()
)


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("up to fifty percent of the vines", 50, "%", "at most"),
        ("nearly two thousand candles", 2000, "", "almost"),
        ("£2.3m", 2_300_000, "£", ""),
        ("half a million bees", 500_000, "", ""),
        ("the twelfth choir", 12, "th", ""),
        ("seventy-seven or more bells", 77, "", "at least"),
        ("a dozen eggs", 12, "", ""),
    ],
)
def test_a_number_is_read_with_its_unit_and_qualifier(
    text: str, value: float, unit: str, qualifier: str
) -> None:
    (figure,) = figures(text)

    assert (figure.value, figure.unit, figure.qualifier) == (value, unit, qualifier)


def test_the_words_of_a_qualifier_are_those_of_the_text() -> None:
    text = "It sold no fewer than 12 organs."

    assert qualifying(text, figures(text)[0]) == "no fewer than"


@settings(max_examples=400, deadline=None)
@given(st.lists(BITS | st.just(" ") | st.characters(), max_size=12).map("".join))
@example("half a mİllİon")
@example("ſıxty seals")
def test_what_is_passed_over_at_a_glance_holds_no_number_and_no_date(text: str) -> None:
    assert quantities._may_hold_one(text) or not quantities._NUMBER.search(text)
    assert dates._DIGIT.search(text) or not dates._DATES.search(text)
