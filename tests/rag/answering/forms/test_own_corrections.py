"""What a paper puts right itself is not shown without what puts it right."""

from dataclasses import replace

import pytest
from pieces import evidence

from rag.answering.compose import answer_plainly
from rag.answering.forms.own_corrections import corrections
from rag.question.analysis import Asked
from rag.types import Evidence, Metadata

FALSE = "In March we wrote that the choir hired the hall for £900 a term."
RIGHT = "The correct figure is £90."


def paper(*sentences: str, speaker: str | None = None) -> list[Evidence]:
    """The sentences of one paper in their order, the first much nearer to the question than the others."""
    made: list[Evidence] = []
    for number, text in enumerate(sentences):
        start = made[-1].sentence.end + 1 if made else 0
        made.append(evidence(text, start=start, relevance=-9.0 if number else 5.0, speaker=speaker))
    return made


def test_a_false_figure_is_shown_with_what_puts_it_right_and_is_not_marked_as_the_answer() -> None:
    asked = Asked("How much does the choir pay?", (), (), (), None, (), "number", False)
    draft = answer_plainly(paper(FALSE, RIGHT, "The choir sang."), {"herald": ()}, 10_000, asked)
    assert [each.quote for each in draft.citations] == [FALSE, RIGHT]
    assert draft.sentences[0].answers is None
    assert draft.warnings == ("The Herald, 29 April 2015 [1], corrects this itself further on [2].",)


@pytest.mark.parametrize(
    ("behind", "puts_right"),
    [
        (RIGHT, True),
        ("It should have read £90.", True),
        ("The true cost, its treasurer says, was £90.", True),
        ("This was incorrect.", True),
        ("The choir sang on Sunday.", False),
        ("The vicar should have said no.", False),
        ("It has the right to a cost rebate.", False),
    ],
)
def test_what_puts_right_is_told_by_its_words(behind: str, puts_right: bool) -> None:
    told = paper(FALSE, behind)
    assert bool(corrections(told[:1], told)) is puts_right


def test_what_stands_far_behind_or_in_another_mouth_or_paper_puts_nothing_right() -> None:
    far = paper(FALSE, "The choir sang.", "It was warm.", RIGHT)
    assert corrections(far[:1], far) == ()
    wrong = paper(FALSE)[0]
    answered = evidence(RIGHT, start=wrong.sentence.end + 1, speaker="Ann Lee")
    elsewhere = evidence(RIGHT, start=wrong.sentence.end + 1, document="other")
    assert corrections([wrong], [wrong, answered, elsewhere]) == ()


def test_a_later_paper_that_repeats_the_figure_puts_it_right() -> None:
    said = "The council counted 1,914 closed wells in the valley."
    wrong = evidence(said, document="report", metadata=Metadata(date="2020-05-20"))
    later = Metadata(date="2020-06-26")
    again = evidence("The report says that 1,914 wells were closed.", document="letter", metadata=later)
    right = evidence("The correct figure is 1,641.", document="letter", start=60, metadata=later)
    (found,) = corrections([wrong], [wrong, again, right])
    assert found.right is right
    assert found.warning([None, wrong, right].index) == (
        "an untitled document, 20 May 2020 [1], is corrected later by an untitled document, 26 June 2020 [2]."
    )
    early = [
        replace(each, hit=replace(each.hit, metadata=Metadata(date="2020-05-01"))) for each in (again, right)
    ]
    assert corrections([wrong], [wrong, *early]) == ()
