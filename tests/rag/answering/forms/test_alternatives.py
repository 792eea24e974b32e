"""The two things between which a question asks to decide."""

import pytest

from rag.answering.forms.choices.alternatives import alternatives


@pytest.mark.parametrize(
    ("question", "two"),
    [
        ("how many boats were lost, 12 or 14?", ("12", "14")),
        ("who led the survey: Mr Hill or Ms Orrey?", ("Mr Hill", "Ms Orrey")),
        ("was it the council or Acme that paid for the pier?", ("the council", "Acme")),
        ("did the pier close in 2013 or in 2024?", ("in 2013", "in 2024")),
        ("was it 50 per cent or 60 per cent?", ("50 per cent", "60 per cent")),
    ],
)
def test_two_things_that_are_named_are_alternatives(question: str, two: tuple[str, str]) -> None:
    assert tuple(each.text for each in alternatives(question)) == two


def test_the_question_is_asked_with_each_of_them_alone() -> None:
    inside = alternatives("did the pier close in 2013 or in 2024?")
    assert [each.question for each in inside] == [
        "did the pier close in 2013?",
        "did the pier close in 2024?",
    ]
    behind = alternatives("how many boats were lost, 12 or 14?")
    assert [each.question for each in behind] == ["how many boats were lost"] * 2


@pytest.mark.parametrize(
    "question",
    [
        "was anyone hurt or killed?",
        "is the pier open or was it closed?",
        "did the auditor find fraud or not?",
        "what did Acme or the council say about the pier?",
        "how many boats were lost?",
    ],
)
def test_no_choice_is_left_by_other_questions_with_or(question: str) -> None:
    assert alternatives(question) == ()
