"""A heading that a model wrote stands only where it repeats the question and the sentences, and turns nothing."""

import pytest
from pieces import evidence

from rag.verification.headings import heading_over

QUESTION = "What did the council say about the roof?"
SAID = [evidence("The council will mend the roof of Calder library in May.", speaker="Nora Flint")]


@pytest.mark.parametrize("heading", ["The roof of Calder library", "Nora Flint", "**What the council said**"])
def test_words_of_the_question_its_sentences_and_their_speakers_may_stand(heading: str) -> None:
    shown = heading_over(heading, QUESTION.replace("say", "said"), SAID)
    assert shown == heading.strip("*")


@pytest.mark.parametrize(
    "heading",
    [
        "The scandal of the roof",  # a word of nobody's
        "The council will not mend the roof",
        "Will the council mend the roof?",
        "The roof of the library of Calder will in May the council mend",  # longer than a heading
        "Paris",
        "",
    ],
)
def test_anything_else_may_not(heading: str) -> None:
    assert heading_over(heading, QUESTION, SAID) is None


def test_a_name_of_the_question_alone_is_no_heading_over_other_sentences() -> None:
    assert heading_over("The roof of Rome", "What is said of the roof of Rome?", SAID) is None


def test_what_the_sentences_only_deny_is_not_repeated_bare() -> None:
    denied = [evidence("The council made no apology.")]
    assert heading_over("apology", "Was there an apology?", denied) is None
    also = [*denied, evidence("The company made an apology.")]
    assert heading_over("apology", "Was there an apology?", also) == "apology"
