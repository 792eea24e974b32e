"""The small affairs that models are taught with: each question over its own papers, each sort as it says."""

import pytest

from benchmarks.finetuning.papers import PaperQuestion
from benchmarks.finetuning.small_affairs import SmallAffair, groups, read
from harness.kills import HashedWords


@pytest.fixture(scope="module")
def affairs() -> list[SmallAffair]:
    return list(read())


@pytest.fixture(scope="module")
def typed() -> list[PaperQuestion]:
    return groups(HashedWords(), "typed")


def test_every_number_is_that_of_a_sentence_and_no_sentence_answers_and_answers_in_part(
    affairs: list[SmallAffair],
) -> None:
    for affair in affairs:
        count = sum(len(each["sentences"]) for each in affair.papers)
        for asked in affair.questions:
            numbers = {*asked.answers, *asked.partly, *asked.near}
            assert numbers <= set(range(count)), asked.question
            assert not asked.partly.intersection(asked.answers), asked.question


def test_no_affair_has_a_name_twice_and_all_that_were_asked_more_are_held(affairs: list[SmallAffair]) -> None:
    assert len({each.name for each in affairs}) == len(affairs)
    sorts = {asked.asked for affair in affairs for asked in affair.questions}
    assert sorts == {"typed", "made", "together"}


def test_of_what_came_to_mind_two_in_three_are_answered(typed: list[PaperQuestion]) -> None:
    answered = sum(each.answerable for each in typed)
    assert 0.6 < answered / len(typed) < 0.75


def test_what_answers_in_part_is_not_taught(affairs: list[SmallAffair], typed: list[PaperQuestion]) -> None:
    asked = [each for affair in affairs for each in affair.questions if each.asked == "typed"]
    for question, group in zip(asked, typed, strict=True):
        assert sum(pair.answers for pair in group.pairs) == len(question.answers), question.question
        assert sum(pair.near for pair in group.pairs) == len(set(question.near) - question.partly)


def test_several_sentences_belong_together_where_it_says_so() -> None:
    for group in groups(HashedWords(), "together"):
        assert 3 <= sum(pair.answers for pair in group.pairs) <= 10, group.question
