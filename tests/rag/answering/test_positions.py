"""What each party says on a point, and when it is silent on it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pieces import evidence, rarity_over

from rag.answering.positions import Stand, on_point, point, says_something, stands
from rag.parties.parties import Party
from rag.question.analysis import ask
from rag.storage.term_weights import Rarity
from rag.types import Evidence

COUNCIL = Party(
    "Isle Council", "Isle Council", ("Isle Council",), frozenset({"Isle Council"}), frozenset({"d0", "d1"})
)
NORVANE = Party(
    "Norvane",
    "Norvane",
    ("Norvane Ferries", "Norvane"),
    frozenset({"Norvane"}),
    frozenset({"d0", "d1", "d2"}),
)
HELD = (
    "The wave limit was lowered, the pier dredged and the fares frozen.",
    "Norvane and the Isle Council met.",
)


@pytest.fixture(scope="module")
def rarity(tmp_path_factory: pytest.TempPathFactory) -> Rarity:
    return rarity_over(Path(tmp_path_factory.mktemp("lexical")), HELD)


def heard(**said: Sequence[Evidence]) -> dict[str, Sequence[Evidence]]:
    return {"Isle Council": said.get("council", ()), "Norvane": said.get("norvane", ())}


def on(
    question: str, rarity: Rarity, parties: Sequence[Party], **said: Sequence[Evidence]
) -> tuple[Stand, ...]:
    asked = ask(question, rarity)
    return stands(asked, parties, lambda party, _: heard(**said)[party.name])


def speech(*texts: str) -> list[Evidence]:
    """Sentences that somebody says, each elsewhere in its document."""
    return [evidence(text, start=100 * number, manner="direct") for number, text in enumerate(texts)]


def test_the_point_is_what_is_left_without_the_parties_and_how_they_stand(rarity: Rarity) -> None:
    asked = ask("Do Norvane and the Isle Council agree on the wave limit?", rarity)
    assert [term.plain for term in point(asked, (COUNCIL, NORVANE))] == ["wave", "limit"]
    whole = ask("How did Norvane respond to the report?", rarity)
    assert point(whole, (NORVANE,)) == ()


def test_each_party_is_given_in_the_order_asked_with_what_it_says_on_the_point(rarity: Rarity) -> None:
    norvane = speech("Fares stay frozen.", "The wave limit is for the master.")
    council = speech("The wave limit must go.", "It was a cold day.")
    found = on(
        "Do the Isle Council and Norvane agree on the wave limit?",
        rarity,
        (COUNCIL, NORVANE),
        norvane=norvane,
        council=council,
    )
    assert [stand.party for stand in found] == [COUNCIL, NORVANE]
    assert [[each.text for each in stand.evidence] for stand in found] == [
        ["The wave limit must go."],
        ["The wave limit is for the master."],
    ]
    assert not any(stand.silent for stand in found)


def test_a_heading_is_not_what_a_party_says_where_something_stands_below_it(rarity: Rarity) -> None:
    heading = evidence("The wave limit", role="heading", start=900)
    below = speech("The master alone decides on the wave limit in any weather.")
    for said, shown in (([heading, *below], said_texts(below)), ([heading], ["The wave limit"])):
        (stand,) = on("What does Norvane say about the wave limit?", rarity, (NORVANE,), norvane=said)
        assert said_texts(stand.evidence) == shown
        assert not stand.silent


def test_a_party_whose_sentences_share_nothing_with_the_point_is_silent(rarity: Rarity) -> None:
    (stand,) = on(
        "What does Norvane say about the wave limit?", rarity, (NORVANE,), norvane=speech("Fares stay.")
    )
    assert stand.silent
    assert stand.whole  # it says so little that all of it can be shown
    assert [each.text for each in stand.evidence] == ["Fares stay."]


def test_of_a_silent_party_that_says_much_only_the_nearest_is_shown(rarity: Rarity) -> None:
    said = speech(*(f"It rained on day {number}." for number in range(12)))
    (stand,) = on("What does Norvane say about the wave limit?", rarity, (NORVANE,), norvane=said)
    assert (stand.silent, stand.whole, len(stand.evidence)) == (True, False, 1)


def test_a_party_that_is_not_heard_at_all_is_silent_without_evidence(rarity: Rarity) -> None:
    (stand,) = on("What does Norvane say about the wave limit?", rarity, (NORVANE,))
    assert (stand.silent, stand.evidence) == (True, ())


def test_asked_for_its_answer_as_such_all_that_a_party_says_is_to_the_point(rarity: Rarity) -> None:
    said = speech("We make no apology.", "Safety comes first.")
    (stand,) = on("How did Norvane respond to the report?", rarity, (NORVANE,), norvane=said)
    assert not stand.silent
    assert list(stand.evidence) == said


def test_asked_for_a_promise_what_looks_forward_is_chosen(rarity: Rarity) -> None:
    said = speech("It rained.", "We will buy a second ship.", "The council promised to consult.")
    (stand,) = on("What did Norvane promise?", rarity, (NORVANE,), norvane=said)
    assert [each.text for each in stand.evidence] == said_texts(said[1:])


def said_texts(said: Sequence[Evidence]) -> list[str]:
    return [each.text for each in said]


def test_where_no_document_has_the_words_of_the_point_silence_cannot_be_told(rarity: Rarity) -> None:
    (stand,) = on(
        "What does Norvane say about helicopters?", rarity, (NORVANE,), norvane=speech("Fares stay.")
    )
    assert not stand.silent


def test_how_much_of_the_point_a_sentence_shares(rarity: Rarity) -> None:
    topic = point(ask("What is said on the wave limit?", rarity), ())
    assert on_point(topic, evidence("The wave limit stands.")) == pytest.approx(1)
    assert 0 < on_point(topic, evidence("There is a limit.")) < 1
    assert on_point(topic, evidence("It rained.")) == 0
    assert on_point((), evidence("It rained.")) == 0


def test_how_a_letter_opens_and_is_signed_is_nothing_that_somebody_says() -> None:
    assert not says_something(evidence("Figure 2."))
    assert not says_something(evidence("Dear islanders,"))
    assert not says_something(evidence("Jo Hill Head of sailings, Norvane Ferries"))
    assert not says_something(evidence("Jo Hill, head of sailings, said:"))
    assert says_something(evidence("We are sorry for that."))
    assert says_something(evidence("“We shall dredge the pier,”"))
    assert says_something(evidence("Dredge the pier", role="item"))
