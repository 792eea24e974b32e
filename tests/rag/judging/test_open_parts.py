"""A model may name as open only a part of the question, and only where our own judge is not sure of the contrary."""

from dataclasses import replace

import numpy as np
import pytest
from pieces import WITHOUT_DOCUMENTS

from rag.judging.answerability import Judgement, Verdict
from rag.judging.open_parts import SURE, OpenParts, open_parts
from rag.judging.reading import Reading
from rag.question.analysis import ask
from rag.question.query import Query

ASKED = "who sold the mill and when was it closed"


def read(text: str, verdict: Verdict, probability: float) -> Reading:
    return Reading(
        Query(text),
        ask(text, WITHOUT_DOCUMENTS),
        np.zeros(3, dtype=np.float32),
        (),
        (),
        Judgement(verdict, probability),
    )


def of_two(second: Verdict, probability: float) -> Reading:
    """A question of two parts of which the first is answered for certain."""
    parts = (read("who sold the mill", "answered", 0.99), read("when was it closed", second, probability))
    return replace(read(ASKED, "answered", 0.9), parts=parts)


def test_a_part_that_our_judge_is_not_sure_of_is_missing() -> None:
    found = open_parts(["when was it closed"], of_two("answered", SURE - 0.01))
    assert found == OpenParts(("“when was it closed”",), ("“when was it closed”",))


def test_a_part_that_our_judge_finds_well_answered_is_named_and_not_missing() -> None:
    assert open_parts(["when was it closed"], of_two("answered", SURE)) == OpenParts(
        ("“when was it closed”",)
    )
    assert open_parts(["who sold the mill"], of_two("answered", 0.5)).missing == ()


def test_a_part_that_our_own_answer_calls_missing_is_not_named_twice() -> None:
    assert open_parts(["when was it closed"], of_two("none", 0.1)) == OpenParts()


def test_a_question_of_one_part_is_judged_as_a_whole() -> None:
    whole = read("when was the mill closed for good", "answered", SURE - 0.01)
    assert open_parts(["for good"], whole).missing == ("“for good”",)


@pytest.mark.parametrize("named", ["whether the mill burned", "sold", ASKED, "", "was the closed"])
def test_what_is_not_several_words_of_the_question_in_their_order_is_not_named(named: str) -> None:
    assert open_parts([named], of_two("partial", 0.3)) == OpenParts()
