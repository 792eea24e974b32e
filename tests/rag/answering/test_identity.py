"""Sentences that say who or what somebody is."""

import pytest
from pieces import evidence

from rag.answering.identity import identifying, named_in
from rag.text.tokens import words

NAME = tuple(word.stem for word in words("Jo Hill"))


@pytest.mark.parametrize(
    "text",
    [
        "Jo Hill is a plumber from Leith.",
        "The prize went to Jo Hill, a plumber from Leith.",
        "The prize went to Jo Hill, Leith's best plumber.",
        "The winner (Jo Hill) came late.",
        "The prize of the club's treasurer, Jo Hill, came late.",
        "The prize went to head teacher Jo Hill.",
        "The play, written by Jo Hill, came late.",
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


def test_the_last_word_of_a_name_stands_for_it_where_it_is_nobody_elses() -> None:
    whole, short = (
        evidence("The prize went to Jo Hill."),
        evidence("Ms Hill, who repairs boats, came late.", start=50),
    )
    assert identifying(NAME, [whole, short], lambda some: some)[0].text == short.text
    assert named_in([whole, short, evidence("Mark Hill came too.", start=90)], NAME) == [whole]
    assert named_in([whole, evidence("They climbed the hill.", start=90)], NAME) == [whole]


def test_an_initial_and_the_last_word_stand_for_the_name_of_a_speaker() -> None:
    own = evidence("The boats are safe.", speaker="Jo Hill")
    listed = evidence("Present: J. Hill (Harbour Board).", start=50)
    assert identifying(NAME, [own, listed], lambda some: some)[0].text == listed.text
    assert named_in([listed], NAME) == []
