from dataclasses import replace

import pytest
from attributed import HERALD, of, speaker


@pytest.mark.parametrize(
    "text",
    [
        "Expected guests include Carrow Tugs, Quarmby Marine and Lantern Lines.",
        "Suggested donors are Carrow Tugs and Quarmby Marine.",
        "Reported victims met Ida Carrow in May.",
        "Proposed sponsors are Carrow Tugs and Lantern Lines.",
    ],
)
def test_a_participle_that_opens_a_sentence_introduces_no_speech(text: str) -> None:
    assert of(text, text).manner == "voice"


@pytest.mark.parametrize("text", ["Asked Ida Carrow: “Who shut the lock?”", "Adds Carrow: “Nobody did.”"])
def test_a_verb_that_opens_a_sentence_may_introduce_a_quotation(text: str) -> None:
    assert "Carrow" in (speaker(text, "“") or "")


@pytest.mark.parametrize("verb", ["Tell", "Ask", "Warn", "Accept", "Describe", "Believe", "Find"])
def test_an_order_introduces_no_speech(verb: str) -> None:
    text = f"{verb} passengers that the lock is shut."
    assert of(text, "lock").manner == "voice"


@pytest.mark.parametrize(
    "text",
    [
        "The boat that the council recommended sails in May.",
        "They met in the hall which the report praised in April.",
        "Nobody saw the keeper whom the panel criticised on Monday.",
    ],
)
def test_a_clause_that_says_which_thing_is_meant_is_no_speech(text: str) -> None:
    assert of(text, text).manner == "voice"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They held a meeting during which Ida Carrow defended the plan.", "Ida Carrow"),
        ("The boat has a fault that the council concluded is “a danger to all”.", "council"),
        ("It was a deal in which Carrow Tugs announced it was leaving.", "Carrow Tugs"),
    ],
)
def test_a_relative_clause_may_report(text: str, name: str) -> None:
    assert speaker(text, text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "In reply to Mr Quarmby, who asked about the keys, Ms Carrow said that the lock had been sold.",
            "Carrow",
        ),
        ("In its answer, which Tom Quarmby read out, the trust said that the lock had been sold.", "trust"),
        ("The lodger, whom Tom Quarmby called a liar, said that the lock had been sold.", "lodger"),
    ],
)
def test_the_main_verb_wins_over_one_that_tells_of_somebody_before_it(text: str, name: str) -> None:
    assert speaker(text, text) == name


@pytest.mark.parametrize("closing", ["the Lantern report says", "the fragments say", "say residents"])
def test_a_wish_followed_by_another_act_is_not_speech(closing: str) -> None:
    summary = replace(HERALD, text_type="summary")
    text = f"Carrow Tugs wants to mend the lock but remains far from doing so, {closing}."
    assert speaker(text, text, summary) != "Carrow Tugs"


def test_a_wish_may_be_reported() -> None:
    text = "Carrow Tugs wants to mend the lock and to paint it, the Lantern report says."
    assert speaker(text, text, replace(HERALD, text_type="summary")) == "Carrow Tugs"


@pytest.mark.parametrize(
    "text",
    [
        "The investigation concluded on the last day of May.",
        "The audit concluded.",
        "Findings told as a tale should take the place of marks.",
    ],
)
def test_a_document_that_expires_or_is_told_something_does_not_speak(text: str) -> None:
    assert of(text, text).manner == "voice"


@pytest.mark.parametrize(
    "text",
    [
        "The investigation concluded in May that the lock was unsafe.",
        "The lock was unsafe, the investigation concluded.",
        "The investigation concluded the lock was unsafe.",
    ],
)
def test_what_a_document_concludes_is_its_own(text: str) -> None:
    assert speaker(text, text) == "investigation"


def test_two_names_are_two_also_where_brackets_follow_the_first() -> None:
    text = "The Lock Owners Association (LOA) and Lantern said that the lock was late."
    assert speaker(text, text) == "Lock Owners Association (LOA) and Lantern"


def test_what_stands_in_a_proposal_is_its_makers() -> None:
    text = "The locks should be sold, in the proposal of Lantern Lines."
    assert speaker(text, text) == "Lantern Lines"
