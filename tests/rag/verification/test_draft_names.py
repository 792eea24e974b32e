"""Names of a draft in a source sentence: there, in its context, or meant by a pronoun."""

import pytest
from drafts import NOWHERE, against

from rag.verification.names import unsupported_name


def missing(draft: str, *sentences: str, number: int = 0) -> str:
    return unsupported_name(*against(draft, *sentences, number=number), NOWHERE)


@pytest.mark.parametrize(
    "draft",
    ["Amy Lunt sold the mill.", "The mill was sold by Lunt.", "The mill was sold by Amy Lunt of Wells."],
)
def test_a_name_of_the_sentence_is_supported(draft: str) -> None:
    assert missing(draft, "Amy Lunt of Wells sold the mill.") == ""


def test_a_name_that_is_not_in_the_sentence_is_named_in_the_reason() -> None:
    assert "Ben Cole" in missing("The mill was sold by Ben Cole.", "Amy Lunt of Wells sold the mill.")


def test_a_first_name_may_come_from_the_context_but_not_from_another_person() -> None:
    sentences = ("Dora Pugh and Ben Cole met the board.", "Pugh sold the mill.")
    assert missing("The mill was sold by Dora Pugh.", *sentences, number=1) == ""
    assert "Ben Pugh" in missing("The mill was sold by Ben Pugh.", *sentences, number=1)


def test_a_pronoun_stands_for_a_name_of_the_sentences_before() -> None:
    sentences = ("Dora Pugh met the board.", "She sold the mill in May.")
    assert missing("Dora Pugh sold the mill in May.", *sentences, number=1) == ""
    assert missing("Ben Cole sold the mill in May.", *sentences, number=1)


def test_the_author_may_be_named_for_a_we() -> None:
    assert missing("The Gazette visited the mill.", "We visited the mill.") == ""
    assert missing("The Herald visited the mill.", "We visited the mill.")


def test_initials_of_a_name_in_the_sentence_are_supported() -> None:
    assert missing("The NHT sold the mill.", "The National Heritage Trust sold the mill.") == ""
    assert missing("The BHT sold the mill.", "The National Heritage Trust sold the mill.")


def test_the_month_of_a_date_is_no_name() -> None:
    assert missing("In March 2019 the mill was sold.", "The mill was sold.") == ""
    assert "March" in missing("In May the mill was sold to March.", "The mill was sold.")
