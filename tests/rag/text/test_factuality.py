"""Whether a sentence asserts that something it mentions happened."""

import pytest

from rag.text.factuality import asserts, denies, hedges
from rag.text.tokens import stem, words


def asserted(text: str, verb: str) -> bool:
    found = words(text)
    place = next(place for place, word in enumerate(found) if word.stem == stem(verb))
    return asserts(text, found, place)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The museum sold its tapestries in 1987.", "sell"),
        ("In May the orchestra dismissed its conductor.", "dismiss"),
        ("Critics were not surprised; the bridge collapsed at noon.", "collapse"),
        ("Farmers who asked for help, the bank says, repaid their loans.", "repay"),
    ],
)
def test_what_is_said_to_have_happened_is_asserted(text: str, verb: str) -> None:
    assert asserted(text, verb)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The museum would sell its tapestries.", "sell"),
        ("The orchestra has never dismissed a conductor.", "dismiss"),
        ("Nobody knows whether the old bridge over the river collapsed.", "collapse"),
        ("Villagers called for the closure of the quarry.", "closure"),
        ("The bishop refused to resign.", "resign"),
        ("Did the bridge collapse?", "collapse"),
        ("The choir hoped to oversee its own budget.", "oversee"),
    ],
)
def test_what_is_denied_asked_for_or_only_possible_is_not_asserted(text: str, verb: str) -> None:
    assert not asserted(text, verb)


def test_a_modal_verb_or_a_negation_hedges_a_sentence_and_the_month_of_may_does_not() -> None:
    assert hedges(words("The vineyard might be sold."))
    assert not hedges(words("The vineyard was sold in May."))


def test_only_a_negation_denies() -> None:
    assert denies(words("The vineyard wasn't sold."))
    assert not denies(words("The vineyard might be sold."))
