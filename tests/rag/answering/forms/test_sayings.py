"""Did somebody really say this? Whose words the quoted ones are."""

from collections.abc import Callable

import pytest

from rag.answering.forms.sayings import quoted_words
from rag.types import Answer

Ask = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("did they say 'damning'?", ("damning",)),
        ("did they say “a good day”?", ("a good day",)),
        ("didn't the council's leader say that?", ()),
    ],
)
def test_the_words_at_issue_are_those_in_quotation_marks(question: str, words: tuple[str, ...]) -> None:
    assert quoted_words(question) == words


def test_words_in_the_partys_own_mouth_are_quoted(ask: Ask) -> None:
    answer = ask("did Nora Flint really say “nobody was ever in danger”?")
    assert "Nobody was ever in danger." in answer.citations[0].quote
    assert answer.citations[0].speaker == "Nora Flint"


def test_a_word_of_the_papers_is_not_put_into_the_partys_mouth(ask: Ask) -> None:
    answer = ask("did Bexley Surveyors say 'damning'?")
    assert answer.sentences[0].kind == "silence"
    assert "as saying “damning”" in answer.sentences[0].text
    assert "A damning survey" in answer.citations[0].quote
