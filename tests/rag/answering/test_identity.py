"""Sentences that say who or what somebody is."""

import pytest
from pieces import evidence

from rag.answering.identity import identifying, named_in
from rag.text.tokens import text_stems

NAME = text_stems("Jo Hill")


@pytest.mark.parametrize(
    "text",
    [
        "Jo Hill is a plumber from Leith.",
        "The prize went to Jo Hill, a plumber from Leith.",
        "The prize went to Jo Hill, Leith's best plumber.",
        "The winner (Jo Hill) came late.",
    ],
)
def test_what_is_said_of_a_name_beside_it_comes_first(text: str) -> None:
    found = [evidence("Mark Orr, Jo Hill and others came late."), evidence(text, start=50)]
    assert identifying(NAME, found, lambda some: some)[0].text == text


def test_sentences_without_the_name_and_headings_are_left_out() -> None:
    held = evidence("Jo Hill came late.")
    others = [evidence("Mark Hill is a plumber."), evidence("Who Jo Hill is", role="heading")]
    assert named_in([held, *others], NAME) == [held]
    assert identifying(NAME, others, lambda some: some) == ()
