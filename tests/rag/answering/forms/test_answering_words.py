"""The words of a sentence that answer are marked where only one can be meant."""

import pytest
from pieces import WITHOUT_DOCUMENTS, evidence

from rag.answering.forms.answering_words import answering_words
from rag.question.analysis import ask


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("How many leaks were there?", "They counted about 42 leaks in the hall.", "about 42"),
        ("When did the roof fall in?", "The roof fell in on 3 May 2017 at night.", "3 May 2017"),
        ("who laid the gutters", "The gutters were laid by Ada Fenn that summer.", "Ada Fenn"),
        ("who laid the gutters", "Were the gutters laid by Ada Fenn or by Joe Mott?", None),
        ("why did the roof leak", "It leaked because of 3 holes.", None),
    ],
)
def test_the_figure_the_date_or_the_name_is_marked(question: str, sentence: str, words: str | None) -> None:
    found = answering_words(ask(question, WITHOUT_DOCUMENTS), evidence(sentence))
    assert (sentence[found[0] : found[1]] if found else None) == words
