"""The papers that an encoder is taught with: every question is answered or says what comes near, and none is both."""

import pytest

from benchmarks.finetuning.papers import PaperQuestion, broad_papers, groups
from harness.kills import HashedWords


@pytest.fixture(scope="module")
def found() -> list[PaperQuestion]:
    return groups(HashedWords())


@pytest.fixture(scope="module")
def own(found: list[PaperQuestion]) -> list[PaperQuestion]:
    """Those that are asked of the paper that they were written for; the others come after them."""
    asked = [each.question for each in found]
    return found[: next(at for at, text in enumerate(asked[1:], 1) if text == asked[0])]


def test_half_of_the_questions_are_answered_and_the_others_come_near_a_sentence(
    own: list[PaperQuestion],
) -> None:
    answered = [each for each in own if each.answerable]
    assert 0.45 < len(answered) / len(own) < 0.55
    for each in own:
        near = [pair for pair in each.pairs if pair.near]
        assert len(near) == (0 if each.answerable else 1), each.question


def test_one_of_three_is_asked_again_of_other_papers_which_do_not_answer_it(
    found: list[PaperQuestion], own: list[PaperQuestion]
) -> None:
    again = found[len(own) :]
    assert len(again) == len(own[::3])
    papers = {pair.text: each.paper for each in own for pair in each.pairs}
    for each in again:
        assert not each.answerable
        assert all(papers.get(pair.text) != each.paper for pair in each.pairs)


def test_a_paper_is_held_out_with_all_its_questions(found: list[PaperQuestion]) -> None:
    held_out = {each.paper for each in found if each.held_out}
    assert held_out
    assert held_out.isdisjoint(each.paper for each in found if not each.held_out)


def test_several_sentences_of_a_longer_paper_belong_to_each_of_its_questions() -> None:
    for each in broad_papers():
        answers = sum(pair.answers for pair in each.pairs)
        assert 3 <= answers <= 0.6 * len(each.pairs), each.question
