"""Forms of verbs, by the rules of spelling and by the table of those that the rules do not give."""

import pytest

from rag.text.lexicon.inflection import forms


@pytest.mark.parametrize(
    ("base", "third", "past", "participle", "gerund"),
    [
        ("walk", "walks", "walked", "walked", "walking"),
        ("carry", "carries", "carried", "carried", "carrying"),
        ("free", "frees", "freed", "freed", "freeing"),
        ("reach", "reaches", "reached", "reached", "reaching"),
        ("repay", "repays", "repaid", "repaid", "repaying"),
        ("mislead", "misleads", "misled", "misled", "misleading"),
        ("oversee", "oversees", "oversaw", "overseen", "overseeing"),
        ("rebuild", "rebuilds", "rebuilt", "rebuilt", "rebuilding"),
        ("refer", "refers", "referred", "referred", "referring"),
        ("stop", "stops", "stopped", "stopped", "stopping"),
        ("die", "dies", "died", "died", "dying"),
    ],
)
def test_the_forms_of_a_verb(base: str, third: str, past: str, participle: str, gerund: str) -> None:
    found = forms(base)

    assert (found.third, found.past, found.participle, found.gerund) == (
        (third,),
        (past,),
        (participle,),
        (gerund,),
    )


def test_a_form_with_two_spellings_has_both() -> None:
    assert set(forms("label").past) == {"labeled", "labelled"}


def test_a_form_that_is_mostly_another_word_is_left_out() -> None:
    assert forms("grind").past == ()
    assert "lay" not in forms("lie").past
