"""The papers that an encoder is taught with: every question is answered or says what comes near, and none is both."""

from benchmarks.finetuning.papers import groups


def test_half_of_the_questions_are_answered_and_the_others_come_near_a_sentence() -> None:
    found = groups()
    answered = [each for each in found if each.answerable]
    assert 0.45 < len(answered) / len(found) < 0.55
    for each in found:
        near = [pair for pair in each.pairs if pair.near]
        assert len(near) == (0 if each.answerable else 1), each.pairs[0].question


def test_a_paper_is_held_out_with_all_its_questions() -> None:
    found = groups()
    held_out = {each.paper for each in found if each.held_out}
    assert held_out
    assert held_out.isdisjoint(each.paper for each in found if not each.held_out)
