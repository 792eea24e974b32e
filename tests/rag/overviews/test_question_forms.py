"""From a statement to the question that it answers."""

import pytest

from rag.overviews.question_forms import questions


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        (
            "By our records 187 sailings were cancelled between 1 November and 28 February.",
            "How many sailings were cancelled?",
        ),
        (
            "Some 1,204 single crossings have been paid for twice.",
            "How many single crossings have been paid for twice?",
        ),
        ("Net sales increased 18.2% to $3.2 billion.", "By how much did net sales increase?"),
        ("Membership of the choir shrank by a half.", "By how much did membership of the choir shrink?"),
        ("The old mill was rebuilt in 1899.", "When was the old mill rebuilt?"),
        ("The price of coal rose by nearly a third in 1912.", "By how much did the price of coal rise?"),
        (
            "The old north breakwater was taken down in 2014.",
            "When was the old north breakwater taken down?",
        ),
        ("The harbour of Lismore was dredged in 1930.", "When was the harbour of Lismore dredged?"),
        ("Carrow Head was electrified in May 1936.", "When was Carrow Head electrified?"),
    ],
)
def test_a_statement_is_turned_into_the_question_that_it_answers(statement: str, question: str) -> None:
    assert next(questions(statement), None) == question


@pytest.mark.parametrize(
    "statement",
    [
        "",
        "Of these, 214 were cancelled.",
        "It rose by 18 per cent.",
        "Their 61 logs were lost in it.",
        "In the 12 months before, 9 months were lost.",
        "She paid £214 fares were high.",
        "Inspections were fair and secure.",
        "This was built in 1930.",
        "The judgments in those first 11 inspections were fair and secure.",
    ],
)
def test_what_leans_on_something_else_or_is_of_another_form_asks_nothing(statement: str) -> None:
    assert list(questions(statement)) == []
