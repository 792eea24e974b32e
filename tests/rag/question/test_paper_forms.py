"""Which forms of papers a question names."""

import pytest

from rag.question.paper_forms import forms_named


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("summarise the minutes of 6 May", [("minutes", "", True)]),
        ("what do the clubs letters say", [("letter", "club", False)]),
        ("tldr Acme’s press release pls", [("press release", "Acme", True)]),
        ("sum up the hearing and the emails", [("hearing", "", True), ("mail", "", True)]),
        ("who paid for the weir?", []),
    ],
)
def test_forms_are_named_by_the_words_that_people_use(
    question: str, named: list[tuple[str, str, bool]]
) -> None:
    assert [(each.form, each.whose, each.one) for each in forms_named(question)] == named
