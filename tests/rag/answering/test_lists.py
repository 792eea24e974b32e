"""A list is given whole where a source gives one, and only there."""

import pytest
from pieces import evidence

from rag.answering.lists import listed, lists_in
from rag.types import Evidence, Role

LEAD = "We ask for three things:"


def shelf(lead: Evidence, items: int = 3, document: str = "herald") -> list[Evidence]:
    """A lead-in, so many items below it, and a sentence after the last; in no order."""
    made = [lead]
    at = lead.sentence.end + 2
    for number in range(items):
        made.append(evidence(f"thing {number}", 0.5, document=document, start=at, role="item"))
        at += 20
    made.append(evidence("That is all.", 0.6, document=document, start=at))
    return sorted(made, key=lambda each: -each.score)


def test_the_items_below_their_lead_in_come_whole_and_in_order() -> None:
    found = listed(shelf(evidence(LEAD)), wants_list=False)
    assert [each.text for each in found] == [LEAD, "thing 0", "thing 1", "thing 2"]


def test_a_heading_leads_in_a_list_only_where_one_is_asked_for_and_is_not_quoted_itself() -> None:
    heading = evidence("Recommendations", role="heading")
    assert [each.text for each in listed(shelf(heading), wants_list=True)] == [
        "thing 0",
        "thing 1",
        "thing 2",
    ]
    assert listed(shelf(heading), wants_list=False) == ()


def test_one_item_is_no_list_and_no_evidence_gives_none() -> None:
    assert listed(shelf(evidence(LEAD), items=1), wants_list=True) == ()
    assert listed([], wants_list=True) == ()


def test_a_lead_in_that_bears_little_on_the_question_leads_in_nothing() -> None:
    better = evidence("The pier is closed.", 2.0, document="other")
    assert listed([better, *shelf(evidence(LEAD))], wants_list=True) == ()


def test_items_of_another_document_are_none_of_the_list() -> None:
    foreign = shelf(evidence("A colon:", 0.1, document="other"), document="other")
    found = listed([*shelf(evidence(LEAD)), *foreign], wants_list=True)
    assert {each.hit.passage.document_id for each in found} == {"herald"}


def test_a_long_list_is_cut() -> None:
    assert len(listed(shelf(evidence(LEAD), items=20), wants_list=True)) == 1 + 8


def test_a_list_stands_under_the_line_or_the_numbered_heading_that_opens_it() -> None:
    lead, *items = (
        evidence(text, start=100 * n, role=role)
        for n, (text, role) in enumerate(
            [("The club asks for:", "body"), ("a new roof", "item"), ("an open door", "item")]
        )
    )
    heading, *numbered = (
        evidence(text, start=1000 + 100 * n, role=role)
        for n, (text, role) in enumerate(
            [("What we advise", "heading"), ("R1. Mend the roof.", "body"), ("R2. Open the door.", "body")]
        )
    )
    after = evidence("The club is small.", start=2000)
    found = list(lists_in([lead, *items, heading, *numbered, after]))
    assert [each.whole for each in found] == [(lead, *items), tuple(numbered)]
    assert not any(each.is_section for each in found)


@pytest.mark.parametrize(
    ("text", "role"), [("We put two requests to you.", "body"), ("What we ask", "heading")]
)
def test_a_line_without_a_colon_and_a_heading_open_a_list_too(text: str, role: Role) -> None:
    lead = evidence(text, role=role)
    items = [
        evidence(each, start=90 + 40 * n, role="item")
        for n, each in enumerate(["a new roof", "an open door"])
    ]
    (found,) = lists_in([lead, *items, evidence("The club is small.", start=900)])
    assert found.items == tuple(items)


def test_the_numbered_paragraphs_of_a_section_are_known() -> None:
    heading = evidence("4. Workforce", role="heading")
    several = [evidence(f"4.{n} The trust pays {n} doctors.", start=100 * n) for n in (1, 2, 3)]
    (found,) = lists_in([heading, *several])
    assert found.is_section


@pytest.mark.parametrize(
    "items",
    [
        ["7.1 The owner should mend the roof.", "7.2 The council should pay."],
        ["Recommendation 1: Mend the roof.", "Recommendation 2: Pay for it."],
        ["4.1.1 Finding 1: the roof leaks.", "4.1.2 Finding 2: nobody looked."],
        ["Action 1 – Close the door.", "Action 2 – Open the window."],
    ],
)
def test_paragraphs_with_numbers_of_any_form_are_items(items: list[str]) -> None:
    heading = evidence("7. What we advise", role="heading")
    first, second = (evidence(text, start=100 * n) for n, text in enumerate(items, 1))
    further = evidence("It will take a year.", start=first.sentence.end + 1)
    after = evidence("8.4 million people agree.", start=300)
    (found,) = lists_in([heading, first, further, second, after])
    assert found.whole == (first, second)


@pytest.mark.parametrize(
    "counted",
    [
        [
            "First, the dam should be mended.",
            "Secondly, the gauges should be read.",
            "Thirdly, the sirens should be tested.",
        ],
        ["The first was a leak.", "The second was the flood.", "A third was the mayor's letter."],
    ],
)
def test_what_one_speaker_counts_in_running_text_is_a_list(counted: list[str]) -> None:
    first, second, third = counted
    texts = ("I have three requests.", first, "It leaks.", second, third, "First Minister, will you act?")
    told = [evidence(text, start=100 * number) for number, text in enumerate(texts)]
    (found,) = lists_in(told)
    assert [each.text for each in found.whole] == [texts[0], texts[1], texts[3], texts[4]]


def test_what_is_numbered_under_one_word_where_it_arises_is_a_list() -> None:
    texts: list[tuple[str, Role]] = [
        ("Roofs", "heading"),
        ("1. The roof leaks.", "item"),
        ("Recommendation 1: Mend the roof.", "body"),
        ("Doors", "heading"),
        ("2. The door sticks.", "item"),
        ("We say why in Recommendation 1.", "body"),
        ("Recommendation 2: Plane the door.", "body"),
        ("Recommendation 3", "heading"),
        ("Oil the hinges.", "body"),
        ("Recommendation 4.", "body"),
        ("Paint the gate.", "body"),
    ]
    told = [evidence(text, start=100 * number, role=role) for number, (text, role) in enumerate(texts)]
    found = [[each.text for each in one.whole] for one in lists_in(told)]
    assert [
        "Recommendation 1: Mend the roof.",
        "Recommendation 2: Plane the door.",
        "Oil the hinges.",
        "Paint the gate.",
    ] in found


def test_items_that_are_explained_one_by_one_are_one_list_under_their_heading() -> None:
    texts = ["1. Mend the roof.", "It leaks on the desks.", "2. Plane the door.", "It sticks.", "3. Oil it."]
    told = [evidence(text, start=100 * n, heading="What we advise") for n, text in enumerate(texts)]
    assert [texts[0], texts[2], texts[4]] in [[each.text for each in one.whole] for one in lists_in(told)]


@pytest.mark.parametrize(
    "labels",
    [("a. ", "b. ", "c. "), ("(i) ", "(ii) ", "(iii) "), ("A1 ", "A2 ", "A3 "), ("UK1 ", "UK2 ", "UK3 ")],
)
def test_paragraphs_with_letters_or_codes_under_a_heading_are_a_list(labels: tuple[str, ...]) -> None:
    own = [evidence("What is to be done", role="heading")]
    for number, label in enumerate(labels):
        own.append(evidence(f"{label}Ms Holm to mend gate {number}.", start=40 * (number + 1)))
    (found,) = lists_in(own)
    assert [each.text for each in found.items] == [each.text for each in own[1:]]
