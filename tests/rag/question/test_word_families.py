"""Words that say the same in another form."""

from rag.question.word_families import kindred, other_spelling


def test_spellings_go_both_ways_and_into_the_plural() -> None:
    assert other_spelling("judgement") == "judgment"
    assert other_spelling("labor") == "labour"
    assert other_spelling("judgements") == "judgments"
    assert other_spelling("harbours") == "harbors"


def test_a_word_with_a_meaning_of_its_own_is_no_spelling_of_another() -> None:
    assert other_spelling("check") is None
    assert other_spelling("story") is None


def test_a_noun_and_its_verb_are_kindred() -> None:
    assert "failure" in kindred("fail")
    assert "fail" in kindred("failure")
    assert "fail" in kindred("failures")
    assert kindred("harbourmaster") == ()
