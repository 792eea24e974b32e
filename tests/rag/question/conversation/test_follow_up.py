"""Whether a question says itself what it asks for."""

import pytest

from rag.question.conversation.follow_up import asks_itself, says_nothing


@pytest.mark.parametrize("question", ["how was it built then", "and did they pay", "since when"])
def test_what_is_asked_for_is_told_by_a_word_of_asking(question: str) -> None:
    assert asks_itself(question)


@pytest.mark.parametrize("question", ["and the boats", "what about the boats", "since 2015", ""])
def test_a_follow_up_depends_on_the_question_before(question: str) -> None:
    assert not asks_itself(question)


def test_a_question_of_small_words_alone_says_nothing_of_the_matter() -> None:
    assert says_nothing("and since")
    assert not says_nothing("and the boats")
    assert not says_nothing("why?")
