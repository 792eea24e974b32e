import pytest
from attributed import of, speaker


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
