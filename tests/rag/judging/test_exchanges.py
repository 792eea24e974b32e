"""Where a question of the papers is found, what answers it is shown before it."""

from collections.abc import Sequence

from pieces import Said, evidence

from rag.judging.exchanges import answered
from rag.types import Evidence

CHAIR: Said = {"speaker": "The Chair", "manner": "direct"}
CLERK: Said = {"speaker": "Jo Hill", "manner": "direct"}


def exchange(*said: tuple[str, Said], best: float = 4.0) -> list[Evidence]:
    """What is said in order, a blank line between; the first is the most relevant, the others were not read."""
    found: list[Evidence] = []
    start = 0
    for text, speaker in said:
        found.append(evidence(text, start=start, relevance=None if found else best, **speaker))
        start += len(text) + 2
    return found


def texts(found: Sequence[Evidence]) -> list[str]:
    return [each.text for each in found]


def test_the_answer_comes_before_the_question_that_it_answers() -> None:
    said = exchange(("Was the pier inspected?", CHAIR), ("Twice.", CLERK), ("In May and in June.", CLERK))
    found = answered(said)
    assert texts(found) == ["Twice.", "In May and in June.", "Was the pier inspected?"]
    relevance = [each.relevance for each in found]
    assert None not in relevance
    assert relevance[0] == 4.0


def test_what_is_said_before_a_question_mark_belongs_to_the_question() -> None:
    said = exchange(("You told us of two letters.", CHAIR), ("Have you both?", CHAIR), ("Only one.", CLERK))
    assert texts(answered(said))[0] == "Only one."


def test_what_answers_nothing_stays_where_it_is() -> None:
    told = exchange(("The pier was inspected.", CHAIR), ("Twice.", CLERK))
    assert answered(told) == tuple(told)
    alone = exchange(("Was it inspected?", CHAIR), ("And when?", CHAIR))
    assert answered(alone) == tuple(alone)
    apart = [*exchange(("Was it inspected?", CHAIR)), evidence("Twice.", start=500, **CLERK)]
    assert answered(apart) == tuple(apart)
    unread = [evidence("Was it inspected?", **CHAIR), evidence("Twice.", start=19, **CLERK)]
    assert answered(unread) == tuple(unread)


def test_a_label_gives_its_place_to_the_best_of_what_stands_below_it() -> None:
    label = evidence("4. Gutters", relevance=6.0, role="item")
    below = [
        evidence("The chair opened the item.", start=12, relevance=0.5),
        evidence("Jo Hill said that the gutters would cost £900.", start=40, relevance=2.0),
    ]
    found = answered([label, *below])
    assert texts(found) == ["Jo Hill said that the gutters would cost £900.", "The chair opened the item."]
    assert found[0].relevance == 5.5


def test_what_a_reply_says_that_it_was_asked_gives_its_place_to_the_best_of_the_reply() -> None:
    asked = evidence("You asked, in your second letter, what the gutters will cost.", relevance=6.0)
    behind = [
        evidence("The council met in May.", start=63, relevance=-0.5),
        evidence("The contract is for £900.", start=87, relevance=2.0),
    ]
    assert texts(answered([asked, *behind]))[0] == "The contract is for £900."
    told = evidence("We were told what the gutters will cost.", relevance=6.0)
    assert answered([told, *behind])[0] == told


def test_an_item_of_a_list_is_no_label() -> None:
    items = [
        evidence("Mend the gutters", relevance=6.0, role="item"),
        evidence("Sell", start=18, role="item"),
    ]
    assert answered(items) == tuple(items)


def test_what_tells_it_before_a_question_stays_first() -> None:
    said = exchange(("It leaked for nine weeks.", CHAIR), ("Whose job was that?", CHAIR), ("Mine.", CLERK))
    assert texts(answered(said))[0] == "Mine."
    assert answered(said, tells=lambda each: "nine" in each.text) == tuple(said)
