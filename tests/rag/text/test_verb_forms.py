"""Which words are verbs, which stand in the past, and what the past of a verb is."""

import pytest

from rag.text.tokens import forms, stem, words
from rag.text.verb_forms import can_be_verb, has_verb, in_the_past, past_of


@pytest.mark.parametrize(
    "word", "repaid misled oversaw rebuilt undertook withdrew cancelled sought resigned".split()
)
def test_a_past_form_is_in_the_past(word: str) -> None:
    assert in_the_past(word)


@pytest.mark.parametrize("word", "repay ground bit hundred put wicked need walking".split())
def test_what_only_looks_like_a_past_form_is_not(word: str) -> None:
    assert not in_the_past(word)


@pytest.mark.parametrize(
    ("base", "past"),
    [("repay", "repaid"), ("mislead", "misled"), ("oversee", "oversaw"), ("rebuild", "rebuilt"), ("quit", "quit"),
     ("travel", "travelled"), ("abolish", "abolished"), ("carry", "carried"), ("apologise", "apologised")],
)  # fmt: skip
def test_the_past_of_a_verb(base: str, past: str) -> None:
    assert past_of(base) == past


def test_a_word_that_is_no_verb_has_no_past() -> None:
    assert past_of("harbour-master") is None
    assert not can_be_verb("of")


@pytest.mark.parametrize(
    ("form", "base"), [("repaid", "repay"), ("overseen", "oversee"), ("women", "woman"), ("worst", "bad")]
)
def test_all_forms_of_a_word_have_one_stem(form: str, base: str) -> None:
    assert stem(form) == stem(base)
    assert {form, base} <= set(forms(form)) == set(forms(base))


@pytest.mark.parametrize(
    "text",
    [
        "The pier closed in May.",
        "The town set aside £2 million.",
        "The report also highlights a lack of pilots.",
        "Doctors rarely trust it.",
        "It's late.",
        "They don't.",
        "The head of the councils says no.",
        "Boats without pilots struggle.",
    ],
)
def test_a_sentence_has_a_verb(text: str) -> None:
    assert has_verb(words(text))


@pytest.mark.parametrize(
    "text",
    [
        "A fine of £2 million.",
        "Most tenants of the tower.",
        "The sale of the mine to Corvane.",
        "The mayor's recommendation on the pool.",
        "Jo Hill and the nurses.",
        "Rents since the tax.",
        "No promise by the trust.",
    ],
)
def test_a_fragment_has_none(text: str) -> None:
    assert not has_verb(words(text))
